/**
 * The number of pages of a PDF, where it can be found without decompressing anything: in the head of a
 * linearized file, or in a page tree that is not inside an object stream. Else it is left out.
 *
 * @module
 */
import { long } from '../../jcr/property.ts';
import type { Extractor } from '../extractor.ts';

/** Page trees stand at the end of most files; larger ones are read at both ends. */
const SEARCHED = 4 * 1024 * 1024;

/** A page count above this is a mistake or a trick. */
const MOST_PAGES = 1_000_000;

/** Reads `dam:numPages`. */
export const pdf: Extractor = {
  name: 'pdf',
  accepts: (mimeType) => mimeType === 'application/pdf',
  extract: async ({ head, size, read }) => {
    const linearized = /\/Linearized\b[^>]{0,200}\/N\s+(\d{1,7})\b/.exec(head.toString('latin1', 0, 2048));
    let pages = Number(linearized?.[1] ?? 0);
    if (pages === 0) {
      const tail = size > head.length ? await read(Math.max(0, size - SEARCHED), SEARCHED) : head;
      pages = pagesIn(tail);
      if (pages === 0 && size > SEARCHED) pages = pagesIn(await read(0, SEARCHED));
    }
    return { properties: pages > 0 && pages <= MOST_PAGES ? { 'dam:numPages': long(pages) } : {} };
  },
};

/** The largest count of any page tree node: that is the root of the tree. */
function pagesIn(bytes: Buffer): number {
  const text = bytes.toString('latin1');
  let most = 0;
  for (const { index } of text.matchAll(/\/Type\s{0,4}\/Pages\b/g)) {
    const dictionary = dictionaryAround(text, index);
    const count = Number(/\/Count\s{1,4}(\d{1,7})\b/.exec(dictionary)?.[1] ?? 0);
    most = Math.max(most, count);
  }
  return most;
}

/** `/Count` may stand before or after `/Type`, in the same object. */
function dictionaryAround(text: string, index: number): string {
  const start = Math.max(text.lastIndexOf(' obj', index), text.lastIndexOf('endobj', index), 0);
  const end = text.indexOf('endobj', index);
  return text.slice(start, end < 0 ? index + 4096 : end);
}
