/**
 * `package verify <zip>`: whether a package can be installed.
 *
 * @module
 */
import { resolve } from 'node:path';
import { verifyPackage } from '../../../packages/verify-package.ts';
import { formatProblem } from '../../../problems/problem.ts';
import { counted } from '../../counts.ts';
import type { Verb } from '../../define-verb.ts';
import { EXIT, type ExitCode } from '../../exit-codes.ts';
import type { Session } from '../../session.ts';
import { addLimits, limitsOf, problemRow, readingPackage } from './shared.ts';

/** See the module. */
export const verify: Verb = (command, act) => {
  addLimits(command)
    .description('find out whether a package can be installed; exit code 1 with findings')
    .argument('<zip>', 'the package')
    .action(act(async (session: Session, zip: string) => run(session, zip, command.opts())));
};

async function run(session: Session, zip: string, flags: { readonly maxRatio: string }): Promise<ExitCode> {
  const { printer, surroundings } = session;
  const file = resolve(surroundings.cwd, zip);
  const problems = await readingPackage(file, () => verifyPackage(file, limitsOf(flags)));
  const errors = problems.filter(({ severity }) => severity === 'error').length;
  const warnings = problems.filter(({ severity }) => severity === 'warning').length;
  if (printer.json) {
    printer.value({ file, installable: errors === 0, errors, warnings, problems: problems.map(problemRow) });
  } else {
    for (const found of problems) printer.data(`${found.severity}: ${formatProblem(found)}`);
    const verdict = errors === 0 ? 'The package can be installed' : 'The package cannot be installed';
    printer.words(`${verdict}: ${counted(errors, 'error')}, ${counted(warnings, 'warning')}.`);
  }
  return errors + warnings > 0 ? EXIT.findings : EXIT.ok;
}
