/**
 * Files and folders that only this user may open. Windows has no such modes; there nothing is done.
 *
 * @module
 */
import { chmodSync, mkdirSync } from 'node:fs';
import { statAt } from './file-stat.ts';

/** What group and others may do, of a mode. */
const FOR_OTHERS = 0o077;

/**
 * Makes a folder nobody else may enter.
 * @throws Error when somebody else made it before, or others may enter
 */
export function makePrivateFolder(folder: string): void {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  if (!isPrivateFolder(folder)) throw new Error(`others may enter ${folder}; remove it, or mend its mode`);
}

/** Whether there is such a folder, and it is this user's and closed to others. */
export function isPrivateFolder(folder: string): boolean {
  const stats = statAt(folder);
  if (!stats?.isDirectory()) return false;
  return process.getuid === undefined || (stats.uid === process.getuid() && (stats.mode & FOR_OTHERS) === 0);
}

/** Closes a file to everybody else. */
export function makePrivate(file: string): void {
  if (process.platform !== 'win32') chmodSync(file, 0o600);
}
