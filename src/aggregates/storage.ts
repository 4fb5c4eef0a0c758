/**
 * What the files of a tree lie on: the disk, a disk as it is going to be, a zip. Names are absolute, and
 * links are never followed.
 *
 * @module
 */
import type { FileKind, FileStat } from '../disk/file-stat.ts';
import type { Listed, TextFile } from '../disk/read.ts';

/** What stands at a name, and which version of it. */
export interface StoredStat extends FileStat {
  readonly kind: FileKind;
}

/** Files to be looked at. */
export interface ReadableStorage {
  /** Another one after every change; absent where others make changes, too. */
  readonly revision?: number;
  /**
   * What stands at a name; `undefined` for nothing. A folder's version changes with the names in it.
   * @throws the I/O error when it cannot be looked at
   */
  stat(path: string): StoredStat | undefined;
  /**
   * What is in a folder; `undefined` when there is none.
   * @throws the I/O error when it cannot be listed
   */
  list(folder: string): Listed[] | undefined;
  /**
   * The first bytes of a file.
   * @throws the I/O error when it cannot be read
   */
  readHead(file: string, limit: number): Buffer;
  /**
   * A file with the version that was read; `undefined` when nothing stands there.
   * @throws the I/O error when it cannot be read
   */
  readText(file: string): TextFile | undefined;
}

/** Files to be looked at and edited. What appears, appears whole. */
export interface Storage extends ReadableStorage {
  /**
   * Makes a file, and what leads to it.
   * @throws StaleFileError when something stands there already
   */
  createFile(file: string, text: string): void;
  /**
   * Gives a file new text.
   * @throws StaleFileError when it is not the expected version any more
   */
  replaceFile(file: string, text: string, expected: FileStat): void;
  /**
   * Makes a folder with text files in it, by their paths below it.
   * @throws StaleFileError when something stands there already
   */
  createFolder(folder: string, files: Iterable<readonly [path: string, text: string]>): void;
  /** Removes a file, or a folder with everything in it. */
  remove(path: string): void;
  /** Removes a folder if nothing is in it, and answers whether it is gone. */
  removeEmptyFolder(folder: string): boolean;
  /**
   * Moves a file or folder, and makes what leads to its new place.
   * @throws StaleFileError when something stands there already
   */
  move(from: string, to: string): void;
}

/** Whether a storage may be edited. */
export function isEditable(storage: ReadableStorage): storage is Storage {
  return 'replaceFile' in storage;
}

/** The stat of a regular file; `undefined` for anything else, and for nothing. */
export function statOfFile(storage: ReadableStorage, path: string): StoredStat | undefined {
  const stat = storage.stat(path);
  return stat?.kind === 'file' ? stat : undefined;
}
