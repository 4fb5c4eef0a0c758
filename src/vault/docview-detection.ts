/**
 * Which `NAME.xml` files are nodes rather than uploads (FileVault's own test; facts 1.8).
 *
 * @module
 */

/** How far FileVault looks into a file. */
const LOOKED_AT = 1024;

/** Whether the first bytes of a `NAME.xml` make it DocView; for `.content.xml` it is always so. */
export function isDocView(head: Buffer): boolean {
  const text = head.subarray(0, LOOKED_AT).toString('latin1');
  return text.includes('<jcr:root') && text.includes('"http://www.jcp.org/jcr/1.0"');
}
