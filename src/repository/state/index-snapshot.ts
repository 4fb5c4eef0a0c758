/**
 * The index as one file. It is written by columns, since engines parse long arrays of one type several
 * times faster than as many objects, and a start waits for it.
 *
 * @module
 */
import { errorText } from '../../disk/errors.ts';
import { readOwnText } from '../../disk/own-text.ts';
import { writeOwnFile } from '../../disk/write.ts';
import type { Layout } from '../../vault/layout.ts';
import type { Entry, FolderEntry } from '../entry.ts';
import type { Tree } from '../tree.ts';
import { TreeIndex } from '../tree-index.ts';
import { COLUMNS, type Column, entryOf, factsOf, rowOf } from './entry-row.ts';

/** Raised when the columns change; an index of another version is built anew. */
const VERSION = 2;

interface Snapshot {
  readonly version: number;
  /** Which log goes with it. */
  readonly generation: number;
  readonly folder: string;
  readonly path: string;
  /** The row number of every row's folder; the root is row 0 and its own. */
  readonly parents: readonly number[];
  /** All cells of a column; a column in which no row says anything is left out. */
  readonly columns: Readonly<Partial<Record<Column, readonly unknown[]>>>;
}

/** A loaded index with the generation of its log. */
export interface LoadedSnapshot {
  readonly index: TreeIndex;
  readonly generation: number;
}

/** Writes the index, whole or not at all. */
export function saveSnapshot(index: TreeIndex, file: string, generation: number): void {
  const { root, rootPath } = index;
  const parents: number[] = [];
  const columns = new Map<Column, unknown[]>(COLUMNS.map((column) => [column, []]));
  const add = (entry: Entry, parent: number): number => {
    const row = rowOf(entry);
    for (const [column, cells] of columns) cells.push(row[column]);
    return parents.push(parent) - 1;
  };
  const addBelow = (folder: FolderEntry, number: number) => {
    for (const child of folder.children.values()) {
      const childNumber = add(child, number);
      if (child.kind === 'folder') addBelow(child, childNumber);
    }
  };
  addBelow(root, add(root, 0));
  const said = [...columns].filter(([, cells]) => cells.some((cell) => cell !== undefined));
  const snapshot: Snapshot = {
    version: VERSION,
    generation,
    folder: root.name,
    path: rootPath,
    parents,
    columns: Object.fromEntries(said),
  };
  writeOwnFile(file, JSON.stringify(snapshot));
}

/**
 * Reads an index back.
 * @returns `undefined` when there is none for this tree, a sentence when it is damaged
 */
export function loadSnapshot(file: string, tree: Tree, layout: Layout): LoadedSnapshot | string | undefined {
  try {
    const text = readOwnText(file);
    if (text === undefined) return undefined;
    const snapshot = JSON.parse(text) as Snapshot;
    const { version, generation, folder, path } = snapshot;
    if (version !== VERSION || folder !== tree.assetsFolder || path !== tree.assetsPath) return undefined;
    if (!Number.isSafeInteger(generation)) throw new TypeError('it has no generation');
    return { index: indexOf(snapshot, tree, layout), generation };
  } catch (cause) {
    if (cause instanceof TypeError || cause instanceof SyntaxError) return errorText(cause);
    throw cause;
  }
}

function indexOf({ parents, columns }: Snapshot, tree: Tree, layout: Layout): TreeIndex {
  for (const column of COLUMNS) {
    const length = columns[column]?.length ?? parents.length;
    if (length !== parents.length) throw new TypeError(`column ${column} is not whole`);
  }
  let row = 0;
  const read = (column: Column) => columns[column]?.[row];
  const index = new TreeIndex(tree.assetsFolder, tree.assetsPath, layout);
  index.refresh(index.root, factsOf(read));
  const folders = new Map<number | undefined, FolderEntry>([[0, index.root]]);
  for (row = 1; row < parents.length; row++) {
    const parent = folders.get(parents[row]);
    if (!parent) throw new TypeError(`row ${row} is in no folder`);
    const entry = entryOf(read, parent);
    index.attach(entry);
    if (entry.kind === 'folder') folders.set(row, entry);
  }
  return index;
}
