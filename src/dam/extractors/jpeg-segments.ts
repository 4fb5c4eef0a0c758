/**
 * The marker segments of a JPEG, as far as its first bytes go.
 *
 * @module
 */

/** One segment before the image data. */
export interface JpegSegment {
  /** The marker's second byte: 0xE0 is APP0, 0xC0 to 0xCF are frames, 0xFE is a comment. */
  readonly marker: number;
  /** What follows the length; cut off where the head ends. */
  readonly payload: Buffer;
}

const START_OF_SCAN = 0xda;

/** Walks the segments up to the image data; a head that is no JPEG, or ends early, yields fewer. */
export function* jpegSegments(head: Buffer): Generator<JpegSegment> {
  if (head.length < 2 || head.readUInt16BE(0) !== 0xffd8) return;
  for (let at = 2; at + 4 <= head.length; ) {
    const marker = head.readUInt8(at + 1);
    if (head.readUInt8(at) !== 0xff || marker === START_OF_SCAN) return;
    if (marker === 0xff) {
      at++; // a fill byte
      continue;
    }
    const length = head.readUInt16BE(at + 2);
    if (length < 2) return;
    yield { marker, payload: head.subarray(at + 4, at + 2 + length) };
    at += 2 + length;
  }
}
