/**
 * `package build [dir]`: a tree as a content package.
 *
 * @module
 */
import { resolve } from 'node:path';
import { Option } from 'commander';
import { statAt } from '../../../disk/file-stat.ts';
import { buildPackage } from '../../../packages/build/build-package.ts';
import type { SettingWords } from '../../../packages/build/translate-settings.ts';
import { parsePackageId } from '../../../packages/package-properties.ts';
import { NoTreeError } from '../../../repository/locate-tree.ts';
import { counted } from '../../counts.ts';
import type { Verb } from '../../define-verb.ts';
import { EXIT, type ExitCode } from '../../exit-codes.ts';
import type { Session } from '../../session.ts';
import { UsageError } from '../../usage-error.ts';
import { exitCodeOf, idText, problemRow, tellProblems } from './shared.ts';

/** Options of this verb alone. */
interface BuildFlags {
  readonly output?: string;
  readonly filter?: readonly string[];
  readonly properties?: SettingWords;
  readonly id?: string;
  readonly time?: string;
}

/** See the module. */
export const build: Verb = (command, act) => {
  command
    .description('pack a tree, or a part of it, into a content package')
    .argument('[dir]', 'the tree, or a folder of the project it is in')
    .option('-o, --output <file>', 'the zip; <name>-<version>.zip beside the tree when absent')
    .option('--filter <path...>', 'a filter.xml, or JCR paths to pack; the project’s filter when absent')
    .addOption(
      new Option('--properties <words>', 'folder settings as AEM or as oakling calls them').choices([
        'aem',
        'dam',
      ]),
    )
    .option('--id <group:name:version>', 'the package’s identity; the project’s own when absent')
    .option('--time <time>', 'the time of all entries; 1980-01-01 when absent')
    .action(act(async (session: Session, dir: string | undefined) => run(session, dir, command.opts())));
};

async function run(session: Session, dir: string | undefined, flags: BuildFlags): Promise<ExitCode> {
  const { printer, surroundings } = session;
  const { cwd } = surroundings;
  if (flags.id !== undefined && !parsePackageId(flags.id)) {
    throw new UsageError(`--id takes group:name:version, not ${flags.id}`);
  }
  const root = await rootOf(session, dir);
  const built = await buildPackage({
    root,
    output: flags.output === undefined ? undefined : resolve(cwd, flags.output),
    filter: filterOf(flags.filter, cwd),
    properties: flags.properties,
    id: flags.id,
    at: timeOf(flags.time),
    onProgress: (done) => printer.progress.show({ label: 'Packing', done }),
  });
  printer.progress.done();
  const { file, id, entries, size, problems } = built;
  tellProblems(printer, problems);
  if (printer.json) {
    printer.value({ file: file ?? null, id: idText(id), entries, size, problems: problems.map(problemRow) });
  } else if (file !== undefined) {
    printer.data(file);
    printer.words(`${idText(id)}: ${counted(entries, 'file')} and folders, ${counted(size, 'byte')}.`);
  }
  return file === undefined ? EXIT.findings : exitCodeOf(problems);
}

/** The folder named, else the tree found from here. */
async function rootOf(session: Session, dir: string | undefined): Promise<string> {
  const { cwd } = session.surroundings;
  const named = session.dirOf(dir);
  if (named !== undefined) return resolve(cwd, named);
  const { tree } = await session.configuration();
  if (!tree) throw new NoTreeError(cwd, 'there is no tree here. Name a folder.');
  return tree.root;
}

function filterOf(asked: readonly string[] | undefined, cwd: string): string | readonly string[] | undefined {
  const [only, ...more] = asked ?? [];
  if (only === undefined) return undefined;
  const file = resolve(cwd, only);
  if (more.length === 0 && statAt(file)?.isFile()) return file;
  const odd = asked?.find((path) => !path.startsWith('/'));
  if (odd !== undefined) throw new UsageError(`--filter takes a file or JCR paths, and ${odd} is neither`);
  return asked;
}

function timeOf(text: string | undefined): Date | undefined {
  if (text === undefined) return undefined;
  const time = new Date(text);
  if (Number.isNaN(time.getTime()))
    throw new UsageError(`--time takes a time such as 2026-11-23T12:00:00Z, not ${text}`);
  return time;
}
