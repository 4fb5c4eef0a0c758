/**
 * `copy <path…> <target>`: copies assets and folders.
 *
 * @module
 */
import type { Verb } from '../define-verb.ts';
import { addTransferOperands, runTransfer } from '../transfer-verb.ts';

/** See the module. */
export const copy: Verb = (command, act) => {
  addTransferOperands(command)
    .description('copy assets and folders; a copy is not published')
    .action(act((session, operands: readonly string[]) => runTransfer(session, 'copy', operands)));
};
