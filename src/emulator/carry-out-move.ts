/**
 * Move: state is kept and nothing is reprocessed. In the plain layout a picture moved without its node
 * takes the node along.
 *
 * @module
 */
import { basename } from 'node:path';
import { exists, rename } from '../disk/folders.ts';
import { StaleFileError } from '../disk/write.ts';
import type { Effect } from '../publish/effect.ts';
import { type AssetEntry, fileOf } from '../repository/entry.ts';
import type { PendingChange } from '../repository/pair.ts';
import { assetNodeFile, companionFolder, type Layout } from '../vault/layout.ts';
import { decideChange } from './decide-change.ts';
import { drop, type Emulation } from './emulation.ts';
import { settleAsset, stateOf } from './settle-asset.ts';

/** Carries out the move of an asset whose node is known by its old entry. */
export async function carryOutMove(emulation: Emulation, change: PendingChange): Promise<readonly Effect[]> {
  const { before, after } = change;
  const folder = after?.parent;
  if (before?.kind !== 'asset' || !after || !folder) return [];
  const layout: Layout = after.kind === 'asset' ? after.layout : 'plain';
  if (after.kind === 'bare') takeNodeAlong(before, fileOf(after));
  if (layout === 'plain') takeCompanionAlong(before, fileOf(after));
  forgetOldPlace(emulation, before);
  const moved = { ...before, name: basename(fileOf(after)), parent: folder, layout };
  if (change.from !== undefined) emulation.statuses.moved(change.from, change.path);
  const state = stateOf(emulation, moved);
  const effects = decideChange(emulation, change, folder, state.mimeType ?? '', state);
  await settleAsset(
    emulation,
    change,
    effects,
    { folder, name: moved.name, layout },
    {
      sha1: before.sha1,
      renditionsDue: before.renditionsDue,
    },
  );
  return effects;
}

function takeNodeAlong(before: AssetEntry, bytes: string): void {
  const from = assetNodeFile(fileOf(before), 'plain');
  const to = assetNodeFile(bytes, 'plain');
  if (exists(to) || !exists(from)) throw new StaleFileError(to);
  rename(from, to);
}

/** What `convert` left beside a picture goes where the picture went. */
function takeCompanionAlong(before: AssetEntry, bytes: string): void {
  const from = companionFolder(fileOf(before));
  const to = companionFolder(bytes);
  if (!exists(fileOf(before)) && exists(from) && !exists(to)) rename(from, to);
}

/** The old place may meanwhile hold something else, such as the node that just went along. */
function forgetOldPlace(emulation: Emulation, before: AssetEntry): void {
  const there = before.parent?.children.get(before.name);
  if (there === before || there?.kind === 'orphan') drop(emulation, there);
}
