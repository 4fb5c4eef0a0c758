/**
 * The last step of every change of an asset: note in the index what is on disk now, deliver, make
 * renditions, tell.
 *
 * @module
 */
import { join } from 'node:path';
import { StaleFileError } from '../disk/write.ts';
import { readAssetState } from '../publish/asset-state.ts';
import type { Effect } from '../publish/effect.ts';
import type { Change } from '../repository/change.ts';
import { type AssetEntry, type FolderEntry, fileOf } from '../repository/entry.ts';
import type { Listing } from '../repository/observe.ts';
import { type Layout, SIDECAR } from '../vault/layout.ts';
import { announce } from './announce.ts';
import { commit, type Emulation } from './emulation.ts';
import { openEntry } from './entry-node.ts';
import { deliver } from './publishing/deliver.ts';

/** Where an asset stands on disk. */
export interface Place {
  readonly folder: FolderEntry;
  readonly name: string;
  readonly layout: Layout;
}

/** What is known of the asset beyond its node. */
export interface Known {
  readonly sha1?: string | undefined;
  readonly renditionsDue?: boolean;
}

/**
 * Notes, delivers and announces an asset as it stands on disk.
 * @throws StaleFileError when it is gone again
 */
export async function settleAsset(
  emulation: Emulation,
  change: Change,
  effects: readonly Effect[],
  { folder, name, layout }: Place,
  known: Known = {},
): Promise<AssetEntry> {
  const seen = seenAgain(emulation, { folder, name, layout });
  const asset: AssetEntry = {
    ...seen,
    sha1: known.sha1 ?? seen.sha1,
    renditionsDue: known.renditionsDue ?? seen.renditionsDue,
  };
  // Before it is noted: what a kill leaves unnoted is seen, and delivered, again.
  await deliver(emulation, change, effects, asset);
  commit(emulation, asset);
  emulation.statuses.present(change.path, asset.uuid);
  if (asset.renditionsDue) emulation.requestRenditions(asset);
  announce(emulation, change, effects);
  return asset;
}

/** The asset's state as it is now. */
export function stateOf(emulation: Pick<Emulation, 'tree' | 'index' | 'statuses'>, asset: AssetEntry) {
  const node = openEntry(emulation, asset);
  return readAssetState(node?.root ?? { properties: new Map(), children: new Map() });
}

/**
 * The asset at a place as it is on disk now.
 * @throws StaleFileError when there is none any more
 */
export function seenAgain(
  { observer }: Pick<Emulation, 'observer'>,
  { folder, name, layout }: Place,
): AssetEntry {
  const listing: Listing =
    layout === 'vault'
      ? new Map([[name, 'folder']])
      : new Map([
          [name, 'file'],
          [name + SIDECAR, 'file'],
        ]);
  const seen = observer.look(folder, name, listing, undefined);
  if (seen?.kind !== 'asset') throw new StaleFileError(join(fileOf(folder), name));
  return seen;
}
