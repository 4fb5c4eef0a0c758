/**
 * The order of children in a folder's node: FileVault writes an element without attributes for each child
 * of a folder that keeps their order (facts on FileVault 3.6). Who leaves takes its element along, who
 * comes gets one at the end, and who is renamed keeps its place.
 *
 * @module
 */
import { StaleFileError } from '../../disk/write.ts';
import type { NodeEdit } from '../../format/node-document.ts';
import type { NodeData } from '../../jcr/node.ts';
import { isOrderable } from '../../jcr/node-types.ts';
import { type FolderEntry, fileOf } from '../../repository/entry.ts';
import { isOpen, openNodeFile, saveEdits } from '../../repository/node-file.ts';
import { folderNodeFile } from '../../vault/layout.ts';
import type { Emulation } from '../emulation.ts';
import { noteFolder } from '../folder-nodes.ts';

/** One child that left a folder, came into it, or, with both, was renamed in it; JCR names. */
export interface ChildChange {
  readonly folder: FolderEntry;
  readonly left?: string;
  readonly came?: string;
}

const PLACEHOLDER: NodeData = { properties: new Map(), children: new Map(), placeholder: true };

/** Brings the order of children in line with what happened; one write for each folder that states one. */
export function keepChildOrder(emulation: Emulation, changes: readonly ChildChange[]): void {
  for (const folder of new Set(changes.map((change) => change.folder))) {
    const { node, layout } = folder.facts;
    if (!node || !layout) continue;
    const opened = openNodeFile(emulation.tree, folderNodeFile(fileOf(folder), layout), layout);
    if (!isOpen(opened)) continue;
    const own = changes.filter((change) => change.folder === folder);
    const edits = orderEdits(opened.document.root, own, isOrderable(node.primaryType) === true);
    if (edits.length === 0) continue;
    try {
      saveEdits(opened, edits);
      noteFolder(emulation, folder);
    } catch (cause) {
      // Somebody writes it just now; `validate` finds what is stale then.
      if (!(cause instanceof StaleFileError)) throw cause;
    }
  }
}

function orderEdits(root: NodeData, changes: readonly ChildChange[], keepsOrder: boolean): NodeEdit[] {
  const named = new Set(root.children.keys());
  const placeholders = new Set(
    [...root.children].filter(([, child]) => child.placeholder).map(([name]) => name),
  );
  const statesOrder = keepsOrder && placeholders.size > 0;
  const edits: NodeEdit[] = [];
  for (const { left, came } of changes) {
    const leaves = left !== undefined && placeholders.has(left);
    if (came !== undefined && statesOrder && !named.has(came)) {
      const before = leaves ? { before: left } : {};
      edits.push({ edit: 'addChild', node: [], child: came, data: PLACEHOLDER, ...before });
      named.add(came);
      placeholders.add(came);
    }
    if (!leaves) continue;
    edits.push({ edit: 'removeChild', node: [], child: left });
    named.delete(left);
    placeholders.delete(left);
  }
  return edits;
}
