/**
 * A zip opened for reading: its directory is judged before anything else, and each entry's bytes are held
 * against what the directory says of them.
 *
 * @module
 */
import { basename } from 'node:path';
import { Transform, Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { crc32, createInflateRaw, inflateRawSync } from 'node:zlib';
import { fromRandomAccessReaderPromise, RandomAccessReader, type ZipFile } from 'yauzl';
import { errorText } from '../../disk/errors.ts';
import { FileWindow } from '../../disk/file-window.ts';
import { writeNewStream } from '../../disk/streams.ts';
import { writeUnseen } from '../../disk/write.ts';
import { type Problem, problem } from '../../problems/problem.ts';
import { DEFAULT_LIMITS, tooManyEntries, unsafeEntries, type ZipLimits } from './unsafe-entries.ts';
import { type ZipEntry, zipEntry } from './zip-entry.ts';

/** An entry whose bytes are not what the zip says they are. */
export class DamagedEntryError extends Error {
  readonly problem: Problem;

  constructor(path: string, reason: string, options?: ErrorOptions) {
    super(`${path}: ${reason}`, options);
    this.name = 'DamagedEntryError';
    const hint = 'Fetch or build the package again; nothing was installed.';
    this.problem = problem('package.damaged', { path, message: `The entry is damaged: ${reason}.`, hint });
  }
}

/** Entries up to this many bytes are unpacked in memory, larger ones as a stream. */
const IN_MEMORY = 4 * 1024 * 1024;

const PIECE = 256 * 1024;

/** See the module. */
export class ZipArchive {
  readonly file: string;
  readonly entries: readonly ZipEntry[];
  readonly #window: FileWindow;
  readonly #zip: ZipFile;

  private constructor(file: string, window: FileWindow, zip: ZipFile, entries: readonly ZipEntry[]) {
    this.file = file;
    this.#window = window;
    this.#zip = zip;
    this.entries = entries;
  }

  /**
   * Opens a zip; what is wrong with it comes back instead of it.
   * @throws the I/O error when the file cannot be read
   */
  static async open(
    file: string,
    limits: ZipLimits = DEFAULT_LIMITS,
  ): Promise<{ readonly archive: ZipArchive } | { readonly problems: readonly Problem[] }> {
    const window = new FileWindow(file);
    const named = (found: Problem) => (found.path === '' ? { ...found, path: basename(file) } : found);
    let entries: ZipEntry[] = [];
    let zip: ZipFile;
    try {
      const options = { autoClose: false, decodeStrings: false, validateEntrySizes: false };
      zip = await fromRandomAccessReaderPromise(new WindowReader(window), window.size, options);
      const problems = tooManyEntries(zip.entryCount, limits);
      if (problems.length > 0) {
        window.close();
        return { problems: problems.map(named) };
      }
      entries = await entriesOf(zip);
    } catch (cause) {
      window.close();
      const message = `The file is not a zip that can be read: ${errorText(cause)}`;
      const hint = 'Fetch or build the package again.';
      return { problems: [problem('package.unreadable', { path: basename(file), message, hint })] };
    }
    const problems = unsafeEntries(entries, window.size, limits);
    if (problems.length === 0) return { archive: new ZipArchive(file, window, zip, entries) };
    window.close();
    return { problems: problems.map(named) };
  }

  /**
   * The bytes of an entry.
   * @throws DamagedEntryError when they are not what the directory says
   */
  read(entry: ZipEntry): Buffer {
    const start = this.#dataStart(entry);
    const packed = Buffer.allocUnsafe(entry.compressedSize);
    this.#window.readInto(packed, start);
    const bytes = entry.raw.compressionMethod === 0 ? packed : inflated(entry, packed);
    verify(entry, bytes.length, crc32(bytes));
    return bytes;
  }

  /**
   * Unpacks an entry into a file that is not there yet.
   * @throws DamagedEntryError as {@link ZipArchive.read} does; the file may be there then
   */
  async extract(entry: ZipEntry, file: string): Promise<void> {
    if (entry.size <= IN_MEMORY && entry.compressedSize <= IN_MEMORY) {
      writeUnseen(file, this.read(entry));
      return;
    }
    await this.#stream(entry, writeNewStream(file));
  }

  /**
   * Reads an entry to its end and keeps nothing.
   * @throws DamagedEntryError when the bytes are not what the directory says
   */
  async check(entry: ZipEntry): Promise<void> {
    if (entry.size <= IN_MEMORY && entry.compressedSize <= IN_MEMORY) this.read(entry);
    else await this.#stream(entry, new Writable({ write: (_piece, _encoding, done) => done() }));
  }

  async #stream(entry: ZipEntry, target: Writable): Promise<void> {
    const pieces = this.#pieces(this.#dataStart(entry), entry.compressedSize);
    const check = new Check(entry);
    try {
      if (entry.raw.compressionMethod === 0) await pipeline(pieces, check, target);
      else await pipeline(pieces, createInflateRaw(), check, target);
    } catch (cause) {
      if (isZlibError(cause)) throw new DamagedEntryError(entry.name, errorText(cause), { cause });
      throw cause;
    }
  }

  /** Closes the file. */
  close(): void {
    this.#window.close();
  }

  /** Where the bytes begin; the header beside them must be of the same entry. */
  #dataStart(entry: ZipEntry): number {
    let start = -1;
    let fault: Error | null = null;
    // The window answers at once, so yauzl does.
    this.#zip.readLocalFileHeader(entry.raw, (error, header) => {
      fault = error;
      if (error) return;
      if (header.fileName.equals(entry.raw.fileNameRaw)) start = header.fileDataStart;
      else fault = new Error('its header bears another name');
    });
    if (start < 0) throw new DamagedEntryError(entry.name, errorText(fault), { cause: fault });
    return start;
  }

  *#pieces(start: number, length: number): Generator<Buffer> {
    for (let done = 0; done < length; ) {
      const piece = Buffer.allocUnsafe(Math.min(PIECE, length - done));
      const count = this.#window.readInto(piece, start + done);
      if (count === 0) return;
      done += count;
      yield piece.subarray(0, count);
    }
  }
}

async function entriesOf(zip: ZipFile): Promise<ZipEntry[]> {
  const entries: ZipEntry[] = [];
  for await (const raw of zip.eachEntry()) entries.push(zipEntry(raw));
  return entries;
}

/** Never makes more bytes than were announced. */
function inflated(entry: ZipEntry, packed: Buffer): Buffer {
  try {
    return inflateRawSync(packed, { maxOutputLength: Math.max(1, entry.size) });
  } catch (cause) {
    throw new DamagedEntryError(entry.name, errorText(cause), { cause });
  }
}

function verify(entry: ZipEntry, size: number, sum: number): void {
  if (size !== entry.size) {
    throw new DamagedEntryError(entry.name, `it has ${size} bytes where ${entry.size} were announced`);
  }
  if (sum !== entry.crc32) throw new DamagedEntryError(entry.name, 'its checksum does not match');
}

/** Lets bytes through while they are no more than announced, and checks them at the end. */
class Check extends Transform {
  readonly #entry: ZipEntry;
  #size = 0;
  #sum = 0;

  constructor(entry: ZipEntry) {
    super();
    this.#entry = entry;
  }

  override _transform(piece: Buffer, _: string, done: (error?: Error | null, data?: Buffer) => void): void {
    this.#size += piece.length;
    this.#sum = crc32(piece, this.#sum);
    if (this.#size <= this.#entry.size) done(null, piece);
    else
      done(
        new DamagedEntryError(this.#entry.name, `it has more than the ${this.#entry.size} bytes announced`),
      );
  }

  override _flush(done: (error?: Error | null) => void): void {
    try {
      verify(this.#entry, this.#size, this.#sum);
      done();
    } catch (cause) {
      done(cause as Error);
    }
  }
}

function isZlibError(cause: unknown): boolean {
  return cause instanceof Error && 'code' in cause && String(cause.code).startsWith('Z_');
}

/** Lets yauzl read through a window. */
class WindowReader extends RandomAccessReader {
  readonly #window: FileWindow;

  constructor(window: FileWindow) {
    super();
    this.#window = window;
  }

  override read(
    buffer: Buffer,
    offset: number,
    length: number,
    position: number,
    done: (error: Error | null) => void,
  ): void {
    const count = this.#window.readInto(buffer.subarray(offset, offset + length), position);
    done(count === length ? null : new Error('it ends too early'));
  }

  /** The archive closes the window itself. */
  override close(done: (error: Error | null) => void): void {
    done(null);
  }
}
