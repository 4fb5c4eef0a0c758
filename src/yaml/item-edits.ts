/**
 * Changing the items of a block sequence: those that stay keep their lines, quotes and comments.
 *
 * @module
 */
import type { Property } from '../jcr/property.ts';
import { linesBelow, withoutLines } from './block-lines.ts';
import type { EditContext } from './edit-context.ts';
import { columnOf, lineEnd, lineStart } from './lines.ts';
import type { Entry, Span } from './node-source.ts';
import { printString, printTyped, printUnderTag } from './print-scalar.ts';
import type { Splice } from './splice.ts';
import { isNameProperty } from './value-types.ts';

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
  if (removed.length > 0) return [exchangeLines(text, removed, lines, eol)];
  if (above) return [linesBelow(text, lineEnd(text, above.end), lines, eol)];
  const at = lineStart(text, first.start);
  return [{ from: at, to: at, text: lines.map((line) => line + eol).join('') }];
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

/** Puts lines, perhaps none, in place of items. */
function exchangeLines(
  text: string,
  removed: readonly Span[],
  lines: readonly string[],
  eol: string,
): Splice {
  const from = lineStart(text, removed[0]?.start ?? 0);
  const to = lineEnd(text, removed.at(-1)?.end ?? 0);
  return lines.length === 0 ? withoutLines(text, from, to) : { from, to, text: lines.join(eol) };
}
