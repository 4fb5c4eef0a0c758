/**
 * What a kill left behind, each by what made it: an upload, a move, a conversion, or a write of which only
 * the temporary file is left.
 *
 * @module
 */
import { basename } from 'node:path';
import { finishConversion } from '../dam/convert/finish-conversion.ts';
import { remove } from '../disk/folders.ts';
import { isOwnName, isStagingName } from '../disk/temporary-name.ts';
import type { Problem } from '../problems/problem.ts';
import { recoverMove } from '../repository/recover-move.ts';
import { recoverStaging } from '../repository/staging.ts';
import type { Tree } from '../repository/tree.ts';

/**
 * Finishes or undoes what an absolute file or folder is left over from.
 * @returns a problem telling what was done; `undefined` where there is nothing to tell
 * @throws the I/O error
 */
export function recoverLeftover(tree: Tree, leftover: string): Problem | undefined {
  const name = basename(leftover);
  if (isStagingName(name)) return recoverStaging(tree, leftover);
  if (!isOwnName(name)) return finishConversion(tree, leftover);
  const moved = recoverMove(tree, leftover);
  if (!moved) remove(leftover);
  return moved;
}
