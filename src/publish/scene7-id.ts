/**
 * Ids as Dynamic Media gives them (`a|398511447`), derived so that the same asset always gets the same.
 *
 * @module
 */
import { hashText } from '../format/summarize-node.ts';

/**
 * `prefix|` and digits that follow from a text.
 * @param prefix `a` for an asset, `c` for a company
 */
export function scene7Id(prefix: 'a' | 'c', from: string, digits: number): string {
  const number = hashText(from) % 10 ** digits;
  // Filled up with ones, for Dynamic Media's numbers do not begin with a zero.
  return `${prefix}|${String(number).padStart(digits, '1')}`;
}
