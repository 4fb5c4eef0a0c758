/**
 * `package install <zip> [dir]`: a content package into a tree, all of it or nothing.
 *
 * @module
 */
import { resolve } from 'node:path';
import { installPackage } from '../../../packages/install/install-package.ts';
import { counted } from '../../counts.ts';
import type { Verb } from '../../define-verb.ts';
import type { ExitCode } from '../../exit-codes.ts';
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

interface InstallFlags {
  readonly dryRun?: boolean;
  readonly newIds?: boolean;
  readonly maxRatio: string;
}

/** See the module. */
export const install: Verb = (command, act) => {
  addLimits(command)
    .description('install a content package into a tree: all of it, or nothing')
    .argument('<zip>', 'the package')
    .argument('[dir]', 'the tree; an empty folder becomes one')
    .option('--dry-run', 'tell what would change, and change nothing')
    .option('--new-ids', 'give nodes a new jcr:uuid where theirs is taken, instead of refusing')
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
  { dryRun = false, newIds = false, maxRatio }: InstallFlags,
): Promise<ExitCode> {
  const { printer, surroundings } = session;
  const file = resolve(surroundings.cwd, zip);
  const target = await targetOf(session, dir);
  const { id, folder, changes, problems, installed } = await readingPackage(file, () =>
    installPackage({
      ...target,
      file,
      dryRun,
      newIds,
      limits: limitsOf({ maxRatio }),
      onProgress: (done, total) => printer.progress.show({ label: 'Unpacking', done, total }),
    }),
  );
  printer.progress.done();
  tellProblems(printer, problems);
  if (printer.json) {
    printer.value({ id: idText(id), folder, installed, changes, problems: problems.map(problemRow) });
  } else {
    for (const change of changes) printer.data(changeLine(printer, change));
    const what = idText(id) ?? 'The package';
    const code = exitCodeOf(problems);
    if (code !== 0) printer.words(`${what} was not installed; nothing was changed.`);
    else if (changes.length === 0) printer.words(`${what} is installed already; nothing was changed.`);
    else
      printer.words(
        `${what} ${dryRun ? 'would make' : 'made'} ${counted(changes.length, 'change')} in ${folder}.`,
      );
  }
  return exitCodeOf(problems);
}
