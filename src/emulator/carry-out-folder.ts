/**
 * Changes of folders. What is in them are changes of their own.
 *
 * @module
 */
import { type AssetState, EMPTY_STATE, readFolderState } from '../publish/asset-state.ts';
import { effectEdits } from '../publish/status-edits.ts';
import { type FolderEntry, fileOf, jcrNameOfEntry, layoutOf } from '../repository/entry.ts';
import { isOpen, openNodeFile, saveEdits } from '../repository/node-file.ts';
import type { PendingChange } from '../repository/pair.ts';
import { folderNodeFile } from '../vault/layout.ts';
import { announce } from './announce.ts';
import { decideChange } from './decide-change.ts';
import { commit, drop, type Emulation } from './emulation.ts';
import { noteFolder } from './folder-nodes.ts';

/** Carries out a change of a folder. */
export function carryOutFolder(emulation: Emulation, change: PendingChange, after: FolderEntry): void {
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
  const layout = layoutOf(folder);
  const opened = openNodeFile(tree, folderNodeFile(fileOf(folder), layout), layout);
  if (!isOpen(opened)) return;
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
    opened.document.root,
  );
  saveEdits(opened, edits);
  noteFolder(emulation, folder);
}

/** The folder's own state; only AEM publishes folders. */
export function folderState({ tree }: Pick<Emulation, 'tree'>, folder: FolderEntry): AssetState {
  const layout = layoutOf(folder);
  const opened = openNodeFile(tree, folderNodeFile(fileOf(folder), layout), layout);
  return isOpen(opened) ? { ...EMPTY_STATE, aem: readFolderState(opened.document.root).aem } : EMPTY_STATE;
}
