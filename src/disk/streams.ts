/**
 * Files too large to be held in memory, as streams.
 *
 * @module
 */
import { createReadStream, createWriteStream } from 'node:fs';
import type { Readable, Writable } from 'node:stream';

const PIECE = 1024 * 1024;

/** The bytes of a file. Errors are the stream's. */
export function readStream(file: string): Readable {
  return createReadStream(file, { highWaterMark: PIECE });
}

/** Writes a file that must not exist yet. Errors are the stream's. */
export function writeNewStream(file: string): Writable {
  return createWriteStream(file, { flags: 'wx', highWaterMark: PIECE });
}
