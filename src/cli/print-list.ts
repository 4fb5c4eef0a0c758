/**
 * The List view as a table: of a folder, or of what a search found.
 *
 * @module
 */
import type { ListRow } from '../emulator/oakling.ts';
import { byteSize } from './byte-size.ts';
import { aemCell, type Cell, dynamicMediaCell, painted, type When } from './describe-status.ts';
import type { Printer } from './printer.ts';
import { timeAgo } from './relative-time.ts';
import { fitWidths, rowLine, type TableCell, widthsOf } from './table.ts';
import { truncateEnd, truncateMiddle } from './truncate.ts';

/** How a list is shown. */
export interface ListView {
  readonly rows: readonly ListRow[];
  /** Whether the paths are shown in full, or the names alone. */
  readonly withPaths: boolean;
  /** Whether there is a column *Dynamic Media*. */
  readonly withDynamicMedia: boolean;
  readonly now: Date;
}

/** Writes the table; nothing where there are no rows. */
export function printList(printer: Printer, { rows, withPaths, withDynamicMedia, now }: ListView): void {
  if (rows.length === 0) return;
  const { paint, width } = printer;
  const when: When = (at, by) =>
    (at === null ? '' : ` ${timeAgo(at, now)}`) + (by === null ? '' : ` by ${by}`);
  const head = [withPaths ? 'Path' : 'Name', 'Title', 'Type', 'Size', 'Dimensions', 'Modified', 'Published'];
  const titles = withDynamicMedia ? [...head, 'Dynamic Media'] : head;
  const lines = rows.map((row) => [
    { text: withPaths ? row.path : row.name, ...(row.resource === 'folder' ? { paint: paint.cyan } : {}) },
    ...[row.title ?? '', typeOf(row), ...measures(row), modified(row, now)].map((text) => ({ text })),
    painted(publishedCell(row, when), paint),
    ...(withDynamicMedia ? [painted(dynamicMediaOf(row, when), paint)] : []),
  ]);
  const table: TableCell[][] = [titles.map((text) => ({ text, paint: paint.bold })), ...lines];
  const widths = fitWidths(widthsOf(table), width);
  for (const line of table) printer.data(rowLine(fitRow(line, widths), widths));
}

/** Of a name both ends matter, of words the beginning. */
function fitRow(row: readonly TableCell[], widths: readonly number[]): TableCell[] {
  return row.map((cell, i) => {
    const truncate = i === 0 ? truncateMiddle : truncateEnd;
    return { ...cell, text: truncate(cell.text, widths[i] ?? 0) };
  });
}

function typeOf({ resource, type }: ListRow): string {
  return resource === 'folder' ? 'Folder' : (type ?? '–');
}

function measures({ size, width, height }: ListRow): string[] {
  const dimensions = width === null || height === null ? '' : `${width} × ${height}`;
  return [size === null ? '' : byteSize(size), dimensions];
}

function modified({ modified: at, modifiedBy: by }: ListRow, now: Date): string {
  if (at === null) return '';
  return by === null ? timeAgo(at, now) : `${timeAgo(at, now)} by ${by}`;
}

/** AEM's List view says *Pending* of what is scheduled or on its way. */
function publishedCell({ aem, pending }: ListRow, when: When): Cell {
  const cell = aemCell(aem, when);
  return pending ? { text: `Pending; ${cell.text.toLowerCase()}`, tone: 'open' } : cell;
}

function dynamicMediaOf({ dynamicMedia }: ListRow, when: When): Cell {
  return dynamicMedia ? dynamicMediaCell(dynamicMedia, when) : { text: '', tone: 'none' };
}
