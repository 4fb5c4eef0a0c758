/**
 * Copying single files, bytes as they are.
 *
 * @module
 */
import { constants, copyFileSync, mkdirSync, rmSync } from 'node:fs';
import { dirname } from 'node:path';

/**
 * Copies a file, with the folders on the way to it, over whatever stands there. Blocks are shared where the
 * file system can. A link's target is copied, not the link.
 * @throws the I/O error
 */
export function copyFile(from: string, to: string): void {
  mkdirSync(dirname(to), { recursive: true });
  rmSync(to, { force: true, recursive: true });
  copyFileSync(from, to, constants.COPYFILE_FICLONE);
}
