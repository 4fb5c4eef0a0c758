/**
 * Reading a piece of a file, for looking into large binaries without reading them whole.
 *
 * @module
 */
import { open } from 'node:fs/promises';

/**
 * The bytes from `position`, at most `length` of them; fewer at the end of the file.
 * @throws the I/O error when the file cannot be read.
 */
export async function readRange(file: string, position: number, length: number): Promise<Buffer> {
  const handle = await open(file, 'r');
  try {
    const bytes = Buffer.allocUnsafe(length);
    let count = 0;
    while (count < length) {
      const { bytesRead } = await handle.read(bytes, count, length - count, position + count);
      if (bytesRead === 0) break;
      count += bytesRead;
    }
    return bytes.subarray(0, count);
  } finally {
    await handle.close();
  }
}
