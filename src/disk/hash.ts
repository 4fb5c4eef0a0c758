/**
 * SHA-1 of a file's bytes, as AEM keeps it in `dam:sha1`.
 *
 * @module
 */
import { createHash, hash as hashOf } from 'node:crypto';
import { closeSync, createReadStream, openSync, readSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { pipeline } from 'node:stream/promises';

/** Above this many bytes a file is hashed in pieces rather than read whole. */
const WHOLE = 1024 * 1024;

/** The SHA-1 of a file in lower-case hex. `size` only chooses the way of reading. */
export async function sha1Of(file: string, size: number): Promise<string> {
  const hash = createHash('sha1');
  if (size <= WHOLE) hash.update(await readFile(file));
  else await pipeline(createReadStream(file, { highWaterMark: WHOLE }), hash);
  return hash.digest('hex');
}

/** The SHA-1 of bytes in memory, in lower-case hex. */
export function sha1OfBytes(bytes: Uint8Array): string {
  return hashOf('sha1', bytes, 'hex');
}

/** The same as {@link sha1Of}, blocking; for the rare comparison in the middle of pairing moves. */
export function sha1OfSync(file: string): string {
  const hash = createHash('sha1');
  const piece = Buffer.allocUnsafe(WHOLE);
  const descriptor = openSync(file, 'r');
  try {
    for (let count = readSync(descriptor, piece); count > 0; count = readSync(descriptor, piece)) {
      hash.update(piece.subarray(0, count));
    }
    return hash.digest('hex');
  } finally {
    closeSync(descriptor);
  }
}
