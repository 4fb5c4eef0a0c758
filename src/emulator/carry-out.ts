/**
 * Carrying out one change: the only place where the road writes into the tree.
 *
 * @module
 */

import { type AssetState, EMPTY_STATE } from '../publish/asset-state.ts';
import type { Effect } from '../publish/effect.ts';
import type { AssetEntry } from '../repository/entry.ts';
import type { PendingChange } from '../repository/pair.ts';
import { announce } from './announce.ts';
import { carryOutEdit } from './carry-out-edit.ts';
import { carryOutFolder } from './carry-out-folder.ts';
import { carryOutMove } from './carry-out-move.ts';
import { carryOutUpload } from './carry-out-upload.ts';
import { decideChange } from './decide-change.ts';
import type { DescribedBinary } from './describe-binary.ts';
import { commit, drop, type Emulation } from './emulation.ts';
import { deliver } from './publishing/deliver.ts';
import { settleAsset, stateOf } from './settle-asset.ts';

/**
 * Carries out a change whose binary, if it has a new one, was read already.
 * @throws StaleFileError when the tree moved on; the path is to be looked at again
 */
export async function carryOut(
  emulation: Emulation,
  change: PendingChange,
  binary: DescribedBinary | undefined,
): Promise<void> {
  const { before, after, kind } = change;
  if (kind === 'delete') return forgetDeleted(emulation, change);
  if (after?.kind === 'folder') return carryOutFolder(emulation, change, after);
  if (kind === 'move') return void (await carryOutMove(emulation, change));
  if (after?.kind === 'bare')
    return void (binary && (await carryOutUpload(emulation, change, after, binary)));
  if (after?.kind !== 'asset') return;
  if (kind === 'copy') return carryOutCopy(emulation, change, after, binary);
  if (kind === 'update') return carryOutUpdate(emulation, change, before, after, binary);
  return carryOutArrival(emulation, change, after);
}

/** @param binary the bytes' facts, when they are not those of what was copied */
async function carryOutCopy(
  emulation: Emulation,
  change: PendingChange,
  after: AssetEntry,
  binary: DescribedBinary | undefined,
): Promise<void> {
  const { parent } = after;
  const decide = (state: AssetState, mimeType: string) =>
    parent
      ? [...decideChange(emulation, change, parent, mimeType, state), ...(binary ? [OTHER_BYTES] : [])]
      : [];
  await carryOutEdit(emulation, change, after, binary, decide);
}

const OTHER_BYTES: Effect = {
  type: 'extract',
  reason: 'The bytes are not those of what was copied, so what is read from them is new.',
};

/** The bytes were touched or the metadata edited; which of it is real is known now. */
async function carryOutUpdate(
  emulation: Emulation,
  change: PendingChange,
  before: PendingChange['before'],
  after: AssetEntry,
  binary: DescribedBinary | undefined,
): Promise<void> {
  const knownHash = before?.kind === 'asset' || before?.kind === 'orphan' ? before.sha1 : undefined;
  const newBytes = binary !== undefined && binary.sha1 !== knownHash;
  const metadata = change.updated?.metadata ?? false;
  if (!newBytes && !metadata && !change.stateChanged) {
    return commit(emulation, { ...after, sha1: binary?.sha1 ?? knownHash ?? after.sha1 });
  }
  if (change.stateChanged) {
    return carryOutArrival(
      emulation,
      { ...change, kind: 'arrive' },
      { ...after, sha1: binary?.sha1 ?? after.sha1 },
    );
  }
  const update = { ...change, updated: { binary: newBytes, metadata } };
  await carryOutEdit(emulation, update, after, newBytes ? binary : undefined);
}

async function carryOutArrival(
  emulation: Emulation,
  change: PendingChange,
  asset: AssetEntry,
): Promise<void> {
  const { parent: folder, name, layout } = asset;
  if (!folder) return;
  const state = stateOf(emulation, asset);
  const effects = decideChange(emulation, change, folder, state.mimeType ?? '', state);
  // An upload that was cut off after its last step looks like an arrival; only its renditions are missing.
  const renditionsDue = emulation.begun.delete(change.path) || asset.renditionsDue;
  await settleAsset(
    emulation,
    change,
    effects,
    { folder, name, layout },
    { sha1: asset.sha1, renditionsDue },
  );
}

async function forgetDeleted(emulation: Emulation, change: PendingChange): Promise<void> {
  const { before } = change;
  if (!before) return;
  const folder = before.kind === 'folder' ? before : before.parent;
  const effects = folder ? decideChange(emulation, change, folder, '', EMPTY_STATE) : [];
  const { path } = change;
  const uuid = before.kind === 'asset' ? before.uuid : undefined;
  await deliver(emulation, { path, uuid }, effects);
  drop(emulation, before);
  emulation.statuses.dropped(path, uuid);
  announce(emulation, change, effects, uuid);
}
