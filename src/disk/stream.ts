/**
 * Reading a file as a stream.
 *
 * @module
 */
import { open } from 'node:fs/promises';
import type { Readable } from 'node:stream';

/**
 * The bytes of a file. It is open when this answers, so a file removed afterwards is read to its end.
 * @throws the I/O error when it cannot be opened
 */
export async function openStream(file: string): Promise<Readable> {
  const handle = await open(file, 'r');
  return handle.createReadStream();
}
