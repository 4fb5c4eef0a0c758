/**
 * The node of an asset or folder as the rules see it, with its publish state, wherever that is kept; and
 * the one way to save edits of it.
 *
 * @module
 */
import type { NodeEdit } from '../format/node-document.ts';
import type { NodeData } from '../jcr/node.ts';
import { type AssetEntry, type FolderEntry, fileOf, layoutOf } from '../repository/entry.ts';
import { isOpen, type NodeFile, openNodeFile, saveEdits } from '../repository/node-file.ts';
import { assetNodeFile, folderNodeFile } from '../vault/layout.ts';
import type { Emulation } from './emulation.ts';

/** An open node. */
export interface EntryNode {
  readonly path: string;
  readonly opened: NodeFile;
  /** The node with its publish state. */
  readonly root: NodeData;
}

/** Opens the node of an asset or folder; `undefined` when there is none that can be read. */
export function openEntry(
  { tree, index, statuses }: Pick<Emulation, 'tree' | 'index' | 'statuses'>,
  entry: AssetEntry | FolderEntry,
): EntryNode | undefined {
  const file = fileOf(entry);
  const layout = entry.kind === 'asset' ? entry.layout : layoutOf(entry);
  const nodeFile = entry.kind === 'asset' ? assetNodeFile(file, layout) : folderNodeFile(file, layout);
  const opened = openNodeFile(tree, nodeFile, layout);
  if (!isOpen(opened)) return undefined;
  const path = index.pathOf(entry);
  return { path, opened, root: statuses.read(path, opened.document.root) };
}

/**
 * Saves edits, which refer to {@link EntryNode.root}. State goes first: without its node it is harmless,
 * and a node without its state would not be.
 * @throws StaleFileError when somebody wrote the node file since it was opened
 */
export function saveEntry(
  { statuses }: Pick<Emulation, 'statuses'>,
  { path, opened }: EntryNode,
  edits: readonly NodeEdit[],
): void {
  const recorded = statuses.record(path, opened.document.root, edits);
  try {
    saveEdits(opened, recorded.edits);
  } catch (cause) {
    recorded.undo();
    throw cause;
  }
}
