/**
 * Making, moving and removing whole folders and files.
 *
 * @module
 */
import { existsSync, mkdirSync, renameSync, rmdirSync, rmSync } from 'node:fs';
import { errorCode, isAbsence } from './errors.ts';

/** Makes a folder with everything on the way to it. */
export function makeFolder(folder: string): void {
  mkdirSync(folder, { recursive: true });
}

/**
 * Makes folders that are not there yet, each in one that is: the first in its parent, the others in those
 * before them. Where that is known, one call of the system makes one folder.
 * @throws the I/O error, also when one of them is there
 */
export function makeNewFolders(...folders: readonly string[]): void {
  for (const folder of folders) mkdirSync(folder);
}

/** Renames a file or folder; atomic within a file system. Overwrites a file, or an empty folder. */
export function rename(from: string, to: string): void {
  renameSync(from, to);
}

/** Removes a file or folder with everything in it; nothing happens when it is not there. */
export function remove(path: string): void {
  rmSync(path, { recursive: true, force: true });
}

/**
 * Removes a folder if nothing is in it.
 * @returns whether it is gone
 */
export function removeEmptyFolder(folder: string): boolean {
  try {
    rmdirSync(folder);
    return true;
  } catch (cause) {
    if (isAbsence(cause)) return true;
    // Some systems answer EEXIST for a folder that is not empty.
    if (errorCode(cause) === 'ENOTEMPTY' || errorCode(cause) === 'EEXIST') return false;
    throw cause;
  }
}

/** Whether anything stands at a path, links not followed to their end. */
export function exists(path: string): boolean {
  return existsSync(path);
}
