/**
 * The index as it was last saved, told of what moving state wrote: to the next start nothing happened to
 * those files. What somebody else changed in them since is left to be found.
 *
 * @module
 */
import { sameStat } from '../../disk/file-stat.ts';
import type { AssetEntry, FolderEntry, NodeFacts } from '../../repository/entry.ts';
import { isNode, type ReadNode, readNodeFacts } from '../../repository/node-facts.ts';
import { formatOf } from '../../repository/node-file.ts';
import { IndexStore } from '../../repository/state/index-store.ts';
import type { Tree } from '../../repository/tree.ts';
import type { TreeIndex } from '../../repository/tree-index.ts';
import type { Layout } from '../../vault/layout.ts';

/** A node file that is written. */
interface WrittenNode {
  /** JCR path. */
  readonly path: string;
  /** Absolute. */
  readonly file: string;
  readonly layout: Layout;
}

interface SavedIndex {
  readonly index: TreeIndex;
  readonly store: IndexStore;
}

/** See the module. */
export class KnownIndex {
  readonly #tree: Tree;
  /** Absent where oakling never was before. */
  readonly #saved: SavedIndex | undefined;

  private constructor(tree: Tree, saved: SavedIndex | undefined) {
    this.#tree = tree;
    this.#saved = saved;
  }

  /** Opens the index of a tree; the caller holds its lock. */
  static open(tree: Tree, stateFolder: string, layout: Layout): KnownIndex {
    const { index, store, isNew } = IndexStore.open(tree, stateFolder, layout);
    return new KnownIndex(tree, isNew ? undefined : { index, store });
  }

  /** Has a node file written, and notes that. */
  written(node: WrittenNode, write: () => void): void {
    const before = this.#factsOf(node);
    write();
    const after = this.#factsOf(node);
    const entry = this.#saved?.index.at(node.path);
    if (!before || !after || (entry?.kind !== 'asset' && entry?.kind !== 'folder')) return;
    this.#note(entry, before, after);
  }

  /** Writes what was noted. */
  flush(): void {
    this.#saved?.store.flush();
  }

  #factsOf({ file, layout }: WrittenNode): ReadNode | undefined {
    if (!this.#saved) return undefined;
    const reading = readNodeFacts(this.#tree, file, formatOf(layout));
    return isNode(reading) ? reading : undefined;
  }

  #note(entry: AssetEntry | FolderEntry, before: ReadNode, after: ReadNode): void {
    const known = entry.kind === 'asset' ? entry.node : entry.facts.node;
    // Other state than that is somebody's doing that the next comparison must see.
    if (!this.#saved || known?.state !== before.facts.state) return;
    const { index, store } = this.#saved;
    const { stat, content } = sameStat(known.stat, before.facts.stat) ? after.facts : known;
    const node: NodeFacts = { ...after.facts, stat, content };
    if (entry.kind === 'folder') {
      index.refresh(entry, { ...entry.facts, node });
      return store.put(entry);
    }
    const noted = { ...entry, node, scene7Name: after.captured['dam:scene7Name'] };
    index.attach(noted);
    store.put(noted);
  }
}
