/**
 * XML escaping of attribute values as FileVault writes it (facts on FileVault 1.5), and reading any.
 *
 * @module
 */

const ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '"': '&quot;',
  "'": '&apos;',
  '\t': '&#x9;',
  '\n': '&#xa;',
  '\r': '&#xd;',
};

/** The raw text of a value between the given quotes. */
export function escapeAttribute(value: string, quote: string): string {
  const needsEscape = quote === "'" ? /[&<'\t\n\r]/g : /[&<"\t\n\r]/g;
  return value.replace(needsEscape, (character) => ESCAPES[character] ?? character);
}

const NAMED: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" };

/** The value of a raw attribute text: references resolved, literal white space normalised to blanks. */
export function unescapeAttribute(raw: string): string {
  const normalized = /[\t\n\r]/.test(raw) ? raw.replace(/\r\n|[\t\n\r]/g, ' ') : raw;
  if (!normalized.includes('&')) return normalized;
  return normalized.replace(/&(?:([a-z]+)|#x([0-9a-fA-F]+)|#([0-9]+));/g, (whole, name, hex, decimal) => {
    if (name !== undefined) return NAMED[name] ?? whole;
    return String.fromCodePoint(hex === undefined ? Number.parseInt(decimal, 10) : Number.parseInt(hex, 16));
  });
}
