/**
 * `fmt [path…]`: DocView files in FileVault's canonical form.
 *
 * @module
 */
import { formatTree } from '../../cleaning/format-tree.ts';
import { startOf } from '../../validation/validate-tree.ts';
import { chooseTreeOf } from '../choose-tree.ts';
import { counted } from '../counts.ts';
import type { Verb } from '../define-verb.ts';
import { EXIT, type ExitCode } from '../exit-codes.ts';
import { printProblem } from '../print-problem.ts';
import { resolvePath } from '../resolve-path.ts';
import type { Session } from '../session.ts';

interface FmtOptions {
  readonly check?: boolean;
}

/** See the module. */
export const fmt: Verb = (command, act) => {
  command
    .description('write DocView files in FileVault’s canonical form; comments stay, YAML is left alone')
    .argument('[path...]', 'files or folders, also as JCR paths; the whole tree when absent')
    .option('--check', 'write nothing; code 1 when a file is not in canonical form')
    .action(
      act((session, operands: readonly string[], options: FmtOptions) => runFmt(session, operands, options)),
    );
};

async function runFmt(
  session: Session,
  operands: readonly string[],
  { check = false }: FmtOptions,
): Promise<ExitCode> {
  const { printer, surroundings } = session;
  const { location } = await chooseTreeOf(session, operands, 'optional');
  const paths = operands.map((path) => resolvePath(path, { cwd: surroundings.cwd, tree: location }));
  const missing = operands.filter((_, i) => startOf(location, paths[i] ?? '') === undefined);
  for (const path of missing) printer.complain(`oakling: there is nothing at ${path}`);
  const onProgress = (done: number) => printer.progress.show({ label: 'Looking at files', done });
  const isNothing = operands.length > 0 && missing.length === operands.length;
  const { formatted, looked, problems } = isNothing
    ? { formatted: [], looked: 0, problems: [] }
    : await formatTree(location, { paths, check, onProgress });
  printer.progress.done();
  if (printer.json) printer.value({ tree: location.folder, looked, formatted, problems });
  else for (const file of formatted) printer.data(file);
  for (const found of problems) printProblem(printer, found);
  const words = check ? 'not in canonical form' : 'formatted';
  printer.words(`${counted(looked, 'DocView file')} looked at: ${formatted.length} ${words}`);
  const isBad = problems.length > 0 || missing.length > 0 || (check && formatted.length > 0);
  return isBad ? EXIT.findings : EXIT.ok;
}
