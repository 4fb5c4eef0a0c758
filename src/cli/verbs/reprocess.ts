/**
 * `reprocess <path…>`: syncs assets to Dynamic Media as an upload would.
 *
 * @module
 */
import type { Verb } from '../define-verb.ts';
import type { ExitCode } from '../exit-codes.ts';
import { exitCodeOf, printRows } from '../print-rows.ts';
import type { Session } from '../session.ts';
import { withTree } from '../with-tree.ts';

/** See the module. */
export const reprocess: Verb = (command, act) => {
  command
    .description('sync assets to Dynamic Media as an upload would; what is published stays so')
    .argument('<path...>', 'assets or folders; a folder stands for everything below it')
    .action(act(runReprocess));
};

function runReprocess(session: Session, operands: readonly string[]): Promise<ExitCode> {
  const { printer } = session;
  return withTree(session, 'write', operands, async ({ verbs, paths }) => {
    const rows = await verbs.reprocess(paths);
    if (!printer.json) return printRows(printer, rows);
    printer.value(rows);
    return exitCodeOf(rows);
  });
}
