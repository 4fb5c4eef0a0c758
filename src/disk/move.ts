/**
 * Moving without ever overwriting: what stands at the new place already stays, and the move fails.
 *
 * @module
 */
import { linkSync, renameSync, unlinkSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { errorCode } from './errors.ts';
import { statAt } from './file-stat.ts';
import { movingName } from './temporary-name.ts';
import { StaleFileError } from './write.ts';

/**
 * Moves a file within a file system. On its way it bears a name that carries where it is going, so that a
 * kill neither loses nor doubles it: the next start brings it there.
 * @throws StaleFileError when the new place is taken; the I/O error when it cannot be moved
 */
export function moveFile(from: string, to: string): void {
  if (statAt(to)) throw new StaleFileError(to);
  const moving = movingName(basename(to));
  // A name that leaves no room for that of the target stands at both places for a moment.
  if (moving === undefined) return appearAt(from, to);
  const onTheWay = join(dirname(to), moving);
  renameSync(from, onTheWay);
  try {
    appearAt(onTheWay, to);
  } catch (cause) {
    if (!statAt(from)) renameSync(onTheWay, from);
    throw cause;
  }
}

/**
 * Moves a folder within a file system; atomic. Somebody's empty folder made at the last moment is the most
 * that a rename replaces.
 * @throws StaleFileError when the new place is taken; the I/O error when it cannot be moved
 */
export function moveFolder(from: string, to: string): void {
  if (statAt(to)) throw new StaleFileError(to);
  renameSync(from, to);
}

/** A hard link fails where the name is taken, a rename would not. */
function appearAt(from: string, to: string): void {
  try {
    linkSync(from, to);
  } catch (cause) {
    if (errorCode(cause) === 'EEXIST') throw new StaleFileError(to, { cause });
    // There are file systems without links; there a look before the rename has to do.
    return moveFolder(from, to);
  }
  unlinkSync(from);
}
