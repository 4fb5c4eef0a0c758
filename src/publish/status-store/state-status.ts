/**
 * Publish state beside the tree, in a file of the state folder; no node file gets any. State a node file
 * has from earlier counts until the node's state first changes here.
 *
 * @module
 */
import type { NodeEdit } from '../../format/node-document.ts';
import { type NodeData, valueAt } from '../../jcr/node.ts';
import { firstValue } from '../../jcr/property.ts';
import type { Problem } from '../../problems/problem.ts';
import {
  editsOfContent,
  type KeptStatus,
  statusAfter,
  statusIn,
  withoutStatus,
  withStatus,
} from './kept-status.ts';
import { loadStatuses } from './load-statuses.ts';
import { appendStatuses, type StatusEntry } from './status-file.ts';
import type { RecordedEdits, RecordedNode, StatusStore } from './status-store.ts';

/** What opening the store gave. */
export interface OpenedStatus {
  readonly statuses: StatusStore;
  readonly problems: readonly Problem[];
}

/**
 * Opens the store of a state folder.
 * @param access `read` writes nothing, not even the file it would need later
 */
export function openStateStatus(
  stateFolder: string,
  access: 'read' | 'write',
  now: () => number = Date.now,
): OpenedStatus {
  const { file, entries, problems } = loadStatuses(stateFolder, access, now);
  return { statuses: new StateStatus(file, entries, now), problems };
}

class StateStatus implements StatusStore {
  readonly kind = 'state';
  readonly #file: string;
  readonly #entries: Map<string, StatusEntry>;
  readonly #now: () => number;
  readonly #scene7Names = new Map<string, number>();

  constructor(file: string, entries: Map<string, StatusEntry>, now: () => number) {
    this.#file = file;
    this.#entries = entries;
    this.#now = now;
    for (const entry of entries.values()) this.#countNames(entry, 1);
  }

  read(path: string, root: NodeData): NodeData {
    const entry = this.#entries.get(statusKey(path, root));
    return entry ? withStatus(root, entry.status) : root;
  }

  record(path: string, root: NodeData, edits: readonly NodeEdit[]): RecordedEdits {
    const before = statusIn(this.read(path, root));
    const after = statusAfter(before, edits);
    const key = newIdentity(edits) ?? statusKey(path, root);
    const isSame = key === statusKey(path, root) && describe(before) === describe(after);
    const undo = isSame ? () => undefined : this.#put(key, { status: after });
    return { edits: editsOfContent(root, edits), undo };
  }

  recordNew(path: string, node: NodeData): RecordedNode {
    return { node: withoutStatus(node), undo: this.#put(statusKey(path, node), { status: statusIn(node) }) };
  }

  moved(from: string, to: string): void {
    const entry = this.#entries.get(from);
    if (!entry) return;
    this.#put(to, entry);
    this.#put(from, undefined);
  }

  present(_: string, uuid: string | undefined): void {
    const entry = uuid === undefined ? undefined : this.#entries.get(uuid);
    if (uuid !== undefined && entry?.goneAt !== undefined) this.#put(uuid, { status: entry.status });
  }

  dropped(path: string, uuid: string | undefined): void {
    const entry = uuid === undefined ? undefined : this.#entries.get(uuid);
    if (uuid !== undefined && entry) this.#put(uuid, { ...entry, goneAt: this.#now() });
    if (this.#entries.has(path)) this.#put(path, undefined);
  }

  hasScene7Name(name: string): boolean {
    return this.#scene7Names.has(name);
  }

  /** @returns what puts the former entry back */
  #put(key: string, entry: StatusEntry | undefined): () => void {
    const before = this.#entries.get(key);
    this.#set(key, entry);
    return () => this.#set(key, before);
  }

  #set(key: string, entry: StatusEntry | undefined): void {
    appendStatuses(this.#file, [[key, entry]]);
    const before = this.#entries.get(key);
    if (before) this.#countNames(before, -1);
    if (entry) {
      this.#entries.set(key, entry);
      this.#countNames(entry, 1);
    } else this.#entries.delete(key);
  }

  #countNames({ status, goneAt }: StatusEntry, by: 1 | -1): void {
    const name = firstValue(status.get('jcr:content/metadata')?.get('dam:scene7Name'));
    if (!name || goneAt !== undefined) return;
    const count = (this.#scene7Names.get(name) ?? 0) + by;
    if (count > 0) this.#scene7Names.set(name, count);
    else this.#scene7Names.delete(name);
  }
}

/** Under what the state of a node is kept: its identity, or its path where it has none. */
export function statusKey(path: string, root: NodeData): string {
  return valueAt(root, [], 'jcr:uuid') || path;
}

/** The identity that edits give the node, when they give it another. */
function newIdentity(edits: readonly NodeEdit[]): string | undefined {
  const found = edits.findLast(
    (edit) => edit.edit === 'set' && edit.node.length === 0 && edit.property === 'jcr:uuid',
  );
  return found?.edit === 'set' ? firstValue(found.value) : undefined;
}

function describe(status: KeptStatus): string {
  return JSON.stringify([...status].map(([path, properties]) => [path, [...properties]]));
}
