/**
 * A file that was on its way to another name when oakling was killed (`disk/move.ts`).
 *
 * @module
 */
import { basename, dirname, join } from 'node:path';
import { fileStatAt } from '../disk/file-stat.ts';
import { remove } from '../disk/folders.ts';
import { putBack } from '../disk/put-back.ts';
import { movingTarget } from '../disk/temporary-name.ts';
import { type Problem, problem } from '../problems/problem.ts';
import { displayPath, type Tree } from './tree.ts';

/**
 * Brings a file where it was going.
 * @param file absolute, under the name it has on the way
 * @returns a problem telling so; `undefined` where the name is none of a file on its way
 * @throws the I/O error
 */
export function recoverMove(tree: Tree, file: string): Problem | undefined {
  const name = movingTarget(basename(file));
  if (name === undefined) return undefined;
  const target = join(dirname(file), name);
  // It arrived, and only its name on the way was not yet removed.
  const isThere = fileStatAt(target)?.ino === fileStatAt(file)?.ino;
  if (isThere) remove(file);
  const path = displayPath(tree, isThere ? target : putBack(file, target));
  const message = 'A move was interrupted; the file is where it was going.';
  return problem('staging.recovered', { path, message, hint: 'Nothing needs to be done.' });
}
