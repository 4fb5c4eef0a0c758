/**
 * Whether bytes are compressed already, so that trying again costs time and gains nothing.
 *
 * @module
 */

/** How files of compressed formats begin: JPEG, PNG, GIF, zip and its kin, gzip, bzip2, xz, WOFF 1 and 2, Zstandard. */
const BEGINNINGS = [
  'ffd8ff',
  '89504e470d0a1a0a',
  '47494638',
  '504b0304',
  '1f8b',
  '425a68',
  'fd377a585a00',
  '774f4646',
  '774f4632',
  '28b52ffd',
].map((hex) => Buffer.from(hex, 'hex'));

/** Formats with a length before their name: MP4, MOV, HEIC, AVIF in `ftyp`, WebP in `RIFF`. */
const NAMED = [
  { at: 4, name: Buffer.from('ftyp') },
  { at: 8, name: Buffer.from('WEBP') },
];

/** Tells from the first bytes of a file. */
export function isPacked(head: Buffer): boolean {
  const standsAt = (bytes: Buffer, at: number) => head.subarray(at, at + bytes.length).equals(bytes);
  return BEGINNINGS.some((bytes) => standsAt(bytes, 0)) || NAMED.some(({ at, name }) => standsAt(name, at));
}
