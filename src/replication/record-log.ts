/**
 * A list of records that outlives the process: lines of JSON, appended as things happen, folded into what
 * still counts when most of them are history. A kill tears at most the last line, and that one is dropped;
 * a line that cannot be read is passed over and told.
 *
 * @module
 */
import { dirname } from 'node:path';
import { appendLines } from '../disk/append.ts';
import { isAbsence } from '../disk/errors.ts';
import { makeFolder } from '../disk/folders.ts';
import { readOwnLines } from '../disk/own-text.ts';
import { writeOwnFile } from '../disk/write.ts';

/** A log shorter than this, in lines, is never folded for its length. */
const SHORT = 2_000;

/** What is read and written: any object that JSON can say. */
export type LogRecord = Readonly<Record<string, unknown>>;

/** What was read of a log. */
export interface ReadLog {
  readonly records: readonly LogRecord[];
  /** How many lines could not be read; one torn by a kill does not count. */
  readonly damaged: number;
}

/** A log of records. */
export class RecordLog {
  readonly #file: string;
  readonly #header: string;
  readonly #living: () => Iterable<LogRecord>;
  #length = 0;
  #lengthFolded = 0;
  /** Whether the file is known to be whole and ours, so that it may be appended to. */
  #isFit = false;

  /**
   * @param kind what the log is; a file that says it is something else counts as none
   * @param living what a log begun anew must hold
   */
  constructor(file: string, kind: string, living: () => Iterable<LogRecord>) {
    this.#file = file;
    this.#header = JSON.stringify({ log: kind, version: 1 });
    this.#living = living;
  }

  /**
   * What the log holds, oldest first.
   * @throws the I/O error when the file cannot be read
   */
  read(): ReadLog {
    const { lines, isWhole } = readOwnLines(this.#file);
    const [header, ...rest] = lines;
    if (header !== this.#header) return { records: [], damaged: header === undefined ? 0 : lines.length };
    this.#isFit = isWhole;
    this.#length = rest.length;
    const records = rest.map(recordIn).filter((record) => record !== undefined);
    return { records, damaged: rest.length - records.length };
  }

  /**
   * Appends records. What is living must count them in already, for the log may be begun anew instead.
   * @throws the I/O error; what was appended is not remembered then
   */
  append(records: readonly LogRecord[]): void {
    const isLong = this.#length > SHORT && this.#length > 4 * this.#lengthFolded;
    if (!this.#isFit || isLong) return this.#fold();
    try {
      appendLines(
        this.#file,
        records.map((record) => JSON.stringify(record)),
      );
      this.#length += records.length;
    } catch (cause) {
      // The line that was cut off must not be continued.
      this.#isFit = false;
      if (!isAbsence(cause)) throw cause;
      // Somebody removed the state, which is allowed at any time.
      this.#fold();
    }
  }

  /** Forgets history, if there is any. */
  tidy(): void {
    if (this.#length > 0) this.#fold();
  }

  /** Begins the log anew with what is living. */
  #fold(): void {
    const lines = [this.#header, ...Array.from(this.#living(), (record) => JSON.stringify(record))];
    makeFolder(dirname(this.#file));
    this.#isFit = false;
    writeOwnFile(this.#file, `${lines.join('\n')}\n`);
    this.#isFit = true;
    this.#length = lines.length - 1;
    this.#lengthFolded = this.#length;
  }
}

function recordIn(line: string | undefined): LogRecord | undefined {
  try {
    const value: unknown = JSON.parse(line ?? '');
    return typeof value === 'object' && value !== null ? { ...value } : undefined;
  } catch {
    return undefined;
  }
}
