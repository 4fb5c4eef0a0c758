/**
 * The chunks of a PNG, as far as given bytes go.
 *
 * @module
 */

/** One chunk. */
export interface PngChunk {
  /** Its four letters, such as `IHDR`. */
  readonly type: string;
  /** Cut off where the bytes end. */
  readonly data: Buffer;
}

/** Walks the chunks; bytes that are no PNG, or end early, yield fewer. */
export function* pngChunks(bytes: Buffer): Generator<PngChunk> {
  if (bytes.toString('latin1', 1, 4) !== 'PNG') return;
  for (let at = 8; at + 8 <= bytes.length; ) {
    const length = bytes.readUInt32BE(at);
    const type = bytes.toString('latin1', at + 4, at + 8);
    yield { type, data: bytes.subarray(at + 8, at + 8 + length) };
    at += 12 + length; // length, type and checksum around the data
  }
}
