/**
 * A file seen as a binary: what an upload is before anything is known about it.
 *
 * @module
 */
import { readHead } from '../disk/read.ts';
import { readRange } from '../disk/read-range.ts';
import { type Binary, HEAD_LENGTH } from './extractor.ts';
import { detectMimeType } from './mime-type.ts';

/**
 * Opens a file as the binary of an asset.
 * @param file absolute path of the bytes
 * @param name the asset's name, which need not be the file's
 * @param size bytes, from the stats the caller has already
 * @throws the I/O error when the file cannot be read.
 */
export async function openBinary(file: string, name: string, size: number): Promise<Binary> {
  // Not in the background: what was just put there is still in memory, and handing over costs more than it.
  const head = readHead(file, Math.min(size, HEAD_LENGTH));
  const read = (position: number, length: number) => readRange(file, position, length);
  return { file, name, size, head, read, mimeType: await detectMimeType(head, name) };
}
