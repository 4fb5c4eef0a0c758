/**
 * SHA-256 of bytes, by which published files are told from one another.
 *
 * @module
 */
import { createHash, hash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';

/** The SHA-256 of bytes in memory, in lower-case hex. */
export function sha256OfBytes(bytes: Uint8Array | string): string {
  return hash('sha256', bytes, 'hex');
}

/** The SHA-256 of a stream to its end, in lower-case hex. */
export async function sha256OfStream(stream: Readable): Promise<string> {
  const digest = createHash('sha256');
  await pipeline(stream, digest);
  return digest.digest('hex');
}

/** The SHA-256 of a file read in pieces, in lower-case hex. */
export function sha256Of(file: string): Promise<string> {
  return sha256OfStream(createReadStream(file, { highWaterMark: 1024 * 1024 }));
}
