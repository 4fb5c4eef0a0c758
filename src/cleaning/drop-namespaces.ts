/**
 * Namespaces that only stripped properties used: the first publication declared them, so stripping takes
 * them back, and the file is what it was. A prefix that still stands anywhere, even in a text or a comment,
 * keeps its declaration.
 *
 * @module
 */
import { parseXml } from '../docview/parse-xml.ts';
import { isNamespaceDeclaration } from '../docview/syntax-tree.ts';

/**
 * A DocView text without the root's declarations of prefixes that nothing uses any more.
 * @param removed names of the properties that were stripped
 */
export function dropNamespaces(text: string, removed: readonly string[]): string {
  const prefixes = new Set(removed.map((property) => property.slice(0, Math.max(0, property.indexOf(':')))));
  // FileVault always declares this one.
  prefixes.delete('jcr');
  const unused = parseXml(text).root.attributes.filter((attribute) => {
    const prefix = isNamespaceDeclaration(attribute) ? attribute.name.slice('xmlns:'.length) : '';
    return prefixes.has(prefix) && !text.includes(`${prefix}:`);
  });
  return unused.reduceRight(
    (left, { start, valueEnd }) => left.slice(0, start) + left.slice(valueEnd + 1),
    text,
  );
}
