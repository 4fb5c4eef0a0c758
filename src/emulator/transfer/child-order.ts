/**
 * The order of children in a folder's node, after assets and folders were moved, copied or removed: the
 * folder's file lists those who came and not those who left (`aggregates/child-edits.ts`).
 *
 * @module
 */
import { openNodeTree } from '../../aggregates/node-tree.ts';
import type { ChildChange } from '../../aggregates/tree-edit.ts';
import { StaleFileError } from '../../disk/write.ts';
import type { FolderEntry } from '../../repository/entry.ts';
import type { Emulation } from '../emulation.ts';
import { noteFolder } from '../folder-nodes.ts';

/** What happened to one child of a folder; JCR names. */
export interface FolderChange extends ChildChange {
  readonly folder: FolderEntry;
}

/** Brings the order of children in line with what happened; one write for each folder that states one. */
export function keepChildOrder(emulation: Emulation, changes: readonly FolderChange[]): void {
  const nodes = openNodeTree(emulation.tree);
  for (const folder of new Set(changes.map((change) => change.folder))) {
    const path = emulation.index.pathOf(folder);
    if (!folder.facts.node || !nodes.locate(path)) continue;
    const own = changes.filter((change) => change.folder === folder);
    try {
      const { written } = nodes.edit([{ edit: 'relist', path, changes: own }]);
      if (written.length > 0) noteFolder(emulation, folder);
    } catch (cause) {
      // Somebody writes it just now; `validate` finds what is stale then.
      if (!(cause instanceof StaleFileError)) throw cause;
    }
  }
}
