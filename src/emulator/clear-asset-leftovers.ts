/**
 * Temporary files that a kill left inside assets. A scan does not list an asset's folders, for that would
 * make it several times slower, so nobody else would come across them.
 *
 * @module
 */
import { sep } from 'node:path';
import { setImmediate as letOthersRun } from 'node:timers/promises';
import { remove } from '../disk/folders.ts';
import { list } from '../disk/read.ts';
import { isOwnName } from '../disk/temporary-name.ts';
import { fileOf } from '../repository/entry.ts';
import type { TreeIndex } from '../repository/tree-index.ts';

/** How many assets are looked through before others may run. */
const AT_ONCE = 100;

/**
 * Removes them from all assets of the vault layout.
 * @throws the I/O error
 */
export async function clearAssetLeftovers(index: TreeIndex): Promise<void> {
  let looked = 0;
  for (const entry of [...index.entries()]) {
    if (entry.kind !== 'asset' || entry.layout !== 'vault') continue;
    clear(fileOf(entry));
    if (++looked % AT_ONCE === 0) await letOthersRun();
  }
}

function clear(folder: string): void {
  for (const { name, kind } of list(folder) ?? []) {
    if (isOwnName(name)) remove(folder + sep + name);
    else if (kind === 'folder') clear(folder + sep + name);
  }
}
