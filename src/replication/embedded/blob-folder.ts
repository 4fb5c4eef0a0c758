/**
 * Blobs as files of a folder, `ab/cdef…` by their SHA-256.
 *
 * Bytes of the tree are cloned (shared by the file system until somebody writes, where it can) or copied,
 * never hard-linked: whoever edits a picture in place would change what is published. No hard links are
 * needed among blobs either, for equal bytes are one file.
 *
 * @module
 */
import { join, sep } from 'node:path';
import type { Readable } from 'node:stream';
import { cloneFile } from '../../disk/clone.ts';
import { isAbsence } from '../../disk/errors.ts';
import { fileStatAt } from '../../disk/file-stat.ts';
import { makeFolder, remove, rename } from '../../disk/folders.ts';
import { list, readBorrowed } from '../../disk/read.ts';
import { sha256Of, sha256OfBytes } from '../../disk/sha256.ts';
import { openStream } from '../../disk/stream.ts';
import { isOwnName, temporaryName } from '../../disk/temporary-name.ts';
import { touch } from '../../disk/touch.ts';
import { StaleFileError, writeOwnFile } from '../../disk/write.ts';
import type { BlobReference } from '../../publish/targets/snapshot.ts';
import { type FileBlobs, isFading, type KeptBlob } from '../blobs.ts';

/** Above this many bytes a file is cloned rather than read whole. */
const WHOLE = 1024 * 1024;

/** A folder of blobs. */
export class BlobFolder implements FileBlobs {
  readonly #folder: string;

  /** @param folder absolute; made with the first blob */
  constructor(folder: string) {
    this.#folder = folder;
  }

  fileOf({ sha256 }: Pick<BlobReference, 'sha256'>): string {
    return `${this.#folder}${sep}${sha256.slice(0, 2)}${sep}${sha256.slice(2)}`;
  }

  async take(file: string): Promise<BlobReference> {
    const stat = fileStatAt(file);
    if (!stat) throw new StaleFileError(file);
    const sha256 = this.#digestInName(file);
    if (sha256) return { sha256, size: stat.size };
    return stat.size > WHOLE ? this.#takeLarge(file) : this.#takeSmall(file);
  }

  open(blob: BlobReference): Promise<Readable> {
    return openStream(this.fileOf(blob));
  }

  async *list(): AsyncGenerator<KeptBlob> {
    for (const { name: shard } of list(this.#folder) ?? []) {
      for (const { name } of list(join(this.#folder, shard)) ?? []) {
        const sha256 = shard + name;
        const stat = isOwnName(name) ? undefined : fileStatAt(this.fileOf({ sha256 }));
        if (stat) yield { sha256, size: stat.size, since: stat.mtimeMs };
      }
    }
  }

  async remove(sha256: string): Promise<void> {
    remove(this.fileOf({ sha256 }));
  }

  /** The digest of a file that is a blob of ours. */
  #digestInName(file: string): string | undefined {
    if (!file.startsWith(this.#folder + sep)) return undefined;
    const sha256 = file.slice(this.#folder.length + 1).replace(sep, '');
    return /^[0-9a-f]{64}$/.test(sha256) ? sha256 : undefined;
  }

  #takeSmall(file: string): BlobReference {
    const read = readBorrowed(file, 'refuse');
    if (read?.length !== read?.stat.size || !read) throw new StaleFileError(file);
    const bytes = read.bytes.subarray(0, read.length);
    const blob: BlobReference = { sha256: sha256OfBytes(bytes), size: read.length };
    if (!this.#hasAlready(blob)) this.#intoShard(blob, (target) => writeOwnFile(target, bytes));
    return blob;
  }

  async #takeLarge(file: string): Promise<BlobReference> {
    const temporary = join(this.#folder, temporaryName());
    makeFolder(this.#folder);
    try {
      const { size } = await cloneFile(file, temporary);
      // Of the copy, which nobody writes: the digest is that of the very bytes that are kept.
      const blob: BlobReference = { sha256: await sha256Of(temporary), size };
      if (!this.#hasAlready(blob)) this.#intoShard(blob, (target) => rename(temporary, target));
      return blob;
    } finally {
      remove(temporary);
    }
  }

  /** Of another size are bytes that a power cut took. */
  #hasAlready(blob: BlobReference): boolean {
    const file = this.fileOf(blob);
    const stat = fileStatAt(file);
    if (stat?.size !== blob.size) return false;
    if (isFading(stat.mtimeMs, Date.now())) touch(file);
    return true;
  }

  #intoShard(blob: BlobReference, put: (file: string) => void): void {
    const file = this.fileOf(blob);
    try {
      put(file);
    } catch (cause) {
      if (!isAbsence(cause)) throw cause;
      makeFolder(join(this.#folder, blob.sha256.slice(0, 2)));
      put(file);
    }
  }
}
