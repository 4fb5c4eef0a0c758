/**
 * Writes a zip whose bytes follow from its contents alone: one time for all entries, in whatever time
 * zone, and the same modes everywhere.
 *
 * @module
 */
import { Readable } from 'node:stream';
import { ZipFile } from 'yazl';
import { readStream } from '../../disk/streams.ts';
import { isPacked } from './packed-content.ts';

/** The earliest time a zip can tell; what reproducible builds use. */
export const ZIP_EPOCH = new Date('1980-01-01T00:00:00.000Z');

/** Bytes handed over and not yet written, above which the writer waits. */
const ROOM = 8 * 1024 * 1024;
/** What an entry takes while it is packed, however small it is: zlib's own memory. */
const ENTRY_COST = 128 * 1024;

const MODES = { file: 0o100644, folder: 0o40755 };

/** See the module. Entries appear in the order in which they are added. */
export class ZipWriter {
  readonly #zip = new ZipFile();
  readonly #mtime: Date;
  #pending = 0;

  constructor(at: Date = ZIP_EPOCH) {
    this.#mtime = inLocalFields(at);
    this.#zip.on('error', (cause) => this.output.destroy(cause as Error));
  }

  /** The zip's bytes. Read them while entries are added. */
  get output(): Readable {
    return this.#zip.outputStream as Readable;
  }

  /** Adds a folder; its name ends in a slash. */
  addFolder(name: string): void {
    this.#zip.addEmptyDirectory(name, { ...this.#common, mode: MODES.folder });
  }

  /** Adds a file; resolves when there is room for more. */
  async addBytes(name: string, bytes: Buffer): Promise<void> {
    const options = { ...this.#common, mode: MODES.file, compress: !isPacked(bytes) };
    this.#pending += bytes.length + ENTRY_COST;
    if (this.#pending < ROOM) {
      this.#zip.addBuffer(bytes, name, options);
      return;
    }
    await this.#inTurn(name, { ...options, size: bytes.length }, () => Readable.from([bytes]));
  }

  /** Adds a file that is too large for memory; resolves when its turn has come. */
  async addFile(name: string, file: string, size: number, head: Buffer): Promise<void> {
    const options = { ...this.#common, mode: MODES.file, compress: !isPacked(head), size };
    await this.#inTurn(name, options, () => readStream(file));
  }

  /** No more entries follow. */
  end(): void {
    this.#zip.end();
  }

  /** A stream is asked for when everything before it is written: that is how yazl tells. */
  #inTurn(name: string, options: object, open: () => Readable): Promise<void> {
    this.#pending = 0;
    return new Promise((resolve, reject) => {
      this.output.once('error', reject);
      this.#zip.addReadStreamLazy(name, options, (hand) => {
        this.output.off('error', reject);
        const stream = open();
        stream.on('error', (cause) => this.output.destroy(cause));
        hand(null, stream);
        resolve();
      });
    });
  }

  get #common() {
    return { mtime: this.#mtime, forceDosTimestamp: true };
  }
}

/** Zips tell local time without a zone; this is the date whose local fields are those of UTC. */
function inLocalFields(at: Date): Date {
  return new Date(
    at.getUTCFullYear(),
    at.getUTCMonth(),
    at.getUTCDate(),
    at.getUTCHours(),
    at.getUTCMinutes(),
    at.getUTCSeconds(),
  );
}
