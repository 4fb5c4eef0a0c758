/**
 * A problem for a person: what, where, how to mend it.
 *
 * @module
 */
import type { Severity } from '../problems/codes.ts';
import { formatProblem, type Problem } from '../problems/problem.ts';
import type { Printer } from './printer.ts';

const COLOURS = { error: 'red', warning: 'yellow', info: 'blue' } as const satisfies Record<Severity, string>;

/** Writes a problem to stderr: one line for programs, two with colour for eyes. Only errors are said when quiet. */
export function printProblem(printer: Printer, found: Problem): void {
  const { severity, path, line, column, message, code, hint } = found;
  const say = (text: string) => (severity === 'error' ? printer.complain(text) : printer.words(text));
  if (!printer.hasListener) {
    say(`${severity}: ${formatProblem(found)}`);
    return;
  }
  const paint = printer.paintWords;
  const where = line === undefined ? path : `${path}:${line}:${column ?? 1}`;
  say(`${paint[COLOURS[severity]](severity)}  ${paint.bold(where)}  ${message}`);
  say(paint.dim(`       ${hint} [${code}]`));
}
