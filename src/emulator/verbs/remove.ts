/**
 * `remove`: deletes assets and folders. They leave the publish tier and Dynamic Media delivery; the journal
 * keeps who and when.
 *
 * @module
 */
import { list } from '../../disk/read.ts';
import { descendants, type FolderEntry, fileOf } from '../../repository/entry.ts';
import { NODE_FILES } from '../../vault/ignored-names.ts';
import type { Emulation } from '../emulation.ts';
import { Refusal } from '../transfer/destination.ts';
import { removeOnDisk } from '../transfer/on-disk.ts';
import { type DiskWork, eachOf } from '../transfer/transfer.ts';

/** How much may be removed. */
export interface RemoveOptions {
  /** Folders with everything in them; otherwise only empty ones are removed. */
  readonly recursive?: boolean | undefined;
}

/** Deletes what is at paths. */
export function removeEntries(
  emulation: Emulation,
  paths: readonly string[],
  { recursive = false }: RemoveOptions,
): Promise<DiskWork> {
  return eachOf(emulation, paths, (entry) => {
    const inside = entry.kind === 'folder' ? contentsOf(entry) : '';
    if (inside !== '' && !recursive) {
      return new Refusal(`The folder is not empty: it holds ${inside}. Remove it with them (recursive).`);
    }
    removeOnDisk(entry);
    return { outcome: 'done', reason: inside === '' ? 'Removed.' : `Removed, with ${inside}.` };
  });
}

/** What is in a folder, in words; empty for an empty one. */
function contentsOf(folder: FolderEntry): string {
  const assets = [...descendants(folder)].filter(({ kind }) => kind === 'asset').length;
  if (assets > 0) return assets === 1 ? '1 asset' : `${assets} assets`;
  const own: readonly string[] = Object.values(NODE_FILES);
  const names = (list(fileOf(folder)) ?? []).filter(({ name }) => !own.includes(name));
  return names.length === 0 ? '' : 'other files or folders';
}
