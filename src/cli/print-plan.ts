/**
 * A plan as a table: what would be done, where to, by which mode, and why.
 *
 * @module
 */
import type { PublicationPlan, PublicationRow } from '../emulator/oakling.ts';
import { ACTION_LABELS } from '../publish/publish-target.ts';
import { count } from './counts.ts';
import type { Printer } from './printer.ts';
import { rowLine, type TableCell, widthsOf } from './table.ts';
import { truncateMiddle } from './truncate.ts';

/** Paths take at most this share of a terminal's line. */
const PATH_SHARE = 0.45;

/** Writes a plan, row by row, and its summary. */
export function printPlan(printer: Printer, plan: PublicationPlan): void {
  const { paint, width } = printer;
  const colours = { due: paint.green, unchanged: paint.dim, refused: paint.red } as const;
  const limit = Math.max(16, Math.floor(width * PATH_SHARE));
  const lines = plan.rows.flatMap((row): TableCell[][] => [
    [
      { text: row.outcome, paint: colours[row.outcome] },
      { text: truncateMiddle(row.path, limit) },
      { text: row.target },
      { text: modeOf(row), paint: paint.dim },
      { text: row.reason },
    ],
    ...row.references.map((path): TableCell[] => [
      { text: '' },
      { text: truncateMiddle(`  refers to ${path}`, limit), paint: paint.yellow },
      { text: '' },
      { text: '' },
      { text: 'unpublished, or modified since its publication' },
    ]),
  ]);
  const widths = widthsOf(lines);
  for (const line of lines) printer.data(rowLine(line, widths));
  printer.words(summaryOf(plan));
}

/** One line: `Publish: 12 to AEM and Dynamic Media, 3 to AEM, 1 refused`. */
export function summaryOf({ action, rows }: PublicationPlan): string {
  const counts = new Map<string, number>();
  for (const row of rows) {
    const key = row.outcome === 'due' ? `to ${row.target}` : row.outcome;
    counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  const parts = [...counts].map(([words, number]) => `${count(number)} ${words}`);
  return `${ACTION_LABELS[action]}: ${parts.join(', ') || 'nothing'}`;
}

function modeOf({ publishMode: { mode, origin } }: PublicationRow): string {
  return mode ? `${mode} (${origin})` : '';
}
