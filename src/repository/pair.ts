/**
 * What differences mean: the same identity at another path is a move or a copy. Identity is `jcr:uuid`,
 * then inode, then content hash (`jcr:uuid` is AEM's; the others serve files that have no node yet).
 *
 * @module
 */

import { sameStat } from '../disk/file-stat.ts';
import { exists } from '../disk/folders.ts';
import { sha1OfSync } from '../disk/hash.ts';
import { nameOf, parentOf } from '../jcr/path.ts';
import { assetNodeFile } from '../vault/layout.ts';
import type { Change } from './change.ts';
import type { Difference } from './compare.ts';
import {
  type AssetEntry,
  type BareEntry,
  descendants,
  type Entry,
  type FolderEntry,
  type FolderFacts,
  fileOf,
} from './entry.ts';
import type { Listing, Observer } from './observe.ts';
import { inodeOf, type TreeIndex } from './tree-index.ts';

/** A change with what carrying it out needs to know. */
export interface PendingChange extends Change {
  /** What the index holds at the place the change concerns: its own path, or the source of a move. */
  readonly before: Entry | undefined;
  /** What is on disk now; absent for a deletion. */
  readonly after: Entry | undefined;
  /** For an update: only the bytes' stats differ so far, their hash decides. */
  readonly bytesTouched?: boolean;
  /** The publish state in the node differs too: whoever changed it applied the rules already. */
  readonly stateChanged?: boolean;
}

/** What pairing answers: changes in the order to carry them out, and differences that are none. */
export interface Paired {
  readonly changes: readonly PendingChange[];
  /** Entries to note in the index without anything having happened to an asset or folder. */
  readonly silent: readonly Difference[];
}

/** Turns differences into changes. */
export function pair(differences: readonly Difference[], index: TreeIndex, observer: Observer): Paired {
  return new Pairing(index, observer).run(differences);
}

class Pairing {
  readonly #index: TreeIndex;
  readonly #observer: Observer;
  readonly #gone = new Set<Entry>();
  readonly #taken = new Set<Entry>();
  /** The first new entry of every uuid that is new in this comparison: the second one is its copy. */
  readonly #arrived = new Map<string, Entry>();
  readonly #appearedAt = new Set<string>();
  readonly #listings = new Map<FolderEntry, Listing | 'unreadable' | undefined>();
  readonly #changes: PendingChange[] = [];
  readonly #silent: Difference[] = [];

  constructor(index: TreeIndex, observer: Observer) {
    this.#index = index;
    this.#observer = observer;
  }

  run(differences: readonly Difference[]): Paired {
    const appeared: Difference[] = [];
    for (const difference of differences) {
      const { before, after } = difference;
      if (before && after && isSameThing(before, after)) {
        this.#compareSame(before, after);
        continue;
      }
      if (before) this.#lose(before);
      if (after) appeared.push(difference);
    }
    for (const { after } of appeared) if (after?.kind !== 'orphan') this.#appearedAt.add(this.#pathOf(after));
    appeared.sort((a, b) => byPath(this.#pathOf(a.after), this.#pathOf(b.after)));
    // The one that kept its inode is the moved one; others with the same uuid are copies of it.
    const keepsInode = ({ after }: Difference) =>
      after?.kind === 'asset' && this.#ownerByInode(after) !== undefined;
    for (const difference of appeared.filter(keepsInode)) this.#appear(difference);
    for (const difference of appeared.filter((other) => !keepsInode(other))) this.#appear(difference);
    for (const entry of this.#gone) if (!this.#taken.has(entry)) this.#delete(entry);
    const changes = withCopiedFolders(this.#changes).sort(inOrder);
    return { changes, silent: this.#silent };
  }

  #pathOf(entry: Entry | undefined): string {
    return entry ? this.#index.pathOf(entry) : '';
  }

  /** Something known is not at its place any more. */
  #lose(before: Entry): void {
    this.#gone.add(before);
    if (before.kind === 'folder') for (const below of descendants(before)) this.#gone.add(below);
  }

  #compareSame(before: Entry, after: Entry): void {
    if (before.kind === 'asset' && after.kind === 'asset') {
      const metadata = before.layout === after.layout && before.node.content !== after.node.content;
      const stateChanged = before.layout === after.layout && before.node.state !== after.node.state;
      const bytesTouched = !sameStat(before.binary, after.binary);
      if (!metadata && !stateChanged && !bytesTouched) return void this.#silent.push({ before, after });
      const updated = { binary: bytesTouched, metadata };
      this.#add('update', before, after, { updated, bytesTouched, stateChanged });
      return;
    }
    if (before.kind === 'folder' && after.kind === 'folder') return this.#compareFolder(before, after);
    if (before.kind === 'bare' && after.kind === 'bare') {
      this.#silent.push({ before, after: { ...after, standing: before.standing } });
      return;
    }
    this.#silent.push({ before, after });
  }

  #compareFolder(before: FolderEntry, after: FolderEntry): void {
    const { settings, node } = before.facts;
    if (JSON.stringify(settings) !== JSON.stringify(after.facts.settings))
      return this.#add('settings', before, after);
    const edited = node && after.facts.node && node.content !== after.facts.node.content;
    if (edited) return this.#add('update', before, after, { updated: { binary: false, metadata: true } });
    // Whoever changed the state applied the rules already.
    if (hasOtherState(before.facts, after.facts)) return this.#add('arrive', before, after);
    this.#silent.push({ before, after });
  }

  #appear({ before, after }: Difference): void {
    switch (after?.kind) {
      case 'asset':
        return this.#appearAsset(after);
      case 'bare':
        return this.#appearBare(after);
      case 'folder':
        return this.#appearFolder(after);
      case undefined:
        return;
      default:
        this.#silent.push({ before, after });
    }
  }

  #appearAsset(after: AssetEntry): void {
    const { uuid } = after;
    const owner = uuid ? this.#index.byUuid(uuid) : this.#ownerByInode(after);
    if (owner && !this.#taken.has(owner) && this.#isGone(owner)) {
      this.#taken.add(owner);
      if (uuid) this.#arrived.set(uuid, after);
      // The same identity at the same place: a file came back to its orphaned node, or the layout changed.
      if (this.#pathOf(owner) === this.#pathOf(after)) return this.#comeBack(owner, after);
      this.#add('move', owner, after, { from: this.#pathOf(owner) });
      return this.#compareMoved(owner, after);
    }
    const source = (uuid ? this.#arrived.get(uuid) : undefined) ?? (uuid ? owner : undefined);
    if (source) return this.#add('copy', undefined, after, { from: this.#pathOf(source) });
    if (uuid) this.#arrived.set(uuid, after);
    this.#add('arrive', undefined, after);
  }

  #comeBack(owner: Entry, after: AssetEntry): void {
    this.#add('arrive', owner, after);
    if (owner.kind !== 'orphan') return;
    // The bytes may be others than those the node was made for; their hash tells.
    this.#add('update', owner, after, { updated: { binary: true, metadata: false }, bytesTouched: true });
  }

  /** What was moved may have been edited on the way. */
  #compareMoved(owner: Entry, after: AssetEntry): void {
    if (owner.kind !== 'asset') return;
    const metadata = owner.layout === after.layout && owner.node.content !== after.node.content;
    const bytesTouched =
      owner.binary?.size !== after.binary?.size || owner.binary?.mtimeMs !== after.binary?.mtimeMs;
    if (!metadata && !bytesTouched) return;
    this.#add('update', owner, after, { updated: { binary: bytesTouched, metadata }, bytesTouched });
  }

  #appearBare(after: BareEntry): void {
    const owner = this.#ownerByInode(after) ?? this.#ownerByHash(after);
    if (owner?.kind === 'asset' && !this.#taken.has(owner)) {
      // Only the node is gone: the bytes are an upload again, where they are.
      if (this.#pathOf(owner) === this.#pathOf(after)) {
        this.#taken.add(owner);
        return this.#add('upload', undefined, after);
      }
      if (hasSidecar(owner)) {
        this.#taken.add(owner);
        return this.#add('move', owner, after, { from: this.#pathOf(owner) });
      }
    }
    this.#add('upload', undefined, after);
  }

  #appearFolder(after: FolderEntry): void {
    const owner = this.#ownerByInode(after);
    if (owner?.kind === 'folder' && !this.#taken.has(owner)) {
      this.#taken.add(owner);
      return this.#add('move', owner, after, { from: this.#pathOf(owner) });
    }
    if (after.facts.node) return this.#add('arrive', undefined, after);
    this.#silent.push({ before: undefined, after });
  }

  /** The known entry that bears the same inode and is not at its place any more. */
  #ownerByInode(after: Entry): Entry | undefined {
    const ino = inodeOf(after);
    const owner = ino === undefined ? undefined : this.#index.byInode(ino);
    if (!owner || !isAlike(owner, after) || !this.#isGone(owner)) return undefined;
    return owner;
  }

  /** The plain asset whose bytes vanished in this comparison and have the same content. */
  #ownerByHash(after: BareEntry): Entry | undefined {
    const candidates = [...this.#gone].filter(
      (entry) => entry.kind === 'asset' && entry.layout === 'plain' && entry.binary?.size === after.stat.size,
    );
    if (candidates.length === 0) return undefined;
    const hash = sha1OfSync(fileOf(after));
    return candidates.find(
      (entry) => entry.kind === 'asset' && entry.sha1 === hash && !this.#taken.has(entry),
    );
  }

  /** Whether a known entry left its place, found out now when nobody had hinted at it. */
  #isGone(entry: Entry): boolean {
    if (this.#gone.has(entry)) return true;
    if (!entry.parent) return false;
    const listing = this.#listingOf(entry.parent);
    if (listing === 'unreadable') return false;
    const now = this.#observer.look(entry.parent, entry.name, listing ?? NOTHING, entry);
    if (now && isSameThing(entry, now)) return false;
    this.#lose(entry);
    return true;
  }

  /** A folder is listed once: of many copies of what is in it, each asks. */
  #listingOf(folder: FolderEntry): Listing | 'unreadable' | undefined {
    if (!this.#listings.has(folder)) this.#listings.set(folder, this.#observer.list(fileOf(folder)));
    return this.#listings.get(folder);
  }

  /** What is gone was deleted, unless something else took its place at once. */
  #delete(before: Entry): void {
    const isReplaced = this.#appearedAt.has(this.#pathOf(before));
    if (!isReplaced && (before.kind === 'asset' || before.kind === 'folder'))
      this.#add('delete', before, undefined);
    else this.#silent.push({ before, after: undefined });
  }

  #add(
    kind: Change['kind'],
    before: Entry | undefined,
    after: Entry | undefined,
    more: Partial<PendingChange> = {},
  ): void {
    const subject = after ?? before;
    const resource = subject?.kind === 'folder' ? 'folder' : 'asset';
    this.#changes.push({ kind, resource, path: this.#pathOf(subject), before, after, ...more });
  }
}

/** A folder that arrives together with copies of another folder's assets is a copy of that folder. */
function withCopiedFolders(changes: readonly PendingChange[]): PendingChange[] {
  const sources = new Map<string, string>();
  for (const { kind, resource, path, from } of changes) {
    if (kind !== 'copy' || resource !== 'asset' || from === undefined) continue;
    let [here, there] = [parentOf(path), parentOf(from)];
    while (here && there && here !== there && !sources.has(here)) {
      sources.set(here, there);
      if (nameOf(here) !== nameOf(there)) break;
      [here, there] = [parentOf(here), parentOf(there)];
    }
  }
  return changes.map((change) => {
    const from =
      change.kind === 'arrive' && change.resource === 'folder' ? sources.get(change.path) : undefined;
    return from === undefined ? change : { ...change, kind: 'copy', from };
  });
}

const NOTHING: Listing = new Map();

/** Whether two sights of one position are of the same thing, perhaps changed. */
function isSameThing(before: Entry, after: Entry): boolean {
  if (before.kind !== after.kind) return false;
  if (before.kind === 'asset' && after.kind === 'asset') return before.uuid === after.uuid;
  // A bare file that changed is an upload, whatever it was before.
  if (before.kind === 'bare' && after.kind === 'bare') return sameVersion(before, after);
  return true;
}

/** A bare file is the same while its bytes are; a new hard link or mode does not matter. */
function sameVersion({ stat: a }: BareEntry, { stat: b }: BareEntry): boolean {
  return a.ino === b.ino && a.size === b.size && a.mtimeMs === b.mtimeMs;
}

/** Whether an inode found at a new place can be the known entry's, rather than a reused number. */
function isAlike(owner: Entry, after: Entry): boolean {
  if (after.kind === 'folder') return owner.kind === 'folder';
  if (after.kind === 'bare') {
    return owner.kind === 'asset' && owner.layout === 'plain' && hasSameBytes(owner, after);
  }
  return after.kind === 'asset' && owner.kind === 'asset' && owner.uuid === after.uuid;
}

/** Whether an asset's node is still there for its bytes to take along; else they are bytes like any. */
function hasSidecar(asset: AssetEntry): boolean {
  return asset.layout === 'plain' && exists(assetNodeFile(fileOf(asset), 'plain'));
}

/** Whether a folder's own state may differ; of a node that cannot be read nobody knows. */
function hasOtherState(before: FolderFacts, after: FolderFacts): boolean {
  if (after.unreadable) return false;
  return before.unreadable || (before.node?.state ?? 0) !== (after.node?.state ?? 0);
}

/** A rename keeps a file's size and time; where the time differs, only the content tells. */
function hasSameBytes({ binary, sha1 }: AssetEntry, after: BareEntry): boolean {
  if (binary?.size !== after.stat.size) return false;
  return binary.mtimeMs === after.stat.mtimeMs || sha1 === sha1OfSync(fileOf(after));
}

/** Folders first, so that settings are known; deletions last, so that nothing is lost that moved. */
const RANK: Readonly<Record<Change['kind'], number>> = {
  settings: 0,
  move: 1,
  copy: 2,
  arrive: 3,
  update: 4,
  upload: 5,
  delete: 6,
};

function inOrder(a: PendingChange, b: PendingChange): number {
  const folders = Number(a.resource === 'asset') - Number(b.resource === 'asset');
  const deletions = Number(a.kind === 'delete') - Number(b.kind === 'delete');
  return deletions || folders || RANK[a.kind] - RANK[b.kind] || byPath(a.path, b.path);
}

function byPath(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}
