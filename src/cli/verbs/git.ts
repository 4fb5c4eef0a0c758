/**
 * `git install` and `git filter`: publish state stays in the working tree and out of commits.
 *
 * @module
 */
import { cleanRule } from '../../cleaning/clean-rules.ts';
import { cleanBytes } from '../../cleaning/clean-text.ts';
import { explicitValues } from '../../configuration/opening-options.ts';
import { serveFilter } from '../../git/filter-process.ts';
import { installFilter, removeFilter } from '../../git/install-filter.ts';
import { chooseTree } from '../choose-tree.ts';
import { addCommonOptions, type Verb } from '../define-verb.ts';
import { EXIT, type ExitCode } from '../exit-codes.ts';
import type { Session } from '../session.ts';
import { rowLine, widthsOf } from '../table.ts';

interface InstallOptions {
  readonly remove?: boolean;
}

/** See the module. */
export const git: Verb = (command, act) => {
  command.description('keep publish state out of commits');
  addCommonOptions(command.command('install'))
    .description('make git strip node files on their way into a commit')
    .argument('[dir]', 'the tree, or a folder of the project it is in')
    .option('--remove', 'undo it')
    .action(
      act((session, dir: string | undefined, options: InstallOptions) => runInstall(session, dir, options)),
    );
  addCommonOptions(command.command('filter'))
    .description('what git runs; speaks its filter protocol')
    .action(act(runFilter));
};

async function runInstall(
  session: Session,
  dir: string | undefined,
  { remove = false }: InstallOptions,
): Promise<ExitCode> {
  const { printer, surroundings } = session;
  const { location } = await chooseTree(session, dir);
  const steps = remove
    ? await removeFilter(location.folder)
    : await installFilter(
        location.folder,
        surroundings.command.concat('git', 'filter').map(quoted).join(' '),
      );
  if (printer.json) printer.value(steps);
  else {
    const rows = steps.map(({ outcome, file, what }) => [{ text: outcome }, { text: file }, { text: what }]);
    const widths = widthsOf(rows);
    for (const row of rows) printer.data(rowLine(row, widths));
  }
  if (!remove) printer.words('Node files in the index keep what they hold until `git add --renormalize .`');
  return EXIT.ok;
}

/** git runs filters at the top of the working tree; the rules are those in force for the tree found from there. */
async function runFilter(session: Session): Promise<ExitCode> {
  const { surroundings } = session;
  const rule = cleanRule(explicitValues(await session.configuration()).clean ?? {});
  await serveFilter(
    surroundings.stdin,
    (bytes) => surroundings.stdout.write(bytes),
    (bytes, file) => cleanBytes(bytes, file, rule),
  );
  return EXIT.ok;
}

/** A word for the shell git runs the command by. */
function quoted(word: string): string {
  return /^[\w/.:=-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`;
}
