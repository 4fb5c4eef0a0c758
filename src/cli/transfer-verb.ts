/**
 * What `move` and `copy` have in common.
 *
 * @module
 */
import type { Command } from 'commander';
import type { ExitCode } from './exit-codes.ts';
import { exitCodeOf, printRows } from './print-rows.ts';
import type { Session } from './session.ts';
import { UsageError } from './usage-error.ts';
import { withTree } from './with-tree.ts';

/** Adds the operands: sources, and then the target. */
export function addTransferOperands(command: Command): Command {
  return command
    .usage('[options] <path...> <target>')
    .argument('<path...>', 'assets or folders, and at the end a folder, or for one alone a new name');
}

/** Moves or copies. */
export async function runTransfer(
  session: Session,
  verb: 'move' | 'copy',
  operands: readonly string[],
): Promise<ExitCode> {
  const { printer } = session;
  if (operands.length < 2) throw new UsageError(`${verb} needs a target: oakling ${verb} <path...> <target>`);
  return withTree(session, 'write', operands, async ({ verbs, paths }) => {
    const rows = await verbs[verb](paths.slice(0, -1), paths.at(-1) ?? '');
    if (!printer.json) return printRows(printer, rows);
    printer.value(rows);
    return exitCodeOf(rows);
  });
}
