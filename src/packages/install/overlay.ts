/**
 * A folder on disk together with what is to become of it: changes are made here first, seen by whoever
 * looks through it, and carried out later, all or none.
 *
 * @module
 */
import { join } from 'node:path';
import { crc32Of } from '../../disk/checksum.ts';
import { type FileKind, fileStatAt } from '../../disk/file-stat.ts';
import { list } from '../../disk/read.ts';
import { readBytes } from '../../disk/read-bytes.ts';
import type { ZipArchive } from '../zip/zip-archive.ts';
import type { ZipEntry } from '../zip/zip-entry.ts';

/** Where a file's new bytes come from. */
export type Source = { readonly bytes: Buffer } | { readonly archive: ZipArchive; readonly entry: ZipEntry };

/** Something in a folder. A file with a source is to be written; links and special files are never touched. */
export type OverlayEntry =
  | { readonly kind: 'folder'; readonly folder: OverlayFolder; readonly source?: undefined }
  | { readonly kind: 'file' | 'link' | 'special'; readonly source?: undefined }
  /** `version` is another one for every source. */
  | { readonly kind: 'file'; readonly source: Source; readonly version: number };

/** A link, or something stranger, stands where a package would write. */
export class BlockedError extends Error {
  readonly file: string;

  constructor(file: string) {
    super(`${file} is neither a file nor a folder`);
    this.name = 'BlockedError';
    this.file = file;
  }
}

/** Numbers folders, and versions of files. */
let count = 0;
let changes = 0;

/** How often anything in any overlay was changed. */
export const overlayChanges = (): number => changes;

/** One folder, read from disk when it is first looked into. */
export class OverlayFolder {
  /** Tells folders apart that one after the other bear a name. */
  readonly id = ++count;
  /** Absolute. */
  readonly file: string;
  /** Whether the folder is on disk now. */
  readonly stands: boolean;
  #standing: ReadonlyMap<string, FileKind> | undefined;
  #entries: Map<string, OverlayEntry> | undefined;
  #version = 0;

  constructor(file: string, stands: boolean) {
    this.file = file;
    this.stands = stands;
  }

  /** What is on disk now. */
  get standing(): ReadonlyMap<string, FileKind> {
    this.#standing ??= new Map(
      this.stands ? (list(this.file) ?? []).map(({ name, kind }) => [name, kind]) : [],
    );
    return this.#standing;
  }

  /** What will be there. */
  get entries(): ReadonlyMap<string, OverlayEntry> {
    return this.#own;
  }

  /** Whether anybody looked into the folder; if not, nothing in it changes. */
  get isLoaded(): boolean {
    return this.#entries !== undefined;
  }

  /** Rises with every change of the names that will be there. */
  get version(): number {
    return this.#version;
  }

  #set(name: string, entry: OverlayEntry): void {
    const before = this.#own.get(name);
    if (before?.kind !== entry.kind) this.#version++;
    else if (before.kind === 'file' && !before.source && !entry.source) return;
    changes++;
    this.#own.set(name, entry);
  }

  get #own(): Map<string, OverlayEntry> {
    this.#entries ??= new Map([...this.standing].map(([name, kind]) => [name, this.#asItStands(name, kind)]));
    return this.#entries;
  }

  /** The folder of a name that is there. */
  folder(name: string): OverlayFolder | undefined {
    const entry = this.#own.get(name);
    return entry?.kind === 'folder' ? entry.folder : undefined;
  }

  /**
   * The folder of a name; a file in its place gives way.
   * @throws BlockedError
   */
  makeFolder(name: string): OverlayFolder {
    const found = this.folder(name);
    if (found) return found;
    this.#refuseStrange(name);
    const folder = new OverlayFolder(join(this.file, name), false);
    this.#set(name, { kind: 'folder', folder });
    return folder;
  }

  /**
   * Puts a file there; one that has these bytes already stays as it is.
   * @throws BlockedError
   */
  put(name: string, source: Source): void {
    this.#refuseStrange(name);
    const isSame = this.standing.get(name) === 'file' && hasBytes(join(this.file, name), source);
    this.#set(name, isSame ? { kind: 'file' } : { kind: 'file', source, version: ++count });
  }

  /** Takes a file or folder away; what is neither stays. */
  remove(name: string): void {
    const kind = this.#own.get(name)?.kind;
    if (kind !== 'file' && kind !== 'folder') return;
    this.#version++;
    changes++;
    this.#own.delete(name);
  }

  /** The bytes a file will have. */
  read(name: string): Buffer | undefined {
    const entry = this.#own.get(name);
    if (entry?.kind !== 'file') return undefined;
    const { source } = entry;
    if (!source) return readBytes(join(this.file, name));
    return 'bytes' in source ? source.bytes : source.archive.read(source.entry);
  }

  #asItStands(name: string, kind: FileKind): OverlayEntry {
    if (kind === 'folder') return { kind, folder: new OverlayFolder(join(this.file, name), true) };
    return { kind };
  }

  #refuseStrange(name: string): void {
    const kind = this.#own.get(name)?.kind;
    if (kind === 'link' || kind === 'special') throw new BlockedError(join(this.file, name));
  }
}

/** Sizes first: most files that differ differ there. */
function hasBytes(file: string, source: Source): boolean {
  const size = fileStatAt(file)?.size;
  if ('bytes' in source) {
    return size === source.bytes.length && (readBytes(file)?.equals(source.bytes) ?? false);
  }
  return size === source.entry.size && crc32Of(file) === source.entry.crc32;
}
