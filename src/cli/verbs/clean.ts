/**
 * `clean [path…]`: strips node files of what teams keep out of git.
 *
 * @module
 */
import { cleanRule } from '../../cleaning/clean-rules.ts';
import { cleanBytes } from '../../cleaning/clean-text.ts';
import { type CleanedFile, cleanTree } from '../../cleaning/clean-tree.ts';
import { explicitValues } from '../../configuration/opening-options.ts';
import { startOf } from '../../validation/validate-tree.ts';
import { chooseTreeOf } from '../choose-tree.ts';
import { counted } from '../counts.ts';
import type { Verb } from '../define-verb.ts';
import { EXIT, type ExitCode } from '../exit-codes.ts';
import { printProblem } from '../print-problem.ts';
import { resolvePath } from '../resolve-path.ts';
import type { Session } from '../session.ts';
import { UsageError } from '../usage-error.ts';

interface CleanOptions {
  readonly check?: boolean;
  readonly stdin?: boolean;
  readonly file?: string;
}

/** See the module. */
export const clean: Verb = (command, act) => {
  command
    .description('strip node files of what teams keep out of git: publish state, last modification')
    .argument('[path...]', 'files or folders, also as JCR paths; the whole tree when absent')
    .option('--check', 'write nothing; code 1 when there is something to strip')
    .option('--stdin', 'strip one file from stdin to stdout; what is no node passes as it is')
    .option('--file <name>', 'with --stdin: how the file is called')
    .action(
      act((session, operands: readonly string[], options: CleanOptions) =>
        options.stdin ? cleanStdin(session, operands, options) : runClean(session, operands, options),
      ),
    );
};

/** One file on its way through, as a filter of git that is run for each file does it. */
async function cleanStdin(
  session: Session,
  operands: readonly string[],
  { file, check = false }: CleanOptions,
): Promise<ExitCode> {
  if (file === undefined) throw new UsageError('--stdin needs the name of the file: add --file <name>');
  if (operands.length > 0) throw new UsageError('--stdin takes one file and no paths');
  const { stdin, stdout } = session.surroundings;
  const rule = cleanRule(explicitValues(await session.configuration()).clean ?? {});
  const pieces: Uint8Array[] = [];
  for await (const piece of stdin) pieces.push(piece);
  const bytes = Buffer.concat(pieces);
  const cleaned = cleanBytes(bytes, file, rule);
  if (!check) stdout.write(cleaned);
  return check && cleaned !== bytes ? EXIT.findings : EXIT.ok;
}

async function runClean(
  session: Session,
  operands: readonly string[],
  { check = false }: CleanOptions,
): Promise<ExitCode> {
  const { printer, surroundings } = session;
  const { location, configuration } = await chooseTreeOf(session, operands, 'optional');
  const paths = operands.map((path) => resolvePath(path, { cwd: surroundings.cwd, tree: location }));
  const missing = operands.filter((_, i) => startOf(location, paths[i] ?? '') === undefined);
  for (const path of missing) printer.complain(`oakling: there is nothing at ${path}`);
  const isNothing = operands.length > 0 && missing.length === operands.length;
  const { cleaned, looked, problems } = isNothing
    ? { cleaned: [], looked: 0, problems: [] }
    : await cleanTree(location, {
        rule: cleanRule(explicitValues(configuration).clean ?? {}),
        paths,
        check,
        onProgress: (done) => printer.progress.show({ label: 'Looking at files', done }),
      });
  printer.progress.done();
  if (printer.json) printer.value({ tree: location.folder, looked, cleaned, problems });
  else for (const row of cleaned) printer.data(lineOf(row));
  for (const found of problems) printProblem(printer, found);
  printer.words(
    `${counted(looked, 'node file')} looked at: ${cleaned.length} ${check ? 'to strip' : 'stripped'}`,
  );
  const isBad = problems.length > 0 || missing.length > 0 || (check && cleaned.length > 0);
  return isBad ? EXIT.findings : EXIT.ok;
}

function lineOf({ file, removed }: CleanedFile): string {
  return `${file}  ${removed.join(' ')}`.trimEnd();
}
