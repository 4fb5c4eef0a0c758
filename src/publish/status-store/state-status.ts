/**
 * Publish state beside the tree, in a file of the state folder; no node file gets any. State a node file
 * has from earlier counts until the node's state first changes here.
 *
 * @module
 */
import { join } from 'node:path';
import type { NodeEdit } from '../../format/node-document.ts';
import { type NodeData, valueAt } from '../../jcr/node.ts';
import { firstValue } from '../../jcr/property.ts';
import { type Problem, problem } from '../../problems/problem.ts';
import { makeStateFolder } from '../../repository/state/state-folder.ts';
import {
  editsOfContent,
  type KeptStatus,
  statusAfter,
  statusIn,
  withoutStatus,
  withStatus,
} from './kept-status.ts';
import { appendStatus, readStatusFile, type StatusEntry, tidyStatusFile } from './status-file.ts';
import type { RecordedEdits, RecordedNode, StatusStore } from './status-store.ts';

/** How long state waits for a node that went away, in milliseconds: a branch may come back. */
const PATIENCE = 90 * 24 * 60 * 60 * 1000;

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
  const file = join(stateFolder, 'status.ndjson');
  const read = readStatusFile(file);
  const problems = read.damaged === 0 ? [] : [damage(file, read.damaged)];
  for (const [key, { goneAt }] of read.entries) {
    if (goneAt !== undefined && now() - goneAt > PATIENCE) read.entries.delete(key);
  }
  if (access === 'write') {
    makeStateFolder(stateFolder);
    tidyStatusFile(file, read);
  }
  return { statuses: new StateStatus(file, read.entries, now), problems };
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
    const entry = this.#entries.get(keyOf(path, root));
    return entry ? withStatus(root, entry.status) : root;
  }

  record(path: string, root: NodeData, edits: readonly NodeEdit[]): RecordedEdits {
    const before = statusIn(this.read(path, root));
    const after = statusAfter(before, edits);
    const key = newIdentity(edits) ?? keyOf(path, root);
    const isSame = key === keyOf(path, root) && describe(before) === describe(after);
    const undo = isSame ? () => undefined : this.#put(key, { status: after });
    return { edits: editsOfContent(root, edits), undo };
  }

  recordNew(path: string, node: NodeData): RecordedNode {
    return { node: withoutStatus(node), undo: this.#put(keyOf(path, node), { status: statusIn(node) }) };
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
    appendStatus(this.#file, key, entry);
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

function keyOf(path: string, root: NodeData): string {
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

function damage(file: string, lines: number): Problem {
  const message = `${lines} lines of the publish state beside the tree cannot be read.`;
  const hint = 'The assets concerned stand as they were before; oakling status shows them.';
  return problem('state.damaged', { path: file, message, hint });
}
