/**
 * What changed in the index since its snapshot, line by line, so that a kill forgets nothing that was
 * done. A log belongs to one generation of the snapshot and is never read with another.
 *
 * @module
 */
import { appendLines } from '../../disk/append.ts';
import { errorText } from '../../disk/errors.ts';
import { readOwnLines } from '../../disk/own-text.ts';
import { writeOwnFile } from '../../disk/write.ts';
import type { Entry, FolderEntry } from '../entry.ts';
import type { TreeIndex } from '../tree-index.ts';
import { type EntryRow, entryOf, factsOf, rowOf } from './entry-row.ts';

/** One line; places are names on disk from the root, joined by `/`. */
type LogLine =
  | { readonly generation: number }
  | { readonly root: EntryRow }
  /** A folder that is `new` takes the place of what was there; another only has new facts. */
  | { readonly put: EntryRow; readonly in: string; readonly new?: true }
  | { readonly drop: string }
  | { readonly begin: string };

/** The log of one generation. */
export class IndexLog {
  readonly #file: string;
  readonly #pending: string[] = [];
  #length = 0;

  constructor(file: string) {
    this.#file = file;
  }

  /** How many lines were written since the log began, or since it was opened. */
  get length(): number {
    return this.#length;
  }

  /** How many lines wait to be written. */
  get pending(): number {
    return this.#pending.length;
  }

  /** Begins anew for a new generation of the snapshot, which holds all that was pending. */
  start(generation: number, begun: Iterable<string>): void {
    const lines: LogLine[] = [{ generation }];
    for (const path of begun) lines.push({ begin: path });
    writeOwnFile(this.#file, lines.map((line) => `${JSON.stringify(line)}\n`).join(''));
    this.#pending.length = 0;
    this.#length = 0;
  }

  /** An entry as it is now. */
  put(entry: Entry, isNew = false): void {
    const { parent } = entry;
    const row = rowOf(entry);
    if (!parent) this.#add({ root: row });
    else this.#add({ put: row, in: placeOf(parent), ...(isNew ? { new: true } : {}) });
  }

  /** An entry that is gone, with all below it. */
  drop(entry: Entry): void {
    this.#add({ drop: placeOf(entry) });
  }

  /** An upload that is about to be carried out; its `put` ends it. */
  begin(path: string): void {
    this.#add({ begin: path });
  }

  /**
   * Writes what is pending.
   * @throws the I/O error; after it the log may end in a torn line and must be started anew
   */
  flush(): void {
    appendLines(this.#file, this.#pending);
    this.#length += this.#pending.length;
    this.#pending.length = 0;
  }

  #add(line: LogLine): void {
    this.#pending.push(JSON.stringify(line));
  }
}

/** What reading a log gave. */
export interface Replayed {
  /** Paths of uploads that began and did not end. */
  readonly begun: Set<string>;
  /** Whether the log is whole and belongs to the snapshot, so that more may be appended. */
  readonly isWhole: boolean;
  /** Why what follows some line is lost; a last line torn by a kill is no damage. */
  readonly damage?: string;
}

/** Brings an index up to date with its log, as far as that can be read. */
export function replayLog(file: string, index: TreeIndex, generation: number): Replayed {
  const begun = new Set<string>();
  const { lines, isWhole } = readOwnLines(file);
  let number = 0;
  try {
    for (const line of lines) {
      number++;
      const said: unknown = JSON.parse(line ?? '');
      if (number > 1) replay(said, index, begun);
      else if (!isHeader(said, generation)) return { begun, isWhole: false };
    }
    return { begun, isWhole: isWhole && lines.length > 0 };
  } catch (cause) {
    if (!(cause instanceof TypeError || cause instanceof SyntaxError)) throw cause;
    return { begun, isWhole: false, damage: `line ${number}: ${errorText(cause)}` };
  }
}

function isHeader(said: unknown, generation: number): boolean {
  return typeof said === 'object' && said !== null && 'generation' in said && said.generation === generation;
}

/** Does to the index what a line says. */
function replay(said: unknown, index: TreeIndex, begun: Set<string>): void {
  if (typeof said !== 'object' || said === null) throw new TypeError('it says nothing');
  if ('put' in said && 'in' in said) {
    const entry = put(index, String(said.in), rowFrom(said.put), 'new' in said);
    if (entry) begun.delete(index.pathOf(entry));
  } else if ('drop' in said) {
    const entry = entryAt(index, String(said.drop));
    if (entry) index.detach(entry);
  } else if ('begin' in said) begun.add(String(said.begin));
  else if ('root' in said) {
    const row = rowFrom(said.root);
    index.refresh(
      index.root,
      factsOf((column) => row[column]),
    );
  } else throw new TypeError('it says nothing that is known');
}

function rowFrom(value: unknown): EntryRow {
  if (typeof value !== 'object' || value === null) throw new TypeError('it holds no entry');
  return value;
}

function put(index: TreeIndex, place: string, row: EntryRow, isNew: boolean): Entry | undefined {
  const parent = entryAt(index, place);
  if (parent?.kind !== 'folder') return undefined;
  const entry = entryOf((column) => row[column], parent);
  const known = parent.children.get(entry.name);
  if (!isNew && known?.kind === 'folder' && entry.kind === 'folder') index.refresh(known, entry.facts);
  else index.attach(entry);
  return entry;
}

/** The place of an entry; the root's is empty. */
function placeOf(entry: Entry): string {
  if (!entry.parent) return '';
  const folder = placeOf(entry.parent);
  return folder === '' ? entry.name : `${folder}/${entry.name}`;
}

function entryAt(index: TreeIndex, place: string): Entry | undefined {
  let current: Entry | undefined = index.root;
  for (const name of place === '' ? [] : place.split('/')) {
    const folder: FolderEntry | undefined = current?.kind === 'folder' ? current : undefined;
    current = folder?.children.get(name);
  }
  return current;
}
