/**
 * The folder beside the tree that holds what oakling derived: it ignores itself in git, and deleting it
 * loses no content.
 *
 * @module
 */
import { join } from 'node:path';
import { exists, makeFolder } from '../../disk/folders.ts';
import { writeOwnFile } from '../../disk/write.ts';

const README = `oakling keeps here what it derived from the tree beside: the index of what it knows, the
journal of what happened, renditions of plain assets, and a lock while it runs. Deleting this folder
loses no content and no publish state; the next start takes the tree as it finds it.
`;

/** Makes the state folder where it is missing. */
export function makeStateFolder(folder: string): void {
  if (exists(join(folder, '.gitignore'))) return;
  makeFolder(folder);
  writeOwnFile(join(folder, '.gitignore'), '*\n');
  writeOwnFile(join(folder, 'README'), README);
}

/** The files in a state folder. */
export const stateFiles = (folder: string) => ({
  snapshot: join(folder, 'index.json'),
  log: join(folder, 'index.log'),
  journal: join(folder, 'journal.ndjson'),
  lock: join(folder, 'lock.json'),
});
