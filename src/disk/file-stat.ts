/**
 * What the index remembers of a file or folder on disk, to tell whether it changed.
 *
 * @module
 */
import { lstatSync, type Stats } from 'node:fs';
import { isAbsence } from './errors.ts';

/**
 * The identity and version of a file. Times are milliseconds with the fraction Node gives (a double
 * keeps about 0.2 µs, finer than the kernel's own clock for files).
 */
export interface FileStat {
  readonly ino: number;
  readonly size: number;
  readonly mtimeMs: number;
  readonly ctimeMs: number;
}

/** What stands at a path; symbolic links are not followed. */
export type FileKind = 'file' | 'folder' | 'link' | 'special';

/** Takes the remembered part of Node's stats. */
export function fileStat({ ino, size, mtimeMs, ctimeMs }: Stats): FileStat {
  return { ino, size, mtimeMs, ctimeMs };
}

/** The kind Node's stats or directory entry tell. */
export function fileKind(entry: Pick<Stats, 'isFile' | 'isDirectory' | 'isSymbolicLink'>): FileKind {
  if (entry.isFile()) return 'file';
  if (entry.isDirectory()) return 'folder';
  return entry.isSymbolicLink() ? 'link' : 'special';
}

/**
 * The stats of a path, or `undefined` when nothing stands there.
 * @throws the I/O error when the path cannot be looked at.
 */
export function statAt(path: string): Stats | undefined {
  try {
    return lstatSync(path, { throwIfNoEntry: false });
  } catch (cause) {
    if (isAbsence(cause)) return undefined;
    throw cause;
  }
}

/** The remembered stats of a regular file; `undefined` when there is none at that path. */
export function fileStatAt(path: string): FileStat | undefined {
  const stats = statAt(path);
  return stats?.isFile() ? fileStat(stats) : undefined;
}

/** Whether two stats are of the same file, unchanged. */
export function sameStat(a: FileStat | undefined, b: FileStat | undefined): boolean {
  if (a === undefined || b === undefined) return a === b;
  return a.ino === b.ino && a.size === b.size && a.mtimeMs === b.mtimeMs && a.ctimeMs === b.ctimeMs;
}

/**
 * Whether a file was written so shortly before it was looked at that a second write within the
 * clock's grain could go unnoticed (git calls this racily clean).
 */
export function isRacy({ mtimeMs, ctimeMs }: FileStat, lookedAtMs: number): boolean {
  return lookedAtMs - Math.max(mtimeMs, ctimeMs) < 20;
}
