/**
 * Reading a file whole into memory of its own, for those who keep the bytes.
 *
 * @module
 */
import { type Links, readBorrowed } from './read.ts';

/**
 * The bytes of a file; `undefined` when nothing stands there.
 * @throws as `readBorrowed` does
 */
export function readBytes(file: string, links: Links = 'refuse'): Buffer | undefined {
  const read = readBorrowed(file, links);
  return read && Buffer.from(read.bytes.subarray(0, read.length));
}
