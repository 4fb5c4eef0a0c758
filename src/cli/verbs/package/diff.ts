/**
 * `package diff <zip> [dir]`: what installing a package would change. Exit code 1 when that is anything.
 *
 * @module
 */
import { resolve } from 'node:path';
import { installPackage } from '../../../packages/install/install-package.ts';
import { counted } from '../../counts.ts';
import type { Verb } from '../../define-verb.ts';
import { EXIT, type ExitCode } from '../../exit-codes.ts';
import type { Session } from '../../session.ts';
import { changeLine } from './change-line.ts';
import {
  addLimits,
  exitCodeOf,
  idText,
  limitsOf,
  problemRow,
  readingPackage,
  tellProblems,
} from './shared.ts';
import { targetOf } from './target.ts';

/** See the module. */
export const diff: Verb = (command, act) => {
  addLimits(command)
    .description('tell what installing a package would change; exit code 1 when anything')
    .argument('<zip>', 'the package')
    .argument('[dir]', 'the tree to compare it with')
    .action(
      act(async (session: Session, zip: string, dir: string | undefined) =>
        run(session, zip, dir, command.opts()),
      ),
    );
};

async function run(
  session: Session,
  zip: string,
  dir: string | undefined,
  flags: { readonly maxRatio: string },
): Promise<ExitCode> {
  const { printer, surroundings } = session;
  const file = resolve(surroundings.cwd, zip);
  const target = await targetOf(session, dir);
  const limits = limitsOf(flags);
  const { id, folder, changes, problems } = await readingPackage(file, () =>
    installPackage({ ...target, file, limits, dryRun: true }),
  );
  tellProblems(printer, problems);
  if (printer.json) printer.value({ id: idText(id), folder, changes, problems: problems.map(problemRow) });
  else {
    for (const change of changes) printer.data(changeLine(printer, change));
    printer.words(changes.length === 0 ? 'No difference.' : `${counted(changes.length, 'difference')}.`);
  }
  return changes.length > 0 ? EXIT.findings : exitCodeOf(problems);
}
