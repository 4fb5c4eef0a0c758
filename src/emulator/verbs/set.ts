/**
 * `set`: a folder's sync and publish settings, in the vocabulary the folder already uses.
 *
 * @module
 */
import { newFolderNode } from '../../dam/asset-node.ts';
import { createFile } from '../../disk/write.ts';
import { refuseSetting, settingEdits } from '../../publish/settings.ts';
import { type FolderEntry, fileOf, jcrNameOfEntry, layoutOf } from '../../repository/entry.ts';
import { formatOf, isOpen, openNodeFile, saveEdits } from '../../repository/node-file.ts';
import { folderNodeFile } from '../../vault/layout.ts';
import type { Emulation } from '../emulation.ts';
import type { ActionRow, SettingChange } from '../oakling.ts';
import { entryAt } from './find-entries.ts';

/** Writes a folder's settings. What exists below stays as it is; only later uploads obey. */
export function set(emulation: Emulation, path: string, change: SettingChange): ActionRow {
  const entry = entryAt(emulation, path);
  if (entry?.kind !== 'folder') return row(path, 'refused', 'There is no such folder.');
  const folderPath = emulation.index.pathOf(entry);
  const refusal = refuseSetting(
    emulation.settings.ownSettings(entry),
    change,
    emulation.settings.configuration(),
  );
  if (refusal) return row(folderPath, 'refused', refusal);
  const layout = layoutOf(entry);
  const file = folderNodeFile(fileOf(entry), layout);
  if (!entry.facts.node && !entry.facts.unreadable) createNode(entry, file);
  const opened = openNodeFile(emulation.tree, file, layout);
  if (!isOpen(opened)) {
    const why = opened?.problems.map((found) => found.message).join(' ') ?? 'The folder has no node file.';
    return row(folderPath, 'refused', why);
  }
  const written = saveEdits(opened, settingEdits(opened.document, change));
  if (written === opened.stat) return row(folderPath, 'unchanged', 'The folder has these settings already.');
  emulation.lookAgain(file);
  return row(folderPath, 'done', 'Existing assets stay as they are; later uploads obey.');
}

function createNode(folder: FolderEntry, file: string): void {
  createFile(file, formatOf(layoutOf(folder)).print(newFolderNode(jcrNameOfEntry(folder))));
}

function row(path: string, outcome: ActionRow['outcome'], reason: string): ActionRow {
  return { path, outcome, reason, effects: [] };
}
