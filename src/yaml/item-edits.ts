/**
 * Changing the items of a block sequence: those that stay keep their lines, quotes and comments.
 *
 * @module
 */
import type { Property } from '../jcr/property.ts';
import { withoutLines } from './block-lines.ts';
import type { EditContext } from './edit-context.ts';
import { columnOf, lineEnd, lineStart } from './lines.ts';
import type { Entry, Span } from './node-source.ts';
import { printString, printTyped, printUnderTag } from './print-scalar.ts';
import { isNameProperty } from './read-value.ts';
import type { Splice } from './splice.ts';

/** Splices from a block sequence's values to others of its type; `undefined` where that is not the case. */
export function replaceItems(
  { text, eol }: EditContext,
  { name, value, items, property: old }: Entry,
  { type, multiple, values }: Property,
): Splice[] | undefined {
  const [first] = items;
  if (!first || old?.type !== type || !multiple || values.length === 0) return undefined;
  const hasTag = value.start < first.start;
  const print = (item: string) => {
    if (hasTag) return printUnderTag(type, item);
    return isNameProperty(name) ? printString(item) : printTyped({ type, value: item });
  };
  const kept = commonEnds(old.values, values);
  const removed = items.slice(kept.head, items.length - kept.tail);
  const dash = `${' '.repeat(columnOf(text, first.start))}- `;
  const lines = values.slice(kept.head, values.length - kept.tail).map((item) => dash + print(item));
  const above = items[kept.head - 1];
  return [exchangeLines(text, removed, lines, above ?? first, above !== undefined, eol)];
}

/** How many values at the head and at the tail of two lists are the same. */
function commonEnds(before: readonly string[], after: readonly string[]): { head: number; tail: number } {
  const shorter = Math.min(before.length, after.length);
  let head = 0;
  while (head < shorter && before[head] === after[head]) head++;
  let tail = 0;
  while (tail < shorter - head && before.at(-1 - tail) === after.at(-1 - tail)) tail++;
  return { head, tail };
}

/** Puts lines in place of items, or below (else above) a neighbour where none is removed. */
function exchangeLines(
  text: string,
  removed: readonly Span[],
  lines: readonly string[],
  neighbour: Span,
  isBelow: boolean,
  eol: string,
): Splice {
  const [first, last] = [removed[0], removed.at(-1)];
  if (first && last) {
    const [from, to] = [lineStart(text, first.start), lineEnd(text, last.end)];
    return lines.length === 0 ? withoutLines(text, from, to) : { from, to, text: lines.join(eol) };
  }
  const at = isBelow ? lineEnd(text, neighbour.end) : lineStart(text, neighbour.start);
  const inserted = lines.map((line) => (isBelow ? eol + line : line + eol)).join('');
  return { from: at, to: at, text: inserted };
}
