/**
 * The order of attributes and of unordered siblings in FileVault's output (facts on FileVault 1.1, 1.4).
 *
 * @module
 */

/**
 * Which canonical writer a file comes from: `old` up to FileVault 3.4.0 (Xerces, namespaces sorted by
 * URI), `new` since 3.4.2 (Woodstox, `jcr` first).
 */
export type Generation = 'old' | 'new';

/** Compares names as a generation sorts them: prefixed names first, then ignoring case. */
export function compareNames(a: string, b: string, generation: Generation): number {
  const prefixed = Number(b.includes(':')) - Number(a.includes(':'));
  if (prefixed !== 0) return prefixed;
  const plain = (name: string) => (generation === 'new' ? name.replace(':', '') : name);
  return ordinal(plain(a).toLowerCase(), plain(b).toLowerCase()) || ordinal(plain(a), plain(b));
}

const JCR = 'http://www.jcp.org/jcr/1.0';

/**
 * The generation a list of declared namespace URIs, in document order, tells. Where `jcr` comes first and
 * the rest is sorted both could have written it; then it counts as new.
 */
export function generationOf(uris: readonly string[]): Generation {
  const isSorted = uris.every((uri, i) => i === 0 || ordinal(uris[i - 1] ?? '', uri) < 0);
  return uris.length > 1 && isSorted && uris[0] !== JCR ? 'old' : 'new';
}

function ordinal(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}
