/**
 * Ids as Dynamic Media gives them (`a|398511447`), derived so that the same asset always gets the same.
 *
 * @module
 */
import { hashText } from '../format/summarize-node.ts';

/** `prefix|` and digits that follow from a text. */
export function scene7Id(prefix: 'a' | 'c', from: string, digits: number): string {
  const number = hashText(from) % 10 ** digits;
  return `${prefix}|${String(number).padStart(digits, '1')}`;
}
