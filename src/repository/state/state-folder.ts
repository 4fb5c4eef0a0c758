/**
 * The folder beside the tree that holds what oakling derived: it ignores itself in git, and deleting it
 * loses no content.
 *
 * @module
 */
import { join } from 'node:path';
import { fileStatAt } from '../../disk/file-stat.ts';
import { exists, makeFolder, remove } from '../../disk/folders.ts';
import { list } from '../../disk/read.ts';
import { isOwnName } from '../../disk/temporary-name.ts';
import { writeOwnFile } from '../../disk/write.ts';

const README = `oakling keeps here what it derived from the tree beside: the index of what it knows, the
journal of what happened, renditions of plain assets, and a lock while it runs. Deleting this folder
loses no content, and no publish state unless the configuration keeps that here (statusStore: state);
the next start takes the tree as it finds it.
`;

const LOCK = 'lock.json';

/** Half-written files this old, in milliseconds, were left by a kill; a younger one may be a starter's. */
const LEFTOVER = 60 * 60 * 1000;

/** Makes the state folder where it is missing. */
export function makeStateFolder(folder: string): void {
  if (exists(join(folder, '.gitignore'))) return;
  makeFolder(folder);
  writeOwnFile(join(folder, 'README'), README);
  writeOwnFile(join(folder, '.gitignore'), '*\n');
}

/** Removes what kills in the middle of a write, or of removing a lock, left. The caller holds the lock. */
export function clearLeftovers(folder: string): void {
  const isShortLived = (name: string) => isOwnName(name) || name.startsWith(`${LOCK}.`);
  for (const { name } of list(folder) ?? []) {
    const file = join(folder, name);
    const stat = isShortLived(name) ? fileStatAt(file) : undefined;
    if (stat && Date.now() - stat.mtimeMs > LEFTOVER) remove(file);
  }
}

/** The files in a state folder. */
export const stateFiles = (folder: string) => ({
  snapshot: join(folder, 'index.json'),
  log: join(folder, 'index.log'),
  journal: join(folder, 'journal.ndjson'),
  lock: join(folder, LOCK),
  run: join(folder, 'run.json'),
});
