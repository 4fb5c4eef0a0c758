/**
 * Findings for people: grouped by file, each with its place, and a count at the end.
 *
 * @module
 */
import type { Severity } from '../problems/codes.ts';
import type { Finding } from '../validation/finding.ts';
import type { FindingCounts } from '../validation/reports/summary.ts';
import { counted } from './counts.ts';
import type { Printer } from './printer.ts';

const COLOURS = { error: 'red', warning: 'yellow', info: 'blue' } as const satisfies Record<Severity, string>;

/** Writes findings to stdout; they must be in reading order. */
export function printFindings(printer: Printer, findings: readonly Finding[], prefix: string): void {
  const { paint } = printer;
  let before: string | undefined;
  for (const { problem, fix, fixed } of findings) {
    const { path, line, column, severity, message, hint, code } = problem;
    const file = prefix === '' ? path : `${prefix}/${path}`;
    if (path !== before) printer.data(`${before === undefined ? '' : '\n'}${paint.bold(file)}`);
    before = path;
    const place = line === undefined ? file : `${file}:${line}:${column ?? 1}`;
    if (fixed && fix) {
      printer.data(`  ${paint.dim(place)}  ${paint.green('fixed')}  ${fix.done} ${paint.dim(`[${code}]`)}`);
      continue;
    }
    printer.data(
      `  ${paint.dim(place)}  ${paint[COLOURS[severity]](severity)}  ${message} ${paint.dim(`[${code}]`)}`,
    );
    printer.data(paint.dim(`    ${hint}${fix ? ' `validate --fix` does it.' : ''}`));
  }
}

/** `2 errors, 1 warning, 3 notes; 1 fixed.` */
export function findingsSummary({ errors, warnings, infos, fixed }: FindingCounts): string {
  const found = [counted(errors, 'error'), counted(warnings, 'warning'), counted(infos, 'note')].join(', ');
  return `${found}${fixed > 0 ? `; ${fixed} fixed` : ''}.`;
}
