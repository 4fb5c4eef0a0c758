/**
 * Published bytes, each kept once and told by their SHA-256. Why not the SHA-1 that nodes carry: that one
 * is a claim of the tree, and two files of one SHA-1 can be made on purpose, so that publishing one would
 * deliver the other. Object stores check SHA-256 on their own.
 *
 * @module
 */
import type { Readable } from 'node:stream';
import type { BlobReference } from '../publish/targets/snapshot.ts';

/**
 * Bytes that nobody names are kept so long all the same, in milliseconds: between being taken and being
 * named in a manifest they belong to somebody. Taking bytes anew begins the time anew.
 */
export const GRACE = 60 * 60 * 1000;

/** Whether bytes that are taken again must be marked as wanted, since their grace may soon be over. */
export function isFading(since: number, now: number): boolean {
  return now - since > GRACE / 2;
}

/** Bytes that are kept. */
export interface KeptBlob extends BlobReference {
  /** When they were last taken, or some time after that; milliseconds since 1970. */
  readonly since: number;
}

/** Keeps bytes. */
export interface Blobs {
  /**
   * Takes in the bytes of a file.
   * @throws StaleFileError when the file changed while it was read; nothing is kept then
   */
  take(file: string): Promise<BlobReference>;
  /**
   * The bytes.
   * @throws the I/O error when they are not there
   */
  open(blob: BlobReference): Promise<Readable>;
  /** Everything that is kept, each once, in no order. */
  list(): AsyncIterable<KeptBlob>;
  /** Keeps it no longer. */
  remove(sha256: string): Promise<void>;
}

/** Blobs that are files of this machine, which never change. */
export interface FileBlobs extends Blobs {
  /** Absolute file of a blob. */
  fileOf(blob: Pick<BlobReference, 'sha256'>): string;
}
