/**
 * Edits of a mapping in braces: entries come and go with a comma, comments and line breaks stay.
 *
 * @module
 */
import type { Property } from '../jcr/property.ts';
import { type Entry, entryEnd, type NodeSource } from './node-source.ts';
import { printInline } from './print-node.ts';
import { quoteAt } from './print-scalar.ts';
import type { Splice } from './splice.ts';

/** Where a new entry goes: beside another, or alone into empty braces. */
export interface FlowPlace {
  readonly before?: Entry | undefined;
  readonly after?: Entry | undefined;
}

/** Puts an entry's text into a node in braces. */
export function insertFlowEntry(node: NodeSource, entry: string, { before, after }: FlowPlace): Splice {
  if (before) return { from: before.keyStart, to: before.keyStart, text: `${entry}, ` };
  if (after) return { from: entryEnd(after), to: entryEnd(after), text: `, ${entry}` };
  return { from: node.start + 1, to: node.start + 1, text: entry };
}

/** Gives an entry another value, which has to fit inside braces. */
export function replaceFlowText(text: string, { keyEnd, colonEnd, value }: Entry, printed: string): Splice {
  if (value.form !== 'none') return { from: value.start, to: value.end, text: printed };
  const colon = colonEnd === keyEnd && text[keyEnd - 1] !== ':' ? ':' : '';
  return { from: colonEnd, to: colonEnd, text: `${colon} ${printed}` };
}

/** Gives a property that is there, or a key without a value, another value. */
export function replaceFlowValue(text: string, entry: Entry, property: Property): Splice {
  const style = { flow: true, quote: quoteAt(text, entry.value.start) };
  return replaceFlowText(text, entry, printInline(entry.name, property, style));
}

/** Takes an entry away with the comma that parted it from a neighbour. */
export function removeFlowEntry(text: string, node: NodeSource, entry: Entry): Splice[] {
  const index = node.entries.indexOf(entry);
  const [previous, next] = [node.entries[index - 1], node.entries[index + 1]];
  const [start, end] = [entry.keyStart, entryEnd(entry)];
  const remove = (from: number, to: number): Splice => ({ from, to, text: '' });
  const gaps: Splice[] = [];
  if (previous) gaps.push(remove(entryEnd(previous), end));
  if (next) gaps.push(remove(start, next.keyStart));
  const gapOf = ({ from, to }: Splice) => text.slice(from, start) + text.slice(end, to);
  // The gap this code makes goes first, so that what was added goes without a trace.
  const gap = gaps.find((each) => gapOf(each) === ', ') ?? gaps.find((each) => !gapOf(each).includes('#'));
  if (gap) return [gap];

  const commaAfter = commaBetween(text, end, next?.keyStart ?? node.end - 1);
  const comma = commaAfter ?? (previous && commaBetween(text, entryEnd(previous), start));
  return [remove(start, end), ...(comma === undefined ? [] : [remove(comma, comma + 1)])];
}

/** The comma between two offsets that hold nothing but space and comments besides. */
function commaBetween(text: string, from: number, to: number): number | undefined {
  const comma = text
    .slice(from, to)
    .replace(/#.*/g, (comment) => ' '.repeat(comment.length))
    .indexOf(',');
  return comma === -1 ? undefined : from + comma;
}
