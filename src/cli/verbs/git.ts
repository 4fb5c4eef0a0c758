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
import { refreshIndex } from '../../git/refresh-index.ts';
import { chooseTree } from '../choose-tree.ts';
import { counted } from '../counts.ts';
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
  addCommonOptions(command.command('refresh'))
    .description('make git see that a published file has no change to commit')
    .argument('[dir]', 'the tree, or a folder of the project it is in')
    .action(act(runRefresh));
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
  const { location, configuration } = await chooseTree(session, dir);
  const { file } = configuration;
  // git runs the filter at the top of the working tree, from where a file further down would not be found.
  const command = [...surroundings.command, 'git', 'filter', ...(file ? ['--config', file.file] : [])];
  const steps = remove
    ? await removeFilter(location.folder)
    : await installFilter(location.folder, command.map(quoted).join(' '));
  if (printer.json) printer.value(steps);
  else {
    const rows = steps.map(({ outcome, file, what }) => [{ text: outcome }, { text: file }, { text: what }]);
    const widths = widthsOf(rows);
    for (const row of rows) printer.data(rowLine(row, widths));
  }
  if (!remove) printer.words('Node files in the index keep what they hold until `git add --renormalize .`');
  return EXIT.ok;
}

async function runRefresh(session: Session, dir: string | undefined): Promise<ExitCode> {
  const { printer } = session;
  const { location } = await chooseTree(session, dir);
  const refreshed = await refreshIndex(location.folder);
  if (printer.json) printer.value(refreshed);
  else for (const file of refreshed.changed) printer.data(file);
  const [same, other] = [refreshed.unchanged.length, refreshed.changed.length];
  printer.words(`${counted(same, 'node file')} only looked changed; ${other} would change in a commit.`);
  return EXIT.ok;
}

/** The rules are those of the configuration that was in force when the filter was installed. */
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
