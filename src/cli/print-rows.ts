/**
 * What a verb did, path by path.
 *
 * @module
 */
import type { ActionRow } from '../emulator/oakling.ts';
import { EXIT, type ExitCode } from './exit-codes.ts';
import type { Printer } from './printer.ts';
import { rowLine, widthsOf } from './table.ts';
import { truncateMiddle } from './truncate.ts';

/** Paths take at most this share of a terminal's line. */
const PATH_SHARE = 0.55;

/** Writes rows as a table; answers the exit code they mean. */
export function printRows(
  printer: Printer,
  rows: readonly ActionRow[],
  words: (row: ActionRow) => string = ({ reason }) => reason,
): ExitCode {
  const { paint, width } = printer;
  const colours = { done: paint.green, unchanged: paint.dim, refused: paint.red } as const;
  const lines = rows.map((row) => [
    { text: row.outcome, paint: colours[row.outcome] },
    { text: truncateMiddle(row.path, Math.max(16, Math.floor(width * PATH_SHARE))) },
    { text: words(row) },
  ]);
  const widths = widthsOf(lines);
  for (const line of lines) printer.data(rowLine(line, widths));
  return exitCodeOf(rows);
}

/** Refused rows are findings. */
export function exitCodeOf(rows: readonly ActionRow[]): ExitCode {
  return rows.some(({ outcome }) => outcome === 'refused') ? EXIT.findings : EXIT.ok;
}
