/**
 * `mkdir <path>`: makes a folder as AEM's dialog does.
 *
 * @module
 */
import type { Verb } from '../define-verb.ts';
import type { ExitCode } from '../exit-codes.ts';
import { exitCodeOf, printRows } from '../print-rows.ts';
import type { Session } from '../session.ts';
import { withTree } from '../with-tree.ts';

/** Options of this verb alone. */
interface FolderOptions {
  readonly title?: string;
  readonly ordered?: boolean;
}

/** See the module. */
export const mkdir: Verb = (command, act) => {
  command
    .description('make a folder with its node')
    .argument('<path>', 'the new folder, in one that is there')
    .option('--title <text>', 'its title; its name unless told')
    .option('--ordered', 'it keeps the order of what is in it')
    .action(
      act((session, operand: string, options: FolderOptions) => runMakeFolder(session, operand, options)),
    );
};

function runMakeFolder(
  session: Session,
  operand: string,
  { title, ordered }: FolderOptions,
): Promise<ExitCode> {
  const { printer } = session;
  return withTree(session, 'write', [operand], async ({ verbs, paths: [path = operand] }) => {
    const row = await verbs.makeFolder(path, { title, ordered });
    if (!printer.json) return printRows(printer, [row]);
    printer.value(row);
    return exitCodeOf([row]);
  });
}
