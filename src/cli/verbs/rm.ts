/**
 * `rm <path…>`: deletes assets and folders.
 *
 * @module
 */
import type { Verb } from '../define-verb.ts';
import type { ExitCode } from '../exit-codes.ts';
import { exitCodeOf, printRows } from '../print-rows.ts';
import type { Session } from '../session.ts';
import { withTree } from '../with-tree.ts';

/** Options of this verb alone. */
interface RemoveOptions {
  readonly recursive?: boolean;
}

/** See the module. */
export const rm: Verb = (command, act) => {
  command
    .description('delete assets and folders')
    .argument('<path...>', 'assets or folders, as files or JCR paths')
    .option('-r, --recursive', 'folders with everything in them')
    .action(
      act((session, operands: readonly string[], options: RemoveOptions) =>
        runRemove(session, operands, options),
      ),
    );
};

function runRemove(
  session: Session,
  operands: readonly string[],
  { recursive = false }: RemoveOptions,
): Promise<ExitCode> {
  const { printer } = session;
  return withTree(session, 'write', operands, async ({ verbs, paths }) => {
    const rows = await verbs.remove(paths, { recursive });
    if (!printer.json) return printRows(printer, rows);
    printer.value(rows);
    return exitCodeOf(rows);
  });
}
