/**
 * Comparing the index with the disk, position by position. What a difference means is for `pair.ts`.
 *
 * @module
 */
import { relative, sep } from 'node:path';
import { NODE_FILES } from '../vault/ignored-names.ts';
import { SIDECAR } from '../vault/layout.ts';
import { type Entry, type FolderEntry, fileOf, layoutOf } from './entry.ts';
import type { Listing, Observer } from './observe.ts';
import type { TreeIndex } from './tree-index.ts';

/** A position where index and disk differ; a folder on both sides keeps its children. */
export interface Difference {
  readonly before: Entry | undefined;
  readonly after: Entry | undefined;
}

/** Which names of a folder to look at; membership of the folder is always compared as a whole. */
interface Look {
  readonly names: Set<string>;
  everything: boolean;
}

/** Compares parts of a tree with its index, or all of it. */
export class Comparison {
  readonly differences: Difference[] = [];
  readonly #index: TreeIndex;
  readonly #observer: Observer;
  readonly #noted = new Set<Entry>();
  readonly #lost = new Set<Entry>();

  constructor(index: TreeIndex, observer: Observer) {
    this.#index = index;
    this.#observer = observer;
  }

  /** Compares everything; yields after every folder, so that the caller can let others run. */
  *everything(): Generator<void> {
    yield* this.#compareFolder(this.#index.root, { names: new Set(), everything: true });
  }

  /** Compares what a set of absolute paths points at; a folder's path stands for all below it. */
  *hinted(paths: Iterable<string>): Generator<void> {
    const looks = new Map<FolderEntry, Look>();
    for (const path of paths) this.#resolve(path, looks);
    // Parents first: they tell which of the others are folders no more.
    const fromTheTop = [...looks].sort(([a], [b]) => depthOf(a) - depthOf(b));
    for (const [folder, look] of fromTheTop) {
      if (!this.#isLost(folder)) yield* this.#compareFolder(folder, look);
    }
  }

  /** Whether a folder, or one it is in, was found to be gone or something else. */
  #isLost(folder: FolderEntry): boolean {
    return this.#lost.has(folder) || (folder.parent !== undefined && this.#isLost(folder.parent));
  }

  /** Finds the deepest known folder on the way to a path, and the name to look at in it. */
  #resolve(path: string, looks: Map<FolderEntry, Look>): void {
    const root = this.#index.root;
    const below = relative(root.name, path);
    const lookAt = (folder: FolderEntry) => {
      const look = looks.get(folder) ?? { names: new Set<string>(), everything: false };
      looks.set(folder, look);
      return look;
    };
    if (below === '') {
      lookAt(root).everything = true;
      return;
    }
    const segments = below.split(sep);
    if (segments[0] === '..') return;
    let folder = root;
    for (const [i, segment] of segments.entries()) {
      const child = folder.children.get(segment);
      if (child?.kind === 'folder') {
        if (i === segments.length - 1) {
          lookAt(folder).names.add(segment);
          lookAt(child).everything = true;
        }
        folder = child;
        continue;
      }
      // A folder's node decides what the folder is: that is seen from its parent.
      if (isFoldersOwn(segment) && folder.parent) {
        lookAt(folder.parent).names.add(folder.name);
        return;
      }
      lookAt(folder).names.add(segment);
      if (segment.endsWith(SIDECAR)) lookAt(folder).names.add(segment.slice(0, -SIDECAR.length));
      return;
    }
  }

  *#compareFolder(folder: FolderEntry, look: Look): Generator<void> {
    const file = fileOf(folder);
    const listing = this.#observer.list(file);
    if (listing === 'unreadable') return;
    if (!listing) {
      if (folder.parent) this.#note(folder, undefined);
      else for (const child of folder.children.values()) this.#note(child, undefined);
      return;
    }
    this.#compareFacts(folder, file);
    yield;
    const names = this.#unitsOf(folder, listing);
    for (const name of names) {
      const known = folder.children.get(name);
      const isWanted =
        look.everything || look.names.has(name) || (known === undefined) !== !listing.has(name);
      if (!isWanted && known !== undefined) continue;
      const found = this.#observer.look(folder, name, listing, known);
      const comparedBelow = look.everything && known?.kind === 'folder' && found?.kind === 'folder';
      if (found !== known && !comparedBelow) this.#note(known, found);
      if (found?.kind !== 'folder') continue;
      if (known?.kind !== 'folder') yield* this.#discover(found);
      else if (look.everything) yield* this.#compareFolder(known, { names: new Set(), everything: true });
    }
  }

  /** Everything in a folder the index does not know. */
  *#discover(folder: FolderEntry): Generator<void> {
    const listing = this.#observer.list(fileOf(folder));
    yield;
    if (!listing || listing === 'unreadable') return;
    for (const name of this.#unitsOf(folder, listing)) {
      const found = this.#observer.look(folder, name, listing, undefined);
      if (!found) continue;
      this.#note(undefined, found);
      if (found.kind === 'folder') yield* this.#discover(found);
    }
  }

  /** The names that may stand for an entry: what is listed and what is known, sidecars counted to their bytes. */
  #unitsOf(folder: FolderEntry, listing: Listing): Set<string> {
    const names = new Set<string>();
    for (const [name, kind] of listing) {
      if (isFoldersOwn(name)) continue;
      if (kind === 'folder' && name.endsWith('.dir') && listing.has(name.slice(0, -'.dir'.length))) continue;
      const base = name.endsWith(SIDECAR) && kind === 'file' ? name.slice(0, -SIDECAR.length) : undefined;
      if (base && listing.get(base) === 'file') continue;
      if (
        base &&
        !listing.has(base) &&
        this.#observer.look(folder, base, listing, folder.children.get(base))
      ) {
        names.add(base);
        continue;
      }
      names.add(name);
    }
    for (const known of folder.children.keys()) names.add(known);
    return names;
  }

  #compareFacts(folder: FolderEntry, file: string): void {
    const facts = this.#observer.folderFacts(
      file,
      folder.facts,
      folder.parent ? undefined : layoutOf(folder),
    );
    if (facts && facts !== folder.facts) this.#note(folder, { ...folder, facts });
  }

  #note(before: Entry | undefined, after: Entry | undefined): void {
    if (before && this.#noted.has(before)) return;
    if (before) this.#noted.add(before);
    if (before && after?.kind !== 'folder') this.#lost.add(before);
    this.differences.push({ before, after });
  }
}

function depthOf(folder: FolderEntry): number {
  return folder.parent ? depthOf(folder.parent) + 1 : 0;
}

/** Whether a name in a folder is part of the folder's own node. */
function isFoldersOwn(name: string): boolean {
  return name === NODE_FILES.vault || name === NODE_FILES.plain || name === '_jcr_content';
}
