/**
 * New folders on the way to an upload get a node, as AEM makes one: FileVault would otherwise turn the
 * folder into a bare nt:folder. Folders that were here first are left as they are.
 *
 * @module
 */
import { newFolderNode } from '../dam/asset-node.ts';
import { createFile } from '../disk/write.ts';
import { EMPTY_STATE } from '../publish/asset-state.ts';
import type { Change } from '../repository/change.ts';
import { type FolderEntry, fileOf, jcrNameOfEntry, layoutOf } from '../repository/entry.ts';
import { formatOf } from '../repository/node-file.ts';
import { isOurs } from '../repository/tree.ts';
import { folderNodeFile } from '../vault/layout.ts';
import { announce } from './announce.ts';
import { decideChange, has } from './decide-change.ts';
import type { Emulation } from './emulation.ts';

/** Gives nodes to a folder and its ancestors where they are new and have none. Ancestors first. */
export function ensureFolderNodes(emulation: Emulation, folder: FolderEntry): void {
  if (folder.parent) ensureFolderNodes(emulation, folder.parent);
  const { facts, found } = folder;
  const path = emulation.index.pathOf(folder);
  const layout = layoutOf(folder);
  // A plain folder needs no node: there, a file tree people keep by hand stays as it is.
  if (found || facts.node || facts.unreadable || layout === 'plain' || !isOurs(emulation.tree, path)) return;

  const change: Change = { kind: 'upload', resource: 'folder', path };
  const effects = decideChange(emulation, change, folder, '', EMPTY_STATE);
  if (!has(effects, 'ingest')) return;
  const file = fileOf(folder);
  createFile(folderNodeFile(file, layout), formatOf(layout).print(newFolderNode(jcrNameOfEntry(folder))));
  noteFolder(emulation, folder);
  announce(emulation, change, effects);
}

/** Notes what a folder's node says now in the index. */
export function noteFolder(emulation: Emulation, folder: FolderEntry): void {
  const layout = folder.parent ? undefined : layoutOf(folder);
  const facts = emulation.observer.folderFacts(fileOf(folder), folder.facts, layout);
  if (!facts) return;
  // Told also where only its state changed, which may be kept beside the tree.
  emulation.index.refresh(folder, facts);
  emulation.index.attach(folder);
  emulation.store?.put(folder);
}
