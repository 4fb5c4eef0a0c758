/**
 * The index as one file: a record for every folder, each followed by what is in it.
 *
 * @module
 */
import { errorText } from '../../disk/errors.ts';
import { readText } from '../../disk/read.ts';
import { writeOwnFile } from '../../disk/write.ts';
import type { Layout } from '../../vault/layout.ts';
import type { FolderEntry } from '../entry.ts';
import type { Tree } from '../tree.ts';
import { TreeIndex } from '../tree-index.ts';
import { type EntryRecord, entryOf, factsOf, recordOf } from './entry-record.ts';

/** Raised when the records change; an index of another version is built anew. */
const VERSION = 1;

interface Snapshot {
  readonly version: number;
  /** Which log goes with it. */
  readonly generation: number;
  readonly folder: string;
  readonly path: string;
  readonly root: EntryRecord;
  /** Records in depth-first order; a folder is followed by its children and then by `null`. */
  readonly entries: readonly (EntryRecord | null)[];
}

/** A loaded index with the generation of its log. */
export interface LoadedSnapshot {
  readonly index: TreeIndex;
  readonly generation: number;
}

/** Writes the index, whole or not at all. */
export function saveSnapshot(index: TreeIndex, file: string, generation: number): void {
  const entries: (EntryRecord | null)[] = [];
  const collect = (folder: FolderEntry) => {
    for (const child of folder.children.values()) {
      entries.push(recordOf(child));
      if (child.kind !== 'folder') continue;
      collect(child);
      entries.push(null);
    }
  };
  collect(index.root);
  const { root, rootPath } = index;
  const snapshot: Snapshot = {
    version: VERSION,
    generation,
    folder: root.name,
    path: rootPath,
    root: recordOf(root),
    entries,
  };
  writeOwnFile(file, JSON.stringify(snapshot));
}

/**
 * Reads an index back.
 * @returns `undefined` when there is none for this tree, a sentence when it is damaged
 */
export function loadSnapshot(file: string, tree: Tree, layout: Layout): LoadedSnapshot | string | undefined {
  const text = readText(file)?.text;
  if (text === undefined) return undefined;
  try {
    const snapshot = JSON.parse(text) as Snapshot;
    const { version, generation, folder, path, root, entries } = snapshot;
    if (version !== VERSION || folder !== tree.assetsFolder || path !== tree.assetsPath) return undefined;
    const index = new TreeIndex(tree.assetsFolder, tree.assetsPath, layout);
    if (root[0] === 'folder') index.refresh(index.root, factsOf(root));
    let parent = index.root;
    for (const record of entries) {
      if (record === null) {
        parent = parent.parent ?? index.root;
        continue;
      }
      const entry = entryOf(record, parent);
      index.attach(entry);
      if (entry.kind === 'folder') parent = entry;
    }
    return { index, generation };
  } catch (cause) {
    return errorText(cause);
  }
}
