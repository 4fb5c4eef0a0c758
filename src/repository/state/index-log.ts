/**
 * What changed in the index since its snapshot, line by line, so that a kill forgets nothing that was
 * done. A log belongs to one generation of the snapshot and is never read with another.
 *
 * @module
 */
import { relative, sep } from 'node:path';
import { appendLines } from '../../disk/append.ts';
import { readText } from '../../disk/read.ts';
import { writeOwnFile } from '../../disk/write.ts';
import { type Entry, type FolderEntry, fileOf } from '../entry.ts';
import type { TreeIndex } from '../tree-index.ts';
import { type EntryRecord, entryOf, factsOf, recordOf } from './entry-record.ts';

type LogLine =
  | { readonly generation: number }
  | { readonly put: EntryRecord; readonly in: string }
  | { readonly drop: string }
  | { readonly begin: string };

/** The log of one generation. */
export class IndexLog {
  readonly #file: string;
  readonly #pending: LogLine[] = [];
  #lines = 0;

  constructor(file: string) {
    this.#file = file;
  }

  /** How many lines were written since the snapshot. */
  get length(): number {
    return this.#lines;
  }

  /** Begins anew, for a new generation of the snapshot. */
  start(generation: number): void {
    this.#pending.length = 0;
    this.#lines = 0;
    writeOwnFile(this.#file, `${JSON.stringify({ generation })}\n`);
  }

  /** An entry as it is now. */
  put(entry: Entry): void {
    const parent = entry.parent ? placeOf(entry.parent) : '..';
    this.#pending.push({ put: recordOf(entry), in: parent });
  }

  /** An entry that is gone, with all below it. */
  drop(entry: Entry): void {
    this.#pending.push({ drop: placeOf(entry) });
  }

  /** An upload that is about to be carried out; its `put` ends it. Written at once. */
  begin(path: string): void {
    this.#pending.push({ begin: path });
    this.flush();
  }

  /** Writes what is pending. */
  flush(): void {
    if (this.#pending.length === 0) return;
    appendLines(
      this.#file,
      this.#pending.map((line) => JSON.stringify(line)),
    );
    this.#lines += this.#pending.length;
    this.#pending.length = 0;
  }
}

/** What reading a log gave. */
export interface Replayed {
  /** Paths of uploads that began and did not end. */
  readonly begun: Set<string>;
  /** Whether the log is whole and belongs to the snapshot, so that more may be appended. */
  readonly isWhole: boolean;
}

/** Brings an index up to date with its log. A line torn by a kill ends the log. */
export function replayLog(file: string, index: TreeIndex, generation: number): Replayed {
  const begun = new Set<string>();
  const text = readText(file)?.text ?? '';
  const [header, ...lines] = text.split('\n').slice(0, -1).map(parsed);
  if (!header || !('generation' in header) || header.generation !== generation)
    return { begun, isWhole: false };
  for (const line of lines) {
    if (line === undefined) return { begun, isWhole: false };
    if ('begin' in line) begun.add(line.begin);
    else if ('put' in line) begun.delete(put(index, line.in, line.put));
    else if ('drop' in line) {
      const entry = entryAt(index, line.drop);
      if (entry) index.detach(entry);
    }
  }
  return { begun, isWhole: text.endsWith('\n') };
}

/** Notes a record in the index; answers the path it is at. */
function put(index: TreeIndex, place: string, record: EntryRecord): string {
  if (place === '..') {
    if (record[0] === 'folder') index.refresh(index.root, factsOf(record));
    return index.rootPath;
  }
  const parent = entryAt(index, place);
  if (parent?.kind !== 'folder') return '';
  const known = parent.children.get(record[1]);
  if (known?.kind === 'folder' && record[0] === 'folder') {
    index.refresh(known, factsOf(record));
    return index.pathOf(known);
  }
  const entry = entryOf(record, parent);
  index.attach(entry);
  return index.pathOf(entry);
}

/** The place of an entry: names on disk from the root, joined by `/`. */
function placeOf(entry: Entry): string {
  let root: Entry = entry;
  while (root.parent) root = root.parent;
  return relative(fileOf(root), fileOf(entry)).split(sep).join('/');
}

function entryAt(index: TreeIndex, place: string): Entry | undefined {
  let current: Entry | undefined = index.root;
  for (const name of place === '' ? [] : place.split('/')) {
    current = current?.kind === 'folder' ? (current as FolderEntry).children.get(name) : undefined;
  }
  return current;
}

function parsed(text: string): LogLine | undefined {
  try {
    return JSON.parse(text) as LogLine;
  } catch {
    return undefined;
  }
}
