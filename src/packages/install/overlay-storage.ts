/**
 * A tree as it will be after an installation, for those who read and edit node trees.
 *
 * @module
 */
import { isUtf8 } from 'node:buffer';
import { basename, dirname, join, sep } from 'node:path';
import { diskStorage } from '../../aggregates/disk-storage.ts';
import type { Storage, StoredStat } from '../../aggregates/storage.ts';
import { type FileKind, type FileStat, sameStat } from '../../disk/file-stat.ts';
import type { Listed, TextFile } from '../../disk/read.ts';
import { StaleFileError } from '../../disk/write.ts';
import { type OverlayEntry, type OverlayFolder, overlayChanges } from './overlay.ts';

/** See the module. What is outside the overlay is read from the disk. */
export class OverlayStorage implements Storage {
  readonly #root: OverlayFolder;

  constructor(root: OverlayFolder) {
    this.#root = root;
  }

  get revision(): number {
    return overlayChanges();
  }

  /** The overlay of an absolute folder; `undefined` where no folder will stand. */
  folder(path: string): OverlayFolder | undefined {
    const steps = this.#steps(path);
    let folder: OverlayFolder | undefined = steps && this.#root;
    for (const name of steps ?? []) folder = folder?.folder(name);
    return folder;
  }

  /**
   * The overlay of an absolute folder, made with everything on the way where it is missing.
   * @throws BlockedError
   */
  makeFolder(path: string): OverlayFolder {
    let folder = this.#root;
    for (const name of this.#steps(path) ?? []) folder = folder.makeFolder(name);
    return folder;
  }

  stat(path: string): StoredStat | undefined {
    if (path === this.#root.file) return statOfFolder(this.#root);
    const entry = this.#entry(path);
    if (entry === 'outside') return diskStorage.stat(path);
    if (!entry) return undefined;
    if (entry.kind === 'folder') return statOfFolder(entry.folder);
    if (entry.kind !== 'file') return { kind: entry.kind, ...NEVER };
    return entry.source ? { kind: 'file', ...NEVER, ino: entry.version } : diskStorage.stat(path);
  }

  list(folder: string): Listed[] | undefined {
    if (!this.#steps(folder)) return diskStorage.list(folder);
    const found = this.folder(folder);
    return found && [...found.entries].map(([name, { kind }]) => ({ name, kind }));
  }

  readHead(file: string, limit: number): Buffer {
    if (!this.#isWritten(file)) return diskStorage.readHead(file, limit);
    return (this.#read(file) ?? Buffer.alloc(0)).subarray(0, limit);
  }

  readText(file: string): TextFile | undefined {
    const stat = this.stat(file);
    if (!stat || !this.#isWritten(file)) return stat && diskStorage.readText(file);
    const bytes = this.#read(file) ?? Buffer.alloc(0);
    return { text: isUtf8(bytes) ? bytes.toString('utf8') : undefined, stat };
  }

  createFile(file: string, text: string): void {
    if (this.stat(file)) throw new StaleFileError(file);
    this.makeFolder(dirname(file)).put(basename(file), { bytes: Buffer.from(text) });
  }

  replaceFile(file: string, text: string, expected: FileStat): void {
    if (!sameStat(this.stat(file), expected)) throw new StaleFileError(file);
    this.makeFolder(dirname(file)).put(basename(file), { bytes: Buffer.from(text) });
  }

  createFolder(folder: string, files: Iterable<readonly [path: string, text: string]>): void {
    if (this.stat(folder)) throw new StaleFileError(folder);
    for (const [path, text] of files) this.createFile(join(folder, path), text);
  }

  remove(path: string): void {
    this.folder(dirname(path))?.remove(basename(path));
  }

  removeEmptyFolder(folder: string): boolean {
    if ((this.folder(folder)?.entries.size ?? 0) > 0) return false;
    this.remove(folder);
    return true;
  }

  move(): never {
    throw new TypeError('an installation moves nothing');
  }

  #read(file: string): Buffer | undefined {
    return this.folder(dirname(file))?.read(basename(file));
  }

  /** Whether a file is to be written, so that the disk does not have it yet. */
  #isWritten(file: string): boolean {
    const entry = this.#entry(file);
    return entry !== 'outside' && entry?.source !== undefined;
  }

  #entry(path: string): OverlayEntry | 'outside' | undefined {
    const steps = this.#steps(path);
    if (!steps) return 'outside';
    let folder: OverlayFolder | undefined = this.#root;
    for (const name of steps.slice(0, -1)) folder = folder?.folder(name);
    return folder?.entries.get(steps.at(-1) ?? '');
  }

  /** The names that lead to a path; `undefined` for one outside. Asked too often for `node:path`. */
  #steps(path: string): readonly string[] | undefined {
    const { file } = this.#root;
    if (path === file) return [];
    if (!path.startsWith(file) || path[file.length] !== sep) return undefined;
    return path.slice(file.length + 1).split(sep);
  }
}

/** The times of what is not on the disk yet. */
const NEVER = { ino: 0, size: 0, mtimeMs: 0, ctimeMs: 0 } as const;

function statOfFolder({ id, version }: OverlayFolder): StoredStat {
  return { kind: 'folder' satisfies FileKind, ...NEVER, ino: id, size: version };
}
