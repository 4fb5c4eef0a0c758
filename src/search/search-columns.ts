/**
 * What search knows of every asset and folder, column by column: numbers in typed arrays, texts in one
 * buffer, and of what repeats only a number. A row costs the heap little more than a reference.
 *
 * @module
 */
import { type AssetEntry, type FolderEntry, jcrNameOfEntry } from '../repository/entry.ts';
import type { EntryFacts } from './entry-facts.ts';
import { searchableText } from './fold-text.ts';
import { Numbering } from './numbering.ts';
import { SearchableTexts } from './searchable-texts.ts';

/** What can be found. */
export type Findable = AssetEntry | FolderEntry;

/** Yes-or-no facts of a row, as bits. */
export const FLAG = {
  folder: 1,
  aemPublished: 2,
  aemModified: 4,
  synced: 8,
  dynamicMediaPublished: 16,
  notSupported: 32,
  pending: 64,
} as const;

/** Rows are numbered from 0 and never reused; see {@link SearchColumns.garbage}. */
export class SearchColumns {
  readonly texts = new SearchableTexts();
  readonly entries: (Findable | undefined)[] = [];
  readonly mimeTypes = new Numbering<string>();
  /** The folders that assets and folders are in. */
  readonly folders = new Numbering<FolderEntry>();
  flags = new Uint8Array(CAPACITY);
  mimes = new Uint32Array(CAPACITY);
  parents = new Uint32Array(CAPACITY);
  /** Bytes; NaN where it is not known, as for times. */
  sizes = new Float64Array(CAPACITY);
  /** Milliseconds since 1970. */
  modified = new Float64Array(CAPACITY);
  /** When AEM published it last, milliseconds since 1970. */
  published = new Float64Array(CAPACITY);
  #removed = 0;

  /** The share of rows that are of nothing any more. */
  get garbage(): number {
    return this.entries.length === 0 ? 0 : this.#removed / this.entries.length;
  }

  /** Bytes outside the heap. */
  get byteLength(): number {
    const arrays = [this.flags, this.mimes, this.parents, this.sizes, this.modified, this.published];
    return arrays.reduce((sum, { byteLength }) => sum + byteLength, this.texts.byteLength);
  }

  /** Adds an asset or folder; answers its row. */
  add(entry: Findable, parent: FolderEntry, facts: EntryFacts): number {
    const row = this.entries.length;
    if (row === this.flags.length) this.#grow();
    this.entries.push(entry);
    this.texts.add(searchableText([jcrNameOfEntry(entry), ...facts.texts]));
    this.flags[row] = flagsOf(entry, facts);
    this.mimes[row] = this.mimeTypes.of(facts.mimeType ?? '');
    this.parents[row] = this.folders.of(parent);
    this.sizes[row] = facts.size ?? Number.NaN;
    this.modified[row] = timeOf(facts.modified);
    this.published[row] = timeOf(facts.state.aem.at);
    return row;
  }

  /** Adds a row of other columns as it is; answers the new one. */
  addFrom(other: SearchColumns, from: number, entry: Findable, parent: FolderEntry): number {
    const row = this.entries.length;
    if (row === this.flags.length) this.#grow();
    this.entries.push(entry);
    this.texts.add(other.texts.textOf(from));
    this.flags[row] = other.flags[from] ?? 0;
    this.mimes[row] = this.mimeTypes.of(other.mimeTypes.at(other.mimes[from] ?? 0) ?? '');
    this.parents[row] = this.folders.of(parent);
    this.sizes[row] = other.sizes[from] ?? Number.NaN;
    this.modified[row] = other.modified[from] ?? Number.NaN;
    this.published[row] = other.published[from] ?? Number.NaN;
    return row;
  }

  /** Removes a row; its number stays unused. */
  remove(row: number): void {
    if (this.entries[row] === undefined) return;
    this.entries[row] = undefined;
    this.texts.blank(row);
    this.#removed++;
  }

  #grow(): void {
    const capacity = this.flags.length * 2;
    this.flags = grown(new Uint8Array(capacity), this.flags);
    this.mimes = grown(new Uint32Array(capacity), this.mimes);
    this.parents = grown(new Uint32Array(capacity), this.parents);
    this.sizes = grown(new Float64Array(capacity), this.sizes);
    this.modified = grown(new Float64Array(capacity), this.modified);
    this.published = grown(new Float64Array(capacity), this.published);
  }
}

const CAPACITY = 1024;

/** Values of `dam:scene7FileStatus` while Dynamic Media is at work (facts on AEM's vocabulary §6). */
const UNDER_WAY = new Set(['UploadStart', 'PublishQueued', 'PublishStart']);

function grown<Column extends { set(source: ArrayLike<number>): void }>(
  larger: Column,
  column: ArrayLike<number>,
): Column {
  larger.set(column);
  return larger;
}

function flagsOf(entry: Findable, { state }: EntryFacts): number {
  const { sync, aem, dynamicMedia } = state;
  return (
    (entry.kind === 'folder' ? FLAG.folder : 0) |
    (aem.published ? FLAG.aemPublished : 0) |
    (aem.modifiedSince ? FLAG.aemModified : 0) |
    (sync.synced ? FLAG.synced : 0) |
    (dynamicMedia.published ? FLAG.dynamicMediaPublished : 0) |
    (dynamicMedia.status === 'NotSupported' ? FLAG.notSupported : 0) |
    (UNDER_WAY.has(dynamicMedia.status ?? '') ? FLAG.pending : 0)
  );
}

function timeOf(time: string | undefined): number {
  return time === undefined ? Number.NaN : Date.parse(time);
}
