/**
 * `validate [path…]`: everything that is wrong with a tree; `--fix` mends what has one right answer.
 *
 * @module
 */
import { relative, sep } from 'node:path';
import { Option } from 'commander';
import { explicitValues } from '../../configuration/opening-options.ts';
import type { Finding } from '../../validation/finding.ts';
import { githubAnnotations } from '../../validation/reports/github.ts';
import { sarifLog } from '../../validation/reports/sarif.ts';
import { countFindings, inReadingOrder } from '../../validation/reports/summary.ts';
import { startOf, validateTree } from '../../validation/validate-tree.ts';
import { chooseTreeOf } from '../choose-tree.ts';
import { counted } from '../counts.ts';
import type { Verb } from '../define-verb.ts';
import { EXIT, type ExitCode } from '../exit-codes.ts';
import { findingsSummary, printFindings } from '../print-findings.ts';
import { resolvePath } from '../resolve-path.ts';
import type { Session } from '../session.ts';
import { UsageError } from '../usage-error.ts';
import { version } from '../version.ts';

const FORMATS = ['text', 'json', 'sarif', 'github'] as const;

/** Options of this verb alone. */
interface ValidateOptions {
  readonly fix?: boolean;
  readonly format: (typeof FORMATS)[number];
  readonly maxWarnings?: string;
}

/** See the module. */
export const validate: Verb = (command, act) => {
  command
    .description('find what is wrong with a tree, file by file')
    .argument('[path...]', 'files or folders, also as JCR paths; the whole tree when absent')
    .option('--fix', 'mend what has exactly one right answer')
    .addOption(new Option('--format <format>', 'how to tell').choices(FORMATS).default('text'))
    .option('--max-warnings <number>', 'how many warnings are no reason to fail', '0')
    .action(
      act(async (session: Session, operands: readonly string[]) =>
        runValidate(session, operands, command.opts()),
      ),
    );
};

async function runValidate(
  session: Session,
  operands: readonly string[],
  { fix = false, format, maxWarnings = '0' }: ValidateOptions,
): Promise<ExitCode> {
  const { printer, surroundings } = session;
  const { cwd } = surroundings;
  if (!/^\d+$/.test(maxWarnings)) throw new UsageError(`--max-warnings takes a number, not ${maxWarnings}`);
  const { configuration, location } = await chooseTreeOf(session, operands, 'optional');
  const { dynamicMedia } = explicitValues(configuration);
  const paths = operands.map((path) => resolvePath(path, { cwd, tree: location }));
  const missing = operands.filter((_, i) => startOf(location, paths[i] ?? '') === undefined);
  for (const path of missing) printer.complain(`oakling: there is nothing at ${path}`);
  let looked = 0;
  const onProgress = (count: number) => {
    looked = count;
    printer.progress.show({ label: 'Looking at files', done: count });
  };
  const isNothing = operands.length > 0 && missing.length === operands.length;
  const found = isNothing ? [] : await validateTree(location, { paths, fix, dynamicMedia, onProgress });
  printer.progress.done();
  const findings = inReadingOrder(found);
  const counts = countFindings(findings);
  const below = relative(cwd, location.folder).split(sep).join('/');
  const chosen = printer.json ? 'json' : format;
  if (chosen === 'json')
    printer.value({ tree: location.folder, looked, ...counts, findings: findings.map(rowOf) });
  else if (chosen === 'sarif') printer.value(sarifLog(findings, { version: version(), prefix: below }));
  else if (chosen === 'github') for (const line of githubAnnotations(findings, below)) printer.data(line);
  else printFindings(printer, findings, below);
  printer.words(`${counted(looked, 'file')} and folders looked at: ${findingsSummary(counts)}`);
  const isBad = counts.errors > 0 || counts.warnings > Number(maxWarnings) || missing.length > 0;
  return isBad ? EXIT.findings : EXIT.ok;
}

/** A finding as `--json` tells it. */
function rowOf({ problem, fix, fixed = false }: Finding) {
  const { code, severity, path, line = null, column = null, message, hint } = problem;
  return { code, severity, path, line, column, message, hint, fixable: fix !== undefined, fixed };
}
