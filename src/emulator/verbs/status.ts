/**
 * `status`: where each asset stands, and which settings apply to it.
 *
 * @module
 */
import type { AssetState } from '../../publish/asset-state.ts';
import type { AssetEntry } from '../../repository/entry.ts';
import type { TreeIndex } from '../../repository/tree-index.ts';
import type { Emulation } from '../emulation.ts';
import type { AssetStatus } from '../oakling.ts';
import { stateOf } from '../settle-asset.ts';
import { assetsIn, entryAt } from './find-entries.ts';

/** The status of the assets at and below paths; of all assets without any. In path order. */
export function status(emulation: Emulation, paths: readonly string[]): AssetStatus[] {
  const { index } = emulation;
  const entries = paths.length === 0 ? [index.root] : paths.map((path) => entryAt(emulation, path));
  const assets = new Set(entries.flatMap((entry) => (entry ? assetsIn(entry) : [])));
  return [...assets]
    .map((asset) => statusOf(emulation, index, asset))
    .sort((a, b) => (a.path < b.path ? -1 : 1));
}

function statusOf(emulation: Emulation, index: TreeIndex, asset: AssetEntry): AssetStatus {
  const state = stateOf(emulation, asset);
  const { sync, publishMode } = emulation.settings.of(asset.parent ?? index.root);
  const notSupported = state.dynamicMedia.status === 'NotSupported';
  return {
    path: index.pathOf(asset),
    sync: {
      state: state.sync.synced ? 'synced' : notSupported ? 'notSupported' : 'notSynced',
      mode: sync.mode,
      origin: sync.origin.text,
    },
    publishMode: { mode: publishMode.mode ?? null, origin: publishMode.origin.text },
    aem: aemStatus(state),
    dynamicMedia: dynamicMediaStatus(state),
  };
}

/** Where an asset or folder stands with AEM's publish tier. */
export function aemStatus({ aem }: AssetState): AssetStatus['aem'] {
  const { published, action = null, by = null, at = null, modifiedSince } = aem;
  return { published, action, by, at, modifiedSince };
}

/** Where an asset stands with Dynamic Media. */
export function dynamicMediaStatus({ dynamicMedia }: AssetState): AssetStatus['dynamicMedia'] {
  const { published, status = null, by = null, at = null, url = null } = dynamicMedia;
  return { published, status, by, at, url };
}
