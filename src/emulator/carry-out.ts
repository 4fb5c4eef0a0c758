/**
 * Carrying out one change: the only place where the road writes into the tree.
 *
 * @module
 */

import type { NodeEdit } from '../format/node-document.ts';
import { type AssetState, EMPTY_STATE, readFolderState } from '../publish/asset-state.ts';
import { effectEdits } from '../publish/status-edits.ts';
import { type AssetEntry, type FolderEntry, fileOf, jcrNameOfEntry } from '../repository/entry.ts';
import { isOpen, openNodeFile, saveEdits } from '../repository/node-file.ts';
import type { PendingChange } from '../repository/pair.ts';
import { folderNodeFile } from '../vault/layout.ts';
import { announce, deliver } from './announce.ts';
import { carryOutEdit } from './carry-out-edit.ts';
import { carryOutMove } from './carry-out-move.ts';
import { carryOutUpload } from './carry-out-upload.ts';
import { decideChange, has } from './decide-change.ts';
import type { DescribedBinary } from './describe-binary.ts';
import { commit, drop, type Emulation } from './emulation.ts';
import { noteFolder } from './folder-nodes.ts';
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
  if (kind === 'copy') return void (await carryOutEdit(emulation, change, after, undefined));
  if (kind === 'update') return carryOutUpdate(emulation, change, before, after, binary);
  return carryOutArrival(emulation, change, after);
}

/** The bytes were touched or the metadata edited; which of it is real is known now. */
async function carryOutUpdate(
  emulation: Emulation,
  change: PendingChange,
  before: PendingChange['before'],
  after: AssetEntry,
  binary: DescribedBinary | undefined,
): Promise<void> {
  const knownHash = before?.kind === 'asset' ? before.sha1 : undefined;
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

async function carryOutFolder(
  emulation: Emulation,
  change: PendingChange,
  after: FolderEntry,
): Promise<void> {
  const { before, kind } = change;
  if (before?.kind === 'folder' && kind !== 'move') {
    emulation.index.refresh(before, after.facts);
    emulation.store?.put(before);
    emulation.settings.forget();
    return announceFolder(emulation, change, before);
  }
  // What was in the old folder are changes of their own, which know their old entries.
  if (before) drop(emulation, before);
  commit(emulation, after);
  emulation.settings.forget();
  if (kind === 'copy') clearFolderState(emulation, change, after);
  announceFolder(emulation, change, after);
}

function announceFolder(emulation: Emulation, change: PendingChange, folder: FolderEntry): void {
  announce(emulation, change, decideChange(emulation, change, folder, '', folderState(emulation, folder)));
}

function clearFolderState(emulation: Emulation, change: PendingChange, folder: FolderEntry): void {
  const { tree, clock, user, newUuid, settings } = emulation;
  const opened = openNodeFile(tree, folderNodeFile(fileOf(folder), folder.facts.layout), folder.facts.layout);
  if (!isOpen(opened)) return;
  const effects = decideChange(emulation, change, folder, '', folderState(emulation, folder));
  const edits: NodeEdit[] = effectEdits(
    effects.filter((effect) => effect.type === 'clear' || effect.type === 'identify'),
    {
      path: change.path,
      name: jcrNameOfEntry(folder),
      uuid: newUuid(),
      scene7Name: '',
      at: clock(),
      user,
      configuration: settings.configuration(),
      mimeType: '',
      newUuid,
    },
    opened.document.root,
  );
  saveEdits(opened, edits);
  noteFolder(emulation, folder);
}

function folderState({ tree }: Pick<Emulation, 'tree'>, folder: FolderEntry): AssetState {
  const opened = openNodeFile(tree, folderNodeFile(fileOf(folder), folder.facts.layout), folder.facts.layout);
  return isOpen(opened) ? { ...EMPTY_STATE, aem: readFolderState(opened.document.root).aem } : EMPTY_STATE;
}

async function forgetDeleted(emulation: Emulation, change: PendingChange): Promise<void> {
  const { before } = change;
  if (!before) return;
  const folder = before.kind === 'folder' ? before : before.parent;
  const effects = folder ? decideChange(emulation, change, folder, '', EMPTY_STATE) : [];
  drop(emulation, before);
  if (before.kind === 'asset' && has(effects, 'withdraw')) {
    await deliver(emulation, change, effects, undefined, EMPTY_STATE);
  }
  announce(emulation, change, effects);
}
