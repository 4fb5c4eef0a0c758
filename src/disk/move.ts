/**
 * Moving without ever overwriting: what stands at the new place already stays, and the move fails.
 *
 * @module
 */
import { linkSync, renameSync, unlinkSync } from 'node:fs';
import { errorCode } from './errors.ts';
import { statAt } from './file-stat.ts';
import { StaleFileError } from './write.ts';

/**
 * Moves a file within a file system. For a moment it stands at both places: a hard link fails where the
 * name is taken, and a rename would not.
 * @throws StaleFileError when the new place is taken; the I/O error when it cannot be moved
 */
export function moveFile(from: string, to: string): void {
  try {
    linkSync(from, to);
  } catch (cause) {
    if (errorCode(cause) === 'EEXIST') throw new StaleFileError(to, { cause });
    // There are file systems without links; there a look before the rename has to do.
    return moveFolder(from, to);
  }
  unlinkSync(from);
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
