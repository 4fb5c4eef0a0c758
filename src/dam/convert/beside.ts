/**
 * What stands beside the bytes of a plain asset and belongs to it: its YAML node, and in `hero.jpg.dir/`
 * what YAML has no place for.
 *
 * @module
 */
import { exists, makeFolder, remove, rename } from '../../disk/folders.ts';
import { list } from '../../disk/read.ts';
import { assetNodeFile, companionFolder } from '../../vault/layout.ts';

/**
 * Takes all of it into the folder the asset has become. The node goes last: as long as it stands, an
 * interrupted conversion explains itself.
 * @param bytes absolute file the bytes were in
 * @throws the I/O error
 */
export function takeIn(bytes: string, assetFolder: string): void {
  const companion = companionFolder(bytes);
  moveFiles(companion, assetFolder, () => true);
  remove(companion);
  remove(assetNodeFile(bytes, 'plain'));
}

/**
 * Moves files of a folder to the same places in another; what is there already stays.
 * @param isWanted asked with the path below the folder, which begins with a slash
 */
export function moveFiles(from: string, to: string, isWanted: (file: string) => boolean, below = ''): void {
  for (const { name, kind } of list(from + below) ?? []) {
    const file = `${below}/${name}`;
    if (kind === 'folder') moveFiles(from, to, isWanted, file);
    else if (isWanted(file) && !exists(to + file)) {
      makeFolder(to + below);
      rename(from + file, to + file);
    }
  }
}
