/**
 * Reading oakling's own files, some of which are large and read once.
 *
 * @module
 */
import { isUtf8 } from 'node:buffer';
import { readFileSync } from 'node:fs';
import { isAbsence } from './errors.ts';

const LINE_END = 10;

/**
 * The text of a file, in memory that is given back with it; `undefined` when there is no file.
 * @throws TypeError when it is not UTF-8; the I/O error when it cannot be read
 */
export function readOwnText(file: string): string | undefined {
  const bytes = readOwn(file);
  // Decoding would put other characters in place of damaged ones, and names would silently be others.
  if (bytes && !isUtf8(bytes)) throw new TypeError('it is not UTF-8 text');
  return bytes?.toString('utf8');
}

/** A line file. */
export interface OwnLines {
  /** The lines that were ended; `undefined` in place of one that is not UTF-8. */
  readonly lines: readonly (string | undefined)[];
  /** Whether nothing follows the last end of line: a kill may leave the beginning of a line there. */
  readonly isWhole: boolean;
}

/**
 * The lines of a file; none when there is no file.
 * @throws the I/O error when it cannot be read
 */
export function readOwnLines(file: string): OwnLines {
  const bytes = readOwn(file) ?? Buffer.alloc(0);
  const end = bytes.lastIndexOf(LINE_END) + 1;
  return { lines: linesOf(bytes.subarray(0, end)), isWhole: end === bytes.length };
}

function linesOf(bytes: Buffer): (string | undefined)[] {
  if (isUtf8(bytes)) return bytes.toString('utf8').split('\n').slice(0, -1);
  const lines: (string | undefined)[] = [];
  for (let start = 0; start < bytes.length; ) {
    const end = bytes.indexOf(LINE_END, start);
    const line = bytes.subarray(start, end);
    lines.push(isUtf8(line) ? line.toString('utf8') : undefined);
    start = end + 1;
  }
  return lines;
}

function readOwn(file: string): Buffer | undefined {
  try {
    return readFileSync(file);
  } catch (cause) {
    if (isAbsence(cause)) return undefined;
    throw cause;
  }
}
