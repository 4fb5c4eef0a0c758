/**
 * Edits of a block mapping, as splices of its lines.
 *
 * @module
 */
import type { Property } from '../jcr/property.ts';
import {
  firstLineStart,
  lastLineEnd,
  linesAfter,
  linesBelow,
  removedEnd,
  withoutLines,
} from './block-lines.ts';
import type { EditContext } from './edit-context.ts';
import { replaceItems } from './item-edits.ts';
import { columnOf, lineEnd, lineStart } from './lines.ts';
import { type Entry, entryEnd, type Target } from './node-source.ts';
import { type PrintedValue, printInline, printValue } from './print-node.ts';
import { quoteAt } from './print-scalar.ts';
import type { Splice } from './splice.ts';

/** Gives a property that is there, or a key without a value, another value. */
export function replaceBlockValue(context: EditContext, entry: Entry, property: Property): Splice[] {
  const { text, indentation, eol } = context;
  const { name, value, colonEnd } = entry;
  const items = replaceItems(context, entry, property);
  if (items) return items;
  const style = { quote: quoteAt(text, value.start) };
  const column = columnOf(text, entry.keyStart);
  const restOfLine = lineEnd(text, value.end);
  // Comments after a literal block, or below, would become text of it.
  const literal = text.slice(value.end, restOfLine).trim() === '' && lastLineEnd(text, entry) === restOfLine;
  const printed = printValue(name, property, column, indentation, { ...style, literal });
  const fromColon = (to: number) => [{ from: colonEnd, to, text: afterColon(printed, eol) }];
  if (value.form === 'block') return fromColon(value.end);
  const [gap, rest] = [text.slice(colonEnd, value.start), text.slice(value.end, restOfLine)];
  const isInline = printed.lines.length === 0;
  if (!isInline && (gap + rest).trim() === '') return fromColon(restOfLine);
  // A comment shares the line or stands in between, so the value has to fit on one line.
  const inline = isInline ? printed.inline : printInline(name, property, style);
  if (value.form === 'none' || gap.includes('\n')) return raiseValue(text, entry, inline);
  return [{ from: value.start, to: value.end, text: inline }];
}

/** Puts a value right after its key; not everything may stand on a line below, or between remarks. */
function raiseValue(text: string, { colonEnd, value }: Entry, inline: string): Splice[] {
  const raised = { from: colonEnd, to: colonEnd, text: ` ${inline}` };
  if (text.slice(colonEnd, value.start).trim() === '') return [{ ...raised, to: value.end }];
  const restOfLine = lineEnd(text, value.end);
  const isAlone = text.slice(value.end, restOfLine).trim() === '';
  if (isAlone) return [raised, withoutLines(text, lineStart(text, value.start), restOfLine)];
  return [raised, { from: value.start, to: value.end, text: '' }];
}

/**
 * Fills a node without entries whose parent is a block mapping: `{}` gives way to lines.
 * @param lines the entries' lines for a column of keys
 * @returns `undefined` where the braces must stay, being written in another way
 */
export function fillEmptyChild(
  { text, eol, indentation }: EditContext,
  { own }: Target,
  lines: (column: number) => string[],
): Splice[] | undefined {
  if (own?.parent.style !== 'block') return undefined;
  const { entry } = own;
  if (text.slice(entry.colonEnd, entryEnd(entry)) !== ' {}') return undefined;
  const column = columnOf(text, entry.keyStart) + indentation.nested;
  return [
    { from: entry.colonEnd, to: entryEnd(entry), text: '' },
    linesAfter(text, entry, lines(column), eol),
  ];
}

/** Gives lines to an empty root: after whatever comments the file has. */
export function fillEmptyRoot({ text, eol, root }: EditContext, lines: readonly string[]): Splice[] {
  const at = root.end;
  if (lineStart(text, at) !== at) return [linesBelow(text, lineEnd(text, at), lines, eol)];
  return [{ from: at, to: at, text: lines.map((line) => line + eol).join('') }];
}

/** Turns a key without a value into a child node. */
export function fillPlaceholder(
  { text, eol, indentation }: EditContext,
  entry: Entry,
  lines: (column: number) => string[],
): Splice[] {
  const body = lines(columnOf(text, entry.keyStart) + indentation.nested);
  const emptied = { from: entry.colonEnd, to: entryEnd(entry), text: body.length === 0 ? ' {}' : '' };
  return [emptied, ...(body.length === 0 ? [] : [linesAfter(text, entry, body, eol)])];
}

/** Takes an entry's lines away; a child node left without entries becomes `{}`. */
export function removeBlockEntry({ text }: EditContext, { node, own }: Target, entry: Entry): Splice[] {
  const start = entry.keyStart - columnOf(text, entry.keyStart);
  const removed = withoutLines(text, start, removedEnd(text, node, entry));
  if (!own || node.entries.length > 1) return [removed];
  return [{ from: own.entry.colonEnd, to: own.entry.colonEnd, text: ' {}' }, removed];
}

/** Takes an entry's lines away together with the comments right above, to put them elsewhere. */
export function cutBlockEntry(
  { text }: EditContext,
  target: Target,
  entry: Entry,
): { raw: string; cut: Splice } {
  const start = firstLineStart(text, target, entry);
  const raw = text.slice(start, lastLineEnd(text, entry));
  return { raw, cut: withoutLines(text, start, removedEnd(text, target.node, entry)) };
}

function afterColon({ inline, lines }: PrintedValue, eol: string): string {
  return [inline === '' ? '' : ` ${inline}`, ...lines].join(eol);
}
