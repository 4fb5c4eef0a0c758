/**
 * Text as it is searched: without case and accents, words apart by one space. What is searched and what
 * is searched for go through the same folding.
 *
 * @module
 */

/** Scripts that are written without spaces: every character is a word of its own. */
const UNSPACED = /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Thai}]/gu;
const ACCENTS = /[\u0300-\u036f]/g;
const NO_WORD = /[^\p{L}\p{N}\p{M}]+/gu;
const PLAIN = /^[\0-\x7f]*$/;
const NO_PLAIN_WORD = /[^a-z0-9]+/g;

/** Folds a text: `Straße-Él_01` is `strasse el 01`. No space at either end. */
export function foldText(text: string): string {
  if (PLAIN.test(text)) return text.toLowerCase().replace(NO_PLAIN_WORD, ' ').trim();
  return text
    .normalize('NFKD')
    .replace(ACCENTS, '')
    .normalize('NFC')
    .toLowerCase()
    .replaceAll('ß', 'ss')
    .replace(UNSPACED, ' $& ')
    .replace(NO_WORD, ' ')
    .trim();
}

/**
 * Several texts as one that is searched: every word follows a space, and no phrase reaches from one text
 * into the next.
 */
export function searchableText(texts: readonly string[]): string {
  return texts
    .map(foldText)
    .filter((text) => text !== '')
    .map((text) => ` ${text}\n`)
    .join('');
}

/**
 * What of a query has to be found in a searchable text: each word at the beginning of a word, each part in
 * quotes as the words it has, in that order.
 */
export function searchTerms(query: string): string[] {
  const parts = [...query.matchAll(/"([^"]*)"|[^\s"]+/g)].map(([whole, quoted]) => quoted ?? whole);
  return [...new Set(parts.map(foldText))].filter((term) => term !== '').map((term) => ` ${term}`);
}
