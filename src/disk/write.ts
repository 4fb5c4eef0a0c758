/**
 * Writing into the tree: every write is whole, and none overwrites what the writer has not seen.
 *
 * @module
 */
import {
  closeSync,
  existsSync,
  fchmodSync,
  fsyncSync,
  linkSync,
  openSync,
  renameSync,
  rmSync,
  unlinkSync,
  writeSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { errorCode } from './errors.ts';
import { type FileStat, fileStat, sameStat, statAt } from './file-stat.ts';
import { temporaryName } from './temporary-name.ts';

/** The file changed between being read and being written: nothing was written, look again. */
export class StaleFileError extends Error {
  readonly file: string;
  constructor(file: string, options?: ErrorOptions) {
    super(`${file} changed while it was being edited`, options);
    this.name = 'StaleFileError';
    this.file = file;
  }
}

/**
 * Replaces a file by new bytes: temporary file in the same folder, fsync, rename. The mode is kept.
 * @param expected the stats of the version the new bytes derive from
 * @returns the stats of the new file
 * @throws StaleFileError when the file is not (any more) that version
 */
export function replaceFile(file: string, bytes: string | Buffer, expected: FileStat): FileStat {
  const temporary = join(dirname(file), temporaryName());
  try {
    const current = statAt(file);
    if (!current?.isFile()) throw new StaleFileError(file);
    write(temporary, bytes, { mode: current.mode, durable: true });
    const now = statAt(file);
    if (!now || !sameStat(fileStat(now), expected)) throw new StaleFileError(file);
    renameSync(temporary, file);
    return writtenStat(file);
  } catch (cause) {
    rmSync(temporary, { force: true });
    throw cause;
  }
}

/**
 * Creates a file that must not exist yet; it appears whole or not at all.
 * @throws StaleFileError when something stands there already
 */
export function createFile(file: string, bytes: string | Buffer): FileStat {
  const temporary = join(dirname(file), temporaryName());
  try {
    write(temporary, bytes, {});
    publishNew(temporary, file);
    return writtenStat(file);
  } finally {
    rmSync(temporary, { force: true });
  }
}

/** Replaces or creates a file of oakling's own, where nobody else writes. */
export function writeOwnFile(file: string, bytes: string | Buffer): FileStat {
  const temporary = join(dirname(file), temporaryName());
  try {
    write(temporary, bytes, {});
    renameSync(temporary, file);
    return writtenStat(file);
  } catch (cause) {
    rmSync(temporary, { force: true });
    throw cause;
  }
}

/** Writes a file into a folder that nobody can see yet, so neither rename nor fsync is needed. */
export function writeUnseen(file: string, bytes: string | Buffer): void {
  write(file, bytes, {});
}

function write(
  file: string,
  bytes: string | Buffer,
  { mode, durable }: { mode?: number; durable?: boolean },
): void {
  const content = typeof bytes === 'string' ? Buffer.from(bytes, 'utf8') : bytes;
  const descriptor = openSync(file, 'wx');
  try {
    for (let offset = 0; offset < content.length; ) offset += writeSync(descriptor, content, offset);
    if (mode !== undefined) fchmodSync(descriptor, mode & 0o7777);
    if (durable) fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}

/** A hard link fails where the name is taken, a rename would not; some file systems have no links. */
function publishNew(temporary: string, file: string): void {
  try {
    linkSync(temporary, file);
    unlinkSync(temporary);
  } catch (cause) {
    if (errorCode(cause) === 'EEXIST') throw new StaleFileError(file);
    if (existsSync(file)) throw new StaleFileError(file);
    renameSync(temporary, file);
  }
}

function writtenStat(file: string): FileStat {
  const stats = statAt(file);
  if (!stats) throw new StaleFileError(file);
  return fileStat(stats);
}
