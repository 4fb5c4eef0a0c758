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

/** Bytes handed over before the writer asks whether those before them are written. */
const BATCH = 4 * 1024 * 1024;
/** What an entry takes while it is packed, however small it is: zlib's own memory. */
const ENTRY_COST = 128 * 1024;

const MODES = { file: 0o100644, folder: 0o40755 };

/**
 * What yazl keeps of its entries. It looks for the next one to write from the first on, every time, and
 * holds the bytes of those it wrote: half a million entries would take hours, and all of the memory.
 */
interface Entries {
  readonly entries: { doFileDataPump?: unknown }[];
}

type Entry = Entries['entries'][number];

/** See the module. Entries appear in the order in which they are added. */
export class ZipWriter {
  readonly #zip = new ZipFile() as ZipFile & Entries;
  readonly #mtime: Date;
  /** Entries that are written, kept for the zip's directory. */
  readonly #written: Entry[] = [];
  #batch = 0;
  #turn: Promise<void> = Promise.resolve();
  #isEnded = false;

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
    const compress = !isPacked(bytes);
    this.#batch += bytes.length + ENTRY_COST;
    if (this.#batch < BATCH) {
      this.#zip.addBuffer(bytes, name, { ...this.#common, mode: MODES.file, compress });
      return;
    }
    const turn = this.#inTurn(name, { compress, size: bytes.length }, () => Readable.from([bytes]));
    // One batch is written while the next is packed.
    await this.#turn;
    this.#turn = turn;
  }

  /** Adds a file that is too large for memory; resolves when its turn has come. */
  async addFile(name: string, file: string, size: number, head: Buffer): Promise<void> {
    this.#turn = this.#inTurn(name, { compress: !isPacked(head), size }, () => readStream(file));
    await this.#turn;
  }

  /** No more entries follow. */
  end(): void {
    this.#isEnded = true;
    const { entries } = this.#zip;
    const pending = entries.splice(0);
    for (const all of [this.#written, pending]) for (const entry of all) entries.push(entry);
    this.#zip.end();
  }

  /** A stream is asked for when everything before it is written: that is how yazl tells. */
  #inTurn(
    name: string,
    kind: { readonly compress: boolean; readonly size: number },
    open: () => Readable,
  ): Promise<void> {
    this.#batch = 0;
    const options = { ...this.#common, ...kind, mode: MODES.file };
    let entry: Entry | undefined;
    const turn = new Promise<void>((resolve, reject) => {
      this.output.once('error', reject);
      this.#zip.addReadStreamLazy(name, options, (hand) => {
        this.output.off('error', reject);
        this.#setAside(entry);
        const stream = open();
        stream.on('error', (cause) => this.output.destroy(cause));
        hand(null, stream);
        resolve();
      });
    });
    entry = this.#zip.entries.at(-1);
    // Whoever waits for it hears of a failure; it may also come when nobody waits yet.
    turn.catch(() => undefined);
    return turn;
  }

  /** Takes the entries before one out of yazl's sight, and their bytes out of memory. */
  #setAside(next: Entry | undefined): void {
    if (this.#isEnded) return;
    const { entries } = this.#zip;
    const count = next ? entries.indexOf(next) : 0;
    for (const entry of entries.splice(0, Math.max(0, count))) {
      delete entry.doFileDataPump;
      this.#written.push(entry);
    }
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
