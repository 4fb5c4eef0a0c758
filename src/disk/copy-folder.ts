/**
 * Copying a folder with what is in it, for content: links are not followed and not copied.
 *
 * @module
 */
import { mkdirSync } from 'node:fs';
import { sep } from 'node:path';
import { cloneFile } from './clone.ts';
import { list } from './read.ts';

/**
 * Copies a folder to a name that is free. When it fails, what was copied so far is there for the caller to
 * remove.
 * @param isLeftOut names of files and folders that are not copied, wherever they stand
 * @throws StaleFileError when a file changed meanwhile; the I/O error when something cannot be copied
 */
export async function copyFolder(
  from: string,
  to: string,
  isLeftOut: (name: string) => boolean,
): Promise<void> {
  mkdirSync(to);
  for (const { name, kind } of list(from) ?? []) {
    if (isLeftOut(name)) continue;
    if (kind === 'folder') await copyFolder(from + sep + name, to + sep + name, isLeftOut);
    else if (kind === 'file') await cloneFile(from + sep + name, to + sep + name);
  }
}
