/**
 * Fitting text into cells of a terminal.
 *
 * @module
 */
import stringWidth from 'string-width';

const graphemes = new Intl.Segmenter(undefined, { granularity: 'grapheme' });

/** Shortens a text to a width in cells by leaving out its middle: of a path both ends matter. */
export function truncateMiddle(text: string, width: number): string {
  if (stringWidth(text) <= width) return text;
  if (width <= 1) return '…'.slice(0, width);
  const parts = [...graphemes.segment(text)].map(({ segment }) => segment);
  const endWidth = Math.ceil((width - 1) / 2);
  const end = take([...parts].reverse(), endWidth)
    .reverse()
    .join('');
  const start = take(parts, width - 1 - stringWidth(end)).join('');
  return `${start}…${end}`;
}

/** Shortens a text to a width in cells by leaving out its end. */
export function truncateEnd(text: string, width: number): string {
  if (stringWidth(text) <= width) return text;
  if (width <= 0) return '';
  const parts = [...graphemes.segment(text)].map(({ segment }) => segment);
  return `${take(parts, width - 1).join('')}…`;
}

/** Adds spaces up to a width in cells. */
export function pad(text: string, width: number): string {
  return text + ' '.repeat(Math.max(0, width - stringWidth(text)));
}

function take(parts: readonly string[], width: number): string[] {
  const taken: string[] = [];
  let used = 0;
  for (const part of parts) {
    used += stringWidth(part);
    if (used > width) break;
    taken.push(part);
  }
  return taken;
}
