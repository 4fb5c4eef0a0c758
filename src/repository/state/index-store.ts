/**
 * The index on disk: a snapshot and the log of what changed since.
 *
 * @module
 */
import { type Problem, problem } from '../../problems/problem.ts';
import type { Layout } from '../../vault/layout.ts';
import type { Entry } from '../entry.ts';
import type { Tree } from '../tree.ts';
import { TreeIndex } from '../tree-index.ts';
import { IndexLog, replayLog } from './index-log.ts';
import { loadSnapshot, saveSnapshot } from './index-snapshot.ts';
import { makeStateFolder, stateFiles } from './state-folder.ts';

/** What opening a tree's state gives. */
export interface OpenedStore {
  readonly store: IndexStore;
  readonly index: TreeIndex;
  /** Paths of uploads that were cut off. */
  readonly begun: Set<string>;
  /** True when nothing was known of this tree: first contact. */
  readonly isNew: boolean;
  readonly problems: readonly Problem[];
}

/** A log longer than this, and than the index itself, is folded into a new snapshot. */
const LONGEST_LOG = 20_000;

/** Keeps the index. Nothing is written before the first `save`. */
export class IndexStore {
  readonly #index: TreeIndex;
  readonly #folder: string;
  readonly #log: IndexLog;
  #generation: number;
  #isStarted = false;

  private constructor(index: TreeIndex, folder: string, generation: number) {
    this.#index = index;
    this.#folder = folder;
    this.#log = new IndexLog(stateFiles(folder).log);
    this.#generation = generation;
  }

  /** Reads the index of a tree; a damaged one counts as none, which is the safe side: nothing is acted on. */
  static open(tree: Tree, folder: string, layout: Layout): OpenedStore {
    const { snapshot, log } = stateFiles(folder);
    const loaded = loadSnapshot(snapshot, tree, layout);
    if (loaded === undefined || typeof loaded === 'string') {
      const index = new TreeIndex(tree.assetsFolder, tree.assetsPath, layout);
      const store = new IndexStore(index, folder, 0);
      return {
        store,
        index,
        begun: new Set(),
        isNew: true,
        problems: loaded ? [damaged(snapshot, loaded)] : [],
      };
    }
    const { index, generation } = loaded;
    const { begun, isWhole } = replayLog(log, index, generation);
    const store = new IndexStore(index, folder, generation);
    store.#isStarted = isWhole;
    return { store, index, begun, isNew: false, problems: [] };
  }

  /** Notes an entry as it is now. */
  put(entry: Entry): void {
    this.#started().put(entry);
  }

  /** Notes that an entry, with all below it, is gone; call it while the entry still is in its place. */
  drop(entry: Entry): void {
    this.#started().drop(entry);
  }

  /** Notes that an upload is about to be carried out. */
  begin(path: string): void {
    this.#started().begin(path);
  }

  /** Writes what was noted. */
  flush(): void {
    this.#log.flush();
    if (this.#log.length > Math.max(LONGEST_LOG, 2 * this.#index.assetCount)) this.save();
  }

  /** Writes the whole index, and begins the log anew. */
  save(): void {
    makeStateFolder(this.#folder);
    this.#generation++;
    // In this order: between the two writes the old log belongs to a generation that is no more.
    saveSnapshot(this.#index, stateFiles(this.#folder).snapshot, this.#generation);
    this.#log.start(this.#generation);
    this.#isStarted = true;
  }

  #started(): IndexLog {
    if (!this.#isStarted) this.save();
    return this.#log;
  }
}

function damaged(file: string, why: string): Problem {
  const message = `The index cannot be read: ${why}`;
  const hint = 'Nothing needs to be done: the tree is taken as it is, as at first contact.';
  return problem('state.damaged', { path: file, message, hint });
}
