/**
 * The index of one tree: what oakling last knew of the disk. It can be thrown away and built again.
 *
 * @module
 */
import { segmentsOf } from '../jcr/path.ts';
import type { Layout } from '../vault/layout.ts';
import { encodeName } from '../vault/platform-name.ts';
import {
  descendants,
  type Entry,
  type FolderEntry,
  type FolderFacts,
  jcrNameOfEntry,
  pathOf,
} from './entry.ts';
import { smudged } from './racy.ts';

/** Told of what the index learns and forgets, entry by entry. */
export interface IndexListener {
  /** An entry is new, or a folder's facts are. */
  learned(entry: Entry): void;
  forgot(entry: Entry): void;
}

/** Entries by position, by `jcr:uuid` and by inode. */
export class TreeIndex {
  readonly root: FolderEntry;
  /** JCR path of the root folder. */
  readonly rootPath: string;
  readonly #byUuid = new Map<string, Entry>();
  readonly #byInode = new Map<number, Entry>();
  readonly #scene7Names = new Map<string, number>();
  readonly #listeners: IndexListener[] = [];
  #assets = 0;

  /** @param layout of folders where neither they nor their ancestors have a node */
  constructor(rootFolder: string, rootPath: string, layout: Layout = 'vault') {
    this.rootPath = rootPath;
    this.root = {
      kind: 'folder',
      name: rootFolder,
      parent: undefined,
      children: new Map(),
      facts: { ino: 0, layout, node: undefined, settings: {}, unreadable: false },
      found: true,
    };
  }

  /** How many assets there are. */
  get assetCount(): number {
    return this.#assets;
  }

  /** Tells somebody, from now on, what changes. */
  listen(listener: IndexListener): void {
    this.#listeners.push(listener);
  }

  /** The entry at a JCR path. */
  at(path: string): Entry | undefined {
    if (path !== this.rootPath && !path.startsWith(`${this.rootPath}/`)) return undefined;
    let current: Entry = this.root;
    for (const segment of segmentsOf(path.slice(this.rootPath.length))) {
      if (current.kind !== 'folder') return undefined;
      const child = childNamed(current, segment);
      if (!child) return undefined;
      current = child;
    }
    return current;
  }

  /** The asset (or orphaned node) that owns a `jcr:uuid`. */
  byUuid(uuid: string): Entry | undefined {
    return this.#byUuid.get(uuid);
  }

  /** The folder, binary or node file with an inode; inodes are reused, so check what it is. */
  byInode(ino: number): Entry | undefined {
    return this.#byInode.get(ino);
  }

  /** Whether an asset of the company already bears a Dynamic Media name. */
  hasScene7Name(name: string): boolean {
    return this.#scene7Names.has(name);
  }

  /** The JCR path of an entry. */
  pathOf(entry: Entry): string {
    return pathOf(entry, this.rootPath);
  }

  /** Puts an entry, with everything below it, where its parent and name say, instead of what was there. */
  attach(seen: Entry): void {
    const entry = smudged(seen, Date.now());
    const { parent } = entry;
    if (!parent) return;
    if (!this.#isAttached(parent)) this.attach(parent);
    const previous = parent.children.get(entry.name);
    if (previous === entry) return;
    if (previous) this.detach(previous);
    parent.children.set(entry.name, entry);
    this.#learn(entry);
    if (entry.kind === 'folder') for (const below of descendants(entry)) this.#learn(below);
  }

  /** Removes an entry and everything below it. */
  detach(entry: Entry): void {
    if (!entry.parent || !this.#isAttached(entry)) return;
    entry.parent.children.delete(entry.name);
    if (entry.kind === 'folder') for (const below of descendants(entry)) this.#forget(below);
    this.#forget(entry);
  }

  /** Notes what changed about a folder that stays where it is. */
  refresh(folder: FolderEntry, facts: FolderFacts): void {
    if (this.#byInode.get(folder.facts.ino) === folder) this.#byInode.delete(folder.facts.ino);
    folder.facts = facts;
    if (!this.#isAttached(folder)) return;
    this.#byInode.set(facts.ino, folder);
    for (const listener of this.#listeners) listener.learned(folder);
  }

  /** Every entry, parents before children. */
  entries(): Generator<Entry> {
    return descendants(this.root);
  }

  /** Whether an entry can be reached from the root: it may still hang in a folder that was detached. */
  #isAttached(entry: Entry): boolean {
    for (let current = entry; current !== this.root; ) {
      if (!current.parent || current.parent.children.get(current.name) !== current) return false;
      current = current.parent;
    }
    return true;
  }

  #learn(entry: Entry): void {
    const ino = inodeOf(entry);
    if (ino !== undefined) this.#byInode.set(ino, entry);
    if (entry.kind === 'asset') this.#assets++;
    if ((entry.kind === 'asset' || entry.kind === 'orphan') && entry.uuid) {
      const owner = this.#byUuid.get(entry.uuid);
      if (!owner || owner.kind === 'orphan') this.#byUuid.set(entry.uuid, entry);
    }
    if (entry.kind === 'asset' && entry.scene7Name) this.#countName(entry.scene7Name, 1);
    for (const listener of this.#listeners) listener.learned(entry);
  }

  #forget(entry: Entry): void {
    const ino = inodeOf(entry);
    if (ino !== undefined && this.#byInode.get(ino) === entry) this.#byInode.delete(ino);
    if (entry.kind === 'asset') this.#assets--;
    if ((entry.kind === 'asset' || entry.kind === 'orphan') && entry.uuid) {
      if (this.#byUuid.get(entry.uuid) === entry) this.#byUuid.delete(entry.uuid);
    }
    if (entry.kind === 'asset' && entry.scene7Name) this.#countName(entry.scene7Name, -1);
    for (const listener of this.#listeners) listener.forgot(entry);
  }

  #countName(name: string, by: 1 | -1): void {
    const count = (this.#scene7Names.get(name) ?? 0) + by;
    if (count > 0) this.#scene7Names.set(name, count);
    else this.#scene7Names.delete(name);
  }
}

/** The child of a folder by JCR name; usually the name on disk is the same. */
export function childNamed(folder: FolderEntry, jcrName: string): Entry | undefined {
  for (const diskName of [jcrName, encodeName(jcrName), `_${jcrName}`]) {
    const child = folder.children.get(diskName);
    if (child && jcrNameOfEntry(child) === jcrName) return child;
  }
  return undefined;
}

/** The inode that stays with an entry when it is renamed. */
export function inodeOf(entry: Entry): number | undefined {
  switch (entry.kind) {
    case 'folder':
      return entry.facts.ino;
    case 'asset':
      return (entry.layout === 'plain' ? entry.binary : entry.node.stat)?.ino;
    case 'bare':
      return entry.stat.ino;
    default:
      return undefined;
  }
}
