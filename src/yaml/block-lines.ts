/**
 * The lines of an entry in a block mapping, and putting lines before, after or away.
 *
 * A comment indented deeper than an entry's key, below it, belongs to the entry; a comment right above it
 * goes with it when it moves, and stays when it is removed: oakling deletes no remark it does not stand in.
 *
 * @module
 */
import { columnOf, lineEnd, lineStart, nextLine } from './lines.ts';
import { type Entry, entryEnd, type NodeSource, type Target } from './node-source.ts';
import type { Splice } from './splice.ts';

/** Where the last line of an entry ends, deeper comments below it included. */
export function lastLineEnd(text: string, entry: Entry): number {
  const column = columnOf(text, entry.keyStart);
  let end = lineEnd(text, entryEnd(entry));
  for (let line = nextLine(text, end); line < text.length; line = nextLine(text, line)) {
    const content = text.slice(line, lineEnd(text, line));
    const [indent = ''] = /^ */.exec(content) ?? [];
    if (content.trim() === '') continue;
    if (!content.startsWith('#', indent.length) || indent.length <= column) break;
    end = line + content.length;
  }
  return end;
}

/**
 * Where the lines of an entry begin, the comments right above it included; but comments at the top of the
 * file speak of the file.
 */
export function firstLineStart(text: string, { node, own }: Target, entry: Entry): number {
  const keyLine = lineStart(text, entry.keyStart);
  const comment = `${text.slice(keyLine, entry.keyStart)}#`;
  const previous = node.entries[node.entries.indexOf(entry) - 1];
  const top = lineStart(text, 0);
  const before = previous ? lastLineEnd(text, previous) : own?.entry.colonEnd;
  const floor = before === undefined ? top : nextLine(text, before);
  let start = keyLine;
  while (start > floor) {
    const above = lineStart(text, start - 1);
    if (above < floor || !text.startsWith(comment, above)) break;
    start = above;
  }
  return start === top ? keyLine : start;
}

/**
 * Where the lines end that go with an entry when it goes: after a text that keeps the blank lines below it
 * (`|+`), those below the entry too, since they would become part of that text.
 */
export function removedEnd(text: string, { entries }: NodeSource, entry: Entry): number {
  let end = lastLineEnd(text, entry);
  const previous = entries[entries.indexOf(entry) - 1];
  if (!previous || !keepsBlankLines(text, previous)) return end;
  for (let line = nextLine(text, end); line < text.length; line = nextLine(text, line)) {
    const lineStop = lineEnd(text, line);
    if (text.slice(line, lineStop).trim() !== '') break;
    end = lineStop;
  }
  return end;
}

function keepsBlankLines(text: string, { child, value, items }: Entry): boolean {
  const last = child?.style === 'block' ? child.entries.at(-1) : undefined;
  if (last) return keepsBlankLines(text, last);
  const start = items.at(-1)?.start ?? value.start;
  return (
    value.form === 'block' && /^(?:- +)?(?:!\S* +)?[|>]\d?\+/.test(text.slice(start, lineEnd(text, start)))
  );
}

/** Puts lines after an entry. */
export function linesAfter(text: string, entry: Entry, lines: readonly string[], eol: string): Splice {
  return linesBelow(text, lastLineEnd(text, entry), lines, eol);
}

/** Puts lines below the line that ends at an offset. */
export function linesBelow(text: string, end: number, lines: readonly string[], eol: string): Splice {
  const next = nextLine(text, end);
  const isOpen = lineEnd(text, end) === text.length;
  return { from: next, to: next, text: lines.map((line) => (isOpen ? eol + line : line + eol)).join('') };
}

/** Puts lines before an entry of a node. */
export function linesBefore(
  text: string,
  target: Target,
  entry: Entry,
  lines: readonly string[],
  eol: string,
): Splice {
  const at = firstLineStart(text, target, entry);
  return { from: at, to: at, text: lines.map((line) => line + eol).join('') };
}

/** Takes lines away; a text without a final line end stays one. */
export function withoutLines(text: string, start: number, end: number): Splice {
  const after = nextLine(text, end);
  const isLast = lineEnd(text, end) === text.length;
  const hasLineBefore = start > 0 && text[start - 1] === '\n';
  const from = isLast && hasLineBefore ? lineEnd(text, lineStart(text, start - 1)) : start;
  return { from, to: after, text: '' };
}
