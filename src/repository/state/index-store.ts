/**
 * The index on disk: a snapshot and the log of what changed since. Whatever moment a kill chooses, the
 * next start knows the index as it was after the last thing written.
 *
 * @module
 */
import { isAbsence } from '../../disk/errors.ts';
import { type Problem, problem } from '../../problems/problem.ts';
import type { Layout } from '../../vault/layout.ts';
import { descendants, type Entry, type FolderEntry } from '../entry.ts';
import { displayPath, type Tree } from '../tree.ts';
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

/** A log longer than this, and than half the index, is folded into a new snapshot: a start reads both. */
const LONGEST_LOG = 20_000;

/** So many lines are written even before somebody says `flush`, for they need memory. */
const MOST_PENDING = 1_000;

/** Keeps the index. Nothing is written before the first `save`. */
export class IndexStore {
  readonly #index: TreeIndex;
  readonly #folder: string;
  readonly #log: IndexLog;
  /** Folders that the files on disk know. */
  #known = new WeakSet<FolderEntry>();
  /** Uploads under way, here or when oakling was last killed. */
  readonly #begun = new Set<string>();
  #generation: number;
  /** Whether the log on disk goes with the snapshot on disk and may be appended to. */
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
      const hint = 'Nothing needs to be done: the tree is taken as it is, as at first contact.';
      const problems = loaded === undefined ? [] : [damaged(tree, snapshot, loaded, hint)];
      return { store, index, begun: new Set(), isNew: true, problems };
    }
    const { index, generation } = loaded;
    const { begun, isWhole, damage } = replayLog(log, index, generation);
    const store = new IndexStore(index, folder, generation);
    store.#isStarted = isWhole;
    store.#knowAll();
    for (const path of begun) store.#begun.add(path);
    const hint = 'Nothing needs to be done: what was noted after that is found anew by looking.';
    const problems = damage === undefined ? [] : [damaged(tree, log, damage, hint)];
    return { store, index, begun, isNew: false, problems };
  }

  /** Notes an entry as the index holds it now; call it after `attach` or `refresh`. */
  put(entry: Entry): void {
    this.#start();
    const held = entry.parent?.children.get(entry.name) ?? entry;
    const unknown = this.#topmostUnknown(held);
    if (unknown) this.#putWhole(unknown);
    else this.#log.put(held);
    if (this.#begun.size > 0) this.#begun.delete(this.#index.pathOf(held));
    if (this.#log.pending >= MOST_PENDING) this.#write();
  }

  /** Notes that an entry, with all below it, is gone; call it before `detach`. */
  drop(entry: Entry): void {
    this.#start();
    this.#log.drop(entry);
    if (entry.kind !== 'folder') return;
    this.#known.delete(entry);
    for (const below of descendants(entry)) if (below.kind === 'folder') this.#known.delete(below);
  }

  /** Notes that an upload is about to be carried out; written at once. Its `put` ends it. */
  begin(path: string): void {
    this.#start();
    this.#begun.add(path);
    this.#log.begin(path);
    this.#write();
  }

  /** Writes what was noted. */
  flush(): void {
    this.#write();
    if (this.#log.length > Math.max(LONGEST_LOG, this.#index.assetCount / 2)) this.#fold();
  }

  /** Writes the whole index and begins the log anew; call it when no upload is under way. */
  save(): void {
    this.#begun.clear();
    this.#fold();
  }

  #start(): void {
    if (!this.#isStarted) this.#fold();
  }

  #write(): void {
    if (this.#log.pending === 0) return;
    if (!this.#isStarted) return this.#fold();
    try {
      this.#log.flush();
    } catch (cause) {
      // The line that was cut off must not be continued.
      this.#isStarted = false;
      if (!isAbsence(cause)) throw cause;
      // Somebody removed the state, which is allowed at any time.
      this.#fold();
    }
  }

  #fold(): void {
    makeStateFolder(this.#folder);
    this.#generation++;
    // In this order: between the two writes the old log belongs to a generation that is no more.
    saveSnapshot(this.#index, stateFiles(this.#folder).snapshot, this.#generation);
    this.#isStarted = false;
    this.#log.start(this.#generation, this.#begun);
    this.#isStarted = true;
    this.#knowAll();
  }

  #knowAll(): void {
    this.#known = new WeakSet([this.#index.root]);
    for (const entry of this.#index.entries()) if (entry.kind === 'folder') this.#known.add(entry);
  }

  /** The index attaches new folders together with what is in them; so a child may come before its folder. */
  #topmostUnknown(entry: Entry): FolderEntry | undefined {
    let topmost: FolderEntry | undefined;
    for (let current: Entry | undefined = entry; current; current = current.parent) {
      if (current.kind === 'folder' && !this.#known.has(current)) topmost = current;
    }
    return topmost;
  }

  #putWhole(folder: FolderEntry): void {
    this.#log.put(folder, true);
    this.#known.add(folder);
    for (const below of descendants(folder)) {
      this.#log.put(below);
      if (below.kind === 'folder') this.#known.add(below);
    }
  }
}

function damaged(tree: Tree, file: string, why: string, hint: string): Problem {
  return problem('state.damaged', {
    path: displayPath(tree, file),
    message: `The index cannot be read: ${why}`,
    hint,
  });
}
