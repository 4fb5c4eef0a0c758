/**
 * `init [dir]`: writes a configuration file in which everything is a comment, so that nothing changes
 * until somebody says so. It never overwrites.
 *
 * @module
 */
import { join, relative, resolve } from 'node:path';
import { configurationFileIn } from '../../configuration/find-file.ts';
import { configurationTemplate } from '../../configuration/template.ts';
import { statAt } from '../../disk/file-stat.ts';
import { createFile } from '../../disk/write.ts';
import { NoTreeError } from '../../repository/locate-tree.ts';
import type { Verb } from '../define-verb.ts';
import { EXIT, type ExitCode } from '../exit-codes.ts';
import type { Session } from '../session.ts';

/** See the module. */
export const init: Verb = (command, act) => {
  command
    .description('write an oakling.config.yaml with every setting explained; overwrites nothing')
    .argument('[dir]', 'where to write it; the working directory when absent')
    .action(act(runInit));
};

async function runInit(session: Session, dir: string | undefined): Promise<ExitCode> {
  const { printer, surroundings } = session;
  const folder = resolve(surroundings.cwd, session.dirOf(dir) ?? '.');
  if (!statAt(folder)?.isDirectory()) throw new NoTreeError(folder, 'there is no such folder');
  const existing = configurationFileIn(folder);
  if (existing !== undefined) {
    if (printer.json) printer.value({ file: existing, created: false });
    printer.complain(`oakling: ${existing} is there already; nothing was changed`);
    return EXIT.findings;
  }
  const file = join(folder, 'oakling.config.yaml');
  const { tree } = await session.configuration(undefined, folder);
  createFile(file, configurationTemplate(folder, tree && relative(folder, tree.root)));
  if (printer.json) printer.value({ file, created: true });
  else printer.data(file);
  printer.words('Every setting in it is a comment that shows its default. `oakling start` does the rest.');
  return EXIT.ok;
}
