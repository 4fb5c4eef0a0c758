/**
 * `move <path…> <target>`: moves assets and folders.
 *
 * @module
 */
import type { Verb } from '../define-verb.ts';
import { addTransferOperands, runTransfer } from '../transfer-verb.ts';

/** See the module. */
export const move: Verb = (command, act) => {
  addTransferOperands(command)
    .description('move assets and folders; their state goes along')
    .action(act((session, operands: readonly string[]) => runTransfer(session, 'move', operands)));
};
