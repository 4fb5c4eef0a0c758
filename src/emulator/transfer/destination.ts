/**
 * Where something is to be moved or copied to, and why AEM would not let it.
 *
 * @module
 */
import { basename, dirname, sep } from 'node:path';
import { availableName, checkAssetName, checkFolderName } from '../../dam/names.ts';
import { exists } from '../../disk/folders.ts';
import { LONGEST_NAME } from '../../disk/temporary-name.ts';
import { join } from '../../jcr/path.ts';
import {
  type AssetEntry,
  type FolderEntry,
  fileOf,
  jcrNameOfEntry,
  layoutOf,
} from '../../repository/entry.ts';
import { isOurs } from '../../repository/tree.ts';
import { childNamed } from '../../repository/tree-index.ts';
import { assetNodeFile, diskNameOf } from '../../vault/layout.ts';
import type { Emulation } from '../emulation.ts';
import { entryAt } from '../verbs/find-entries.ts';

/** What can be moved, copied and removed. */
export type Transferable = AssetEntry | FolderEntry;

/** What a person named as the target. */
export interface Target {
  readonly folder: FolderEntry;
  /** The new name, where the target is no folder that is there. */
  readonly name: string | undefined;
}

/** A place for an asset or folder. */
export interface Destination {
  readonly path: string;
  readonly folder: FolderEntry;
  /** Absolute: the asset's folder (vault) or bytes (plain), or the folder. */
  readonly file: string;
}

/** What somebody cannot have, and why. */
export class Refusal {
  readonly reason: string;
  constructor(reason: string) {
    this.reason = reason;
  }
}

/**
 * What a target means: a folder that is there, or, for one source alone, a new name in one.
 * @param path JCR path or absolute file
 */
export function targetAt(
  emulation: Pick<Emulation, 'index' | 'tree'>,
  path: string,
  sources: number,
): Target | Refusal {
  const there = entryAt(emulation, path);
  if (there?.kind === 'folder') return { folder: there, name: undefined };
  if (there) return new Refusal(`There is already something at ${path}.`);
  if (sources !== 1 || /[/\\]$/.test(path)) return new Refusal(`There is no folder at ${path}.`);
  const folder = entryAt(emulation, dirname(path));
  if (folder?.kind !== 'folder') return new Refusal(`There is no folder at ${dirname(path)}.`);
  return { folder, name: basename(path) };
}

/** The place of an asset or folder at a target; a copy beside its source gets a name as AEM gives it. */
export function destinationOf(
  emulation: Pick<Emulation, 'index' | 'tree'>,
  entry: Transferable,
  { folder, name: newName }: Target,
  purpose: 'move' | 'copy',
): Destination | Refusal {
  const { tree, index } = emulation;
  const oldName = jcrNameOfEntry(entry);
  if (isInside(folder, entry)) {
    return new Refusal(`A folder cannot be ${purpose === 'move' ? 'moved' : 'copied'} into itself.`);
  }
  const place = (name: string) => fileOf(folder) + sep + diskName(entry, folder, name);
  const isTaken = (name: string) => {
    const file = place(name);
    const isPlain = entry.kind === 'asset' && entry.layout === 'plain';
    return (
      childNamed(folder, name) !== undefined ||
      exists(file) ||
      (isPlain && exists(assetNodeFile(file, 'plain')))
    );
  };
  const isBeside = purpose === 'copy' && newName === undefined && folder === entry.parent;
  const name = isBeside ? availableName(oldName, isTaken) : (newName ?? oldName);
  const path = join(index.pathOf(folder), name);
  const isIllegal =
    entry.kind === 'asset'
      ? checkAssetName(name)
      : checkFolderName(name, name === oldName ? 'existing' : 'create');
  if (isIllegal) return new Refusal(`${isIllegal.message} ${isIllegal.hint}`);
  const longest = diskName(entry, folder, name) + (entry.kind === 'asset' ? '.yaml' : '');
  if (Buffer.byteLength(longest) > LONGEST_NAME) {
    return new Refusal(`The name is too long for a file: ${LONGEST_NAME} bytes are possible.`);
  }
  if (!isOurs(tree, path)) return new Refusal(`${path} is outside the package filter.`);
  if (isTaken(name))
    return new Refusal(`There is already something named ${name} in ${index.pathOf(folder)}.`);
  return { path, folder, file: place(name) };
}

/** A name keeps its form on disk as long as it means the same there. */
function diskName(entry: Transferable, folder: FolderEntry, name: string): string {
  const layout = entry.kind === 'asset' ? entry.layout : (entry.facts.layout ?? layoutOf(folder));
  const isSame =
    name === jcrNameOfEntry(entry) && layout === (entry.kind === 'asset' ? entry.layout : layoutOf(entry));
  return isSame ? entry.name : diskNameOf(name, layout);
}

function isInside(folder: FolderEntry, entry: Transferable): boolean {
  return folder === entry || (folder.parent !== undefined && isInside(folder.parent, entry));
}
