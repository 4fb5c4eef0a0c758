/**
 * `reprocess`: AEM's "Scene7: Reprocess Assets". Syncs assets to Dynamic Media as an upload would, and
 * keeps what is published published.
 *
 * @module
 */
import { decideReprocess } from '../../publish/decide.ts';
import type { Change } from '../../repository/change.ts';
import type { AssetEntry } from '../../repository/entry.ts';
import { carryOutEdit } from '../carry-out-edit.ts';
import type { Emulation } from '../emulation.ts';
import type { ActionRow } from '../oakling.ts';
import { assetsIn, entryAt } from './find-entries.ts';

/** Reprocesses the assets at and below paths. */
export async function reprocess(emulation: Emulation, paths: readonly string[]): Promise<ActionRow[]> {
  const rows: ActionRow[] = [];
  const assets = new Set<AssetEntry>();
  for (const path of paths) {
    const entry = entryAt(emulation, path);
    const found = entry ? assetsIn(entry) : [];
    if (found.length === 0) {
      const reason = entry ? 'There is no asset here; ingest it first.' : 'There is no such asset or folder.';
      rows.push({ path, outcome: 'refused', reason, effects: [] });
    }
    for (const asset of found) assets.add(asset);
  }
  for (const asset of assets) rows.push(await reprocessOne(emulation, asset));
  return rows;
}

async function reprocessOne(emulation: Emulation, asset: AssetEntry): Promise<ActionRow> {
  const path = emulation.index.pathOf(asset);
  const change: Change = {
    kind: 'update',
    resource: 'asset',
    path,
    updated: { binary: false, metadata: false },
  };
  const effects = await carryOutEdit(emulation, change, asset, undefined, (state, mimeType) =>
    decideReprocess({
      change,
      ...emulation.settings.of(asset.parent ?? emulation.index.root),
      mimeType,
      state,
    }),
  );
  const synced = effects.some((effect) => effect.type === 'sync' && !effect.vetoed);
  const reason = effects.map((effect) => effect.reason).join(' ');
  return { path, outcome: synced ? 'done' : 'unchanged', reason, effects };
}
