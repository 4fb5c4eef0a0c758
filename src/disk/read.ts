/**
 * Reading files: small ones whole into one reused buffer, large ones in pieces.
 *
 * @module
 */
import { isUtf8 } from 'node:buffer';
import { closeSync, constants, fstatSync, openSync, readdirSync, readSync } from 'node:fs';
import { errorCode, isAbsence } from './errors.ts';
import { type FileKind, type FileStat, fileKind, fileStat } from './file-stat.ts';

/** The bytes of a file in a buffer that the next read overwrites: use them before reading again. */
export interface BorrowedBytes {
  /** Longer than the file; a NUL follows its bytes, so that whoever reads on sees the end. */
  readonly bytes: Buffer;
  readonly length: number;
  readonly stat: FileStat;
}

let shared = Buffer.allocUnsafe(64 * 1024);

/** What to do when a symbolic link stands in a file's place: one in a user's tree may lead out of it. */
export type Links = 'follow' | 'refuse';

/**
 * Reads a whole file together with the stats of the very bytes read.
 * @returns `undefined` when nothing stands there.
 * @throws Error when something else than a file stands there; the I/O error when it cannot be read.
 */
export function readBorrowed(path: string, links: Links = 'follow'): BorrowedBytes | undefined {
  const descriptor = openIfPresent(path, links);
  if (descriptor === undefined) return undefined;
  try {
    const stats = fstatSync(descriptor);
    if (!stats.isFile()) throw new Error('It is not a file.');
    if (stats.size >= shared.length) shared = Buffer.allocUnsafe(stats.size + 64 * 1024);
    let length = 0;
    // What is appended meanwhile belongs to the next version, which the stats will tell.
    while (length < stats.size) {
      const count = readSync(descriptor, shared, length, stats.size - length, null);
      if (count === 0) break;
      length += count;
    }
    shared[length] = 0;
    return { bytes: shared, length, stat: fileStat(stats) };
  } finally {
    closeSync(descriptor);
  }
}

/** A text file and the stats of the bytes it was read from; `text` is absent when they are not UTF-8. */
export interface TextFile {
  readonly text: string | undefined;
  readonly stat: FileStat;
}

/**
 * Reads a text file; a byte order mark stays in the text.
 * @throws as `readBorrowed` does
 */
export function readText(path: string, links: Links = 'follow'): TextFile | undefined {
  const read = readBorrowed(path, links);
  if (read === undefined) return undefined;
  const bytes = read.bytes.subarray(0, read.length);
  return { text: isUtf8(bytes) ? bytes.toString('utf8') : undefined, stat: read.stat };
}

/** The first bytes of a file, at most `limit`. */
export function readHead(path: string, limit = 64 * 1024): Buffer {
  const descriptor = openSync(path, 'r');
  try {
    const head = Buffer.allocUnsafe(limit);
    return head.subarray(0, readSync(descriptor, head, 0, limit, 0));
  } finally {
    closeSync(descriptor);
  }
}

/** One entry of a folder's listing. */
export interface Listed {
  readonly name: string;
  readonly kind: FileKind;
}

/** Lists a folder; `undefined` when there is none. */
export function list(folder: string): Listed[] | undefined {
  try {
    return readdirSync(folder, { withFileTypes: true }).map((entry) => ({
      name: entry.name,
      kind: fileKind(entry),
    }));
  } catch (cause) {
    if (isAbsence(cause)) return undefined;
    throw cause;
  }
}

/** Windows knows no such flag; there links need a privilege to make. */
const NO_LINKS = constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0);

function openIfPresent(path: string, links: Links): number | undefined {
  try {
    return openSync(path, links === 'refuse' ? NO_LINKS : constants.O_RDONLY);
  } catch (cause) {
    if (isAbsence(cause)) return undefined;
    if (errorCode(cause) === 'ELOOP')
      throw new Error('It is a symbolic link, and none is followed.', { cause });
    throw cause;
  }
}
