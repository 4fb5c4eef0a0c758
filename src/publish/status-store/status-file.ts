/**
 * The file that holds publish state beside the tree: one line for each time a node's state changed, the
 * last one counts. It is appended to, and written anew when most of it is history.
 *
 * @module
 */
import { appendLines } from '../../disk/append.ts';
import { exists } from '../../disk/folders.ts';
import { readOwnLines } from '../../disk/own-text.ts';
import { writeOwnFile } from '../../disk/write.ts';
import type { Property, PropertyType } from '../../jcr/property.ts';
import type { KeptStatus } from './kept-status.ts';

/** What is kept under one key: state, and when its node went away, in milliseconds since 1970. */
export interface StatusEntry {
  readonly status: KeptStatus;
  readonly goneAt?: number;
}

/** A property as the file has it. */
type StoredProperty = readonly [type: PropertyType, multiple: boolean, values: readonly string[]];

interface StoredEntry {
  readonly key: string;
  /** Absent for a key that holds nothing any more. */
  readonly status?: Readonly<Record<string, Readonly<Record<string, StoredProperty>>>>;
  readonly goneAt?: number;
}

/** What reading the file gave. */
export interface StatusLines {
  readonly entries: Map<string, StatusEntry>;
  /** How many lines the file has. */
  readonly count: number;
  /** How many of them cannot be read. */
  readonly damaged: number;
}

/**
 * Reads the file; nothing where there is none.
 * @throws the I/O error when it cannot be read
 */
export function readStatusFile(file: string): StatusLines {
  const { lines, isWhole } = readOwnLines(file);
  const entries = new Map<string, StatusEntry>();
  // A kill may tear the last line: what it was about to tell had not happened yet.
  let damaged = 0;
  for (const line of lines) {
    const stored = line === undefined ? undefined : parse(line);
    if (!stored) damaged++;
    else if (stored.entry) entries.set(stored.key, stored.entry);
    else entries.delete(stored.key);
  }
  return { entries, count: lines.length + (isWhole ? 0 : 1), damaged };
}

/** Appends what is kept under keys now, in one write; `undefined` for nothing. */
export function appendStatuses(
  file: string,
  entries: readonly (readonly [key: string, entry: StatusEntry | undefined])[],
): void {
  appendLines(
    file,
    entries.map(([key, entry]) => lineOf(key, entry)),
  );
}

/** Writes the file anew when it holds more history than state, ends torn, or is not there. */
export function tidyStatusFile(file: string, { entries, count, damaged }: StatusLines): void {
  if (exists(file) && count <= 2 * entries.size + 1000 && damaged === 0 && readOwnLines(file).isWhole) return;
  const lines = [...entries].map(([key, entry]) => `${lineOf(key, entry)}\n`);
  writeOwnFile(file, lines.join(''));
}

/** What the file says of a key: one line, without its end. */
export function lineOf(key: string, entry: StatusEntry | undefined): string {
  if (!entry) return JSON.stringify({ key });
  const status = Object.fromEntries(
    [...entry.status].map(([path, properties]) => [path, Object.fromEntries([...properties].map(stored))]),
  );
  return JSON.stringify({ key, status, ...(entry.goneAt === undefined ? {} : { goneAt: entry.goneAt }) });
}

function stored([name, { type, multiple, values }]: readonly [string, Property]): [string, StoredProperty] {
  return [name, [type, multiple, values]];
}

function parse(line: string): { readonly key: string; readonly entry?: StatusEntry } | undefined {
  try {
    const { key, status, goneAt }: StoredEntry = JSON.parse(line);
    if (typeof key !== 'string') return undefined;
    if (!status) return { key };
    return { key, entry: { status: statusOf(status), ...(goneAt === undefined ? {} : { goneAt }) } };
  } catch {
    return undefined;
  }
}

function statusOf(status: NonNullable<StoredEntry['status']>): KeptStatus {
  return new Map(
    Object.entries(status).map(([path, properties]) => [
      path,
      new Map(
        Object.entries(properties).map(([name, [type, multiple, values]]) => [
          name,
          { type, multiple, values },
        ]),
      ),
    ]),
  );
}
