/**
 * Columns without lines, as wide as their texts; widths are counted in cells of a terminal.
 *
 * @module
 */
import stringWidth from 'string-width';
import { pad } from './truncate.ts';

/** A text with the colour it gets once it is padded. */
export interface TableCell {
  readonly text: string;
  readonly paint?: (text: string) => string;
}

/** Cells between two columns. */
const GAP = '  ';

/** The widths that rows need, column by column. */
export function widthsOf(rows: readonly (readonly TableCell[])[]): number[] {
  const widths: number[] = [];
  for (const row of rows) {
    for (const [i, { text }] of row.entries()) widths[i] = Math.max(widths[i] ?? 0, stringWidth(text));
  }
  return widths;
}

/** One row as a line, without spaces at its end. */
export function rowLine(row: readonly TableCell[], widths: readonly number[]): string {
  return row
    .map(({ text, paint = (plain) => plain }, i) => {
      const isLast = row.slice(i + 1).every((cell) => cell.text === '');
      return paint(isLast ? text : pad(text, widths[i] ?? 0));
    })
    .join(GAP)
    .trimEnd();
}

/** Cells a line of columns takes. */
export function lineWidth(widths: readonly number[]): number {
  return widths.reduce((sum, width) => sum + width, GAP.length * (widths.length - 1));
}

/** Columns are not made narrower than this. */
const NARROWEST = 8;

/** Widths that fit into a line: the widest column gives way first. */
export function fitWidths(widths: readonly number[], limit: number): number[] {
  const fitted = [...widths];
  while (lineWidth(fitted) > limit) {
    const widest = Math.max(...fitted);
    if (widest <= NARROWEST) break;
    fitted[fitted.indexOf(widest)] = widest - 1;
  }
  return fitted;
}
