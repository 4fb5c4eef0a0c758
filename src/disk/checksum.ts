/**
 * CRC-32 of a file, to compare it with an entry of a zip without unpacking that.
 *
 * @module
 */
import { closeSync, openSync, readSync } from 'node:fs';
import { crc32 } from 'node:zlib';

const piece = Buffer.allocUnsafe(1024 * 1024);

/**
 * The checksum of a file's bytes.
 * @throws the I/O error when the file cannot be read
 */
export function crc32Of(file: string): number {
  const descriptor = openSync(file, 'r');
  try {
    let sum = 0;
    for (let count = readSync(descriptor, piece); count > 0; count = readSync(descriptor, piece)) {
      sum = crc32(piece.subarray(0, count), sum);
    }
    return sum;
  } finally {
    closeSync(descriptor);
  }
}
