/**
 * The table of `status`: grouped by folder for eyes, one full path per line for programs that read text.
 *
 * @module
 */
import type { AssetStatus } from '../emulator/oakling.ts';
import { nameOf, parentOf } from '../jcr/path.ts';
import { count, counted } from './counts.ts';
import { describeStatus, painted, type StatusDetail } from './describe-status.ts';
import type { Printer } from './printer.ts';
import { fitWidths, lineWidth, rowLine, type TableCell, widthsOf } from './table.ts';
import { truncateEnd, truncateMiddle } from './truncate.ts';

const HEAD = ['Path', 'Sync', 'Publish mode', 'AEM', 'Dynamic Media'];

/** Names are cut to this many cells before anything else gives way. */
const GOOD_NAME = 28;

/** Writes the table. Where it does not fit, who published is left out first, then columns are cut. */
export function printStatus(printer: Printer, rows: readonly AssetStatus[], now: Date): void {
  if (rows.length === 0) return;
  const { paint, isForEyes, verbose, width } = printer;
  const detailed = tableOf(rows, now, { withOrigins: verbose, withActors: true }, printer);
  const [nameWidth = 0, ...others] = widthsOf(detailed);
  const fits = lineWidth([Math.min(nameWidth, GOOD_NAME), ...others]) <= width;
  const table = fits ? detailed : tableOf(rows, now, { withOrigins: verbose, withActors: false }, printer);
  const widths = fitWidths(widthsOf(table), width);
  const [head = [], ...lines] = table.map((row) => fitRow(row, widths));
  printer.data(rowLine(head, widths));
  let folder: string | undefined;
  for (const [i, line] of lines.entries()) {
    const parent = parentOf(rows[i]?.path ?? '/') ?? '/';
    if (isForEyes && parent !== folder) printer.data(paint.cyan(truncateMiddle(parent, width)));
    folder = parent;
    printer.data(rowLine(line, widths));
  }
}

/** The head and one row per asset. */
function tableOf(
  rows: readonly AssetStatus[],
  now: Date,
  detail: StatusDetail,
  { paint, isForEyes }: Printer,
): TableCell[][] {
  const head = HEAD.map((text) => ({ text, paint: paint.bold }));
  const lines = rows.map((status) => {
    const { sync, publishMode, aem, dynamicMedia } = describeStatus(status, now, detail);
    const name = isForEyes ? `  ${nameOf(status.path)}` : status.path;
    return [{ text: name }, ...[sync, publishMode, aem, dynamicMedia].map((cell) => painted(cell, paint))];
  });
  return [head, ...lines];
}

/** Of a name both ends matter, of words the beginning. */
function fitRow(row: readonly TableCell[], widths: readonly number[]): TableCell[] {
  return row.map((cell, i) => {
    const truncate = i === 0 ? truncateMiddle : truncateEnd;
    return { ...cell, text: truncate(cell.text, widths[i] ?? 0) };
  });
}

/** How many assets stand how, in one line. */
export function statusSummary(rows: readonly AssetStatus[]): string {
  const amount = (test: (row: AssetStatus) => boolean) => count(rows.filter(test).length);
  return [
    counted(rows.length, 'asset'),
    `${amount(({ sync }) => sync.state === 'synced')} synced`,
    `${amount(({ dynamicMedia }) => dynamicMedia.published)} published to Dynamic Media`,
    `${amount(({ aem }) => aem.published)} published to AEM`,
  ].join(', ');
}
