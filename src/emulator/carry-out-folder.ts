/**
 * Changes of folders. What is in them are changes of their own.
 *
 * @module
 */
import { type AssetState, EMPTY_STATE, readFolderState } from '../publish/asset-state.ts';
import type { Effect } from '../publish/effect.ts';
import { effectEdits } from '../publish/status-edits.ts';
import { type FolderEntry, jcrNameOfEntry } from '../repository/entry.ts';
import type { PendingChange } from '../repository/pair.ts';
import { announce } from './announce.ts';
import { decideChange } from './decide-change.ts';
import { commit, drop, type Emulation } from './emulation.ts';
import { openEntry, saveEntry } from './entry-node.ts';
import { noteFolder } from './folder-nodes.ts';
import { deliver } from './publishing/deliver.ts';

/** Carries out a change of a folder. */
export async function carryOutFolder(
  emulation: Emulation,
  change: PendingChange,
  after: FolderEntry,
): Promise<void> {
  const { before, kind } = change;
  if (before?.kind === 'folder' && kind !== 'move') {
    emulation.index.refresh(before, after.facts);
    emulation.store?.put(before);
    emulation.settings.forget();
    return settleFolder(emulation, change, before);
  }
  // What was in the old folder are changes of their own, which know their old entries.
  if (before) drop(emulation, before);
  commit(emulation, after);
  emulation.settings.forget();
  if (kind === 'move' && change.from !== undefined) emulation.statuses.moved(change.from, change.path);
  if (kind === 'copy') clearFolderState(emulation, change, after);
  await settleFolder(emulation, change, after);
}

/** Whatever happened to its node: what the publish tier holds of a folder is what its node says. */
const IN_LINE: Effect = { type: 'deliver', reason: 'The publish tier follows the folder.' };

async function settleFolder(emulation: Emulation, change: PendingChange, folder: FolderEntry): Promise<void> {
  const effects = decideChange(emulation, change, folder, '', folderState(emulation, folder));
  await deliver(emulation, change, [...effects, IN_LINE], folder);
  announce(emulation, change, effects);
}

function clearFolderState(emulation: Emulation, change: PendingChange, folder: FolderEntry): void {
  const { clock, user, newUuid, settings } = emulation;
  const node = openEntry(emulation, folder);
  if (!node) return;
  const effects = decideChange(emulation, change, folder, '', folderState(emulation, folder));
  const edits = effectEdits(
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
    node.root,
  );
  saveEntry(emulation, node, edits);
  noteFolder(emulation, folder);
}

/** The folder's own state; only AEM publishes folders. */
export function folderState(
  emulation: Pick<Emulation, 'tree' | 'index' | 'statuses'>,
  folder: FolderEntry,
): AssetState {
  const node = openEntry(emulation, folder);
  return node ? { ...EMPTY_STATE, aem: readFolderState(node.root).aem } : EMPTY_STATE;
}
