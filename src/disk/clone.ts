/**
 * Copying a file's bytes aside without reading them, where the file system can share them until one of
 * the two is written (btrfs, XFS, APFS, ReFS); a plain copy elsewhere.
 *
 * @module
 */
import { constants } from 'node:fs';
import { copyFile } from 'node:fs/promises';
import { type FileStat, fileStatAt, sameStat } from './file-stat.ts';
import { StaleFileError } from './write.ts';

/**
 * Copies a regular file to a name that is free.
 * @returns the stats of the version that was copied
 * @throws StaleFileError when it changed meanwhile, or is no regular file (any more)
 */
export async function cloneFile(from: string, to: string): Promise<FileStat> {
  const before = fileStatAt(from);
  if (!before) throw new StaleFileError(from);
  await copyFile(from, to, constants.COPYFILE_EXCL | constants.COPYFILE_FICLONE);
  if (!sameStat(before, fileStatAt(from))) throw new StaleFileError(from);
  return before;
}
