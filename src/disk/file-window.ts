/**
 * Reading a large file here and there: a window of it stays in memory, so that many small reads of
 * neighbouring places cost one of the system's.
 *
 * @module
 */
import { closeSync, fstatSync, openSync, readSync } from 'node:fs';

const WINDOW = 256 * 1024;

/** A file that is open until closed. */
export class FileWindow {
  /** Bytes in the file when it was opened. */
  readonly size: number;
  readonly #descriptor: number;
  readonly #window = Buffer.allocUnsafe(WINDOW);
  #start = 0;
  #length = 0;

  /** @throws the I/O error when it cannot be opened; Error when it is no file */
  constructor(file: string) {
    this.#descriptor = openSync(file, 'r');
    const stats = fstatSync(this.#descriptor);
    if (!stats.isFile()) {
      closeSync(this.#descriptor);
      throw new Error(`${file} is not a file`);
    }
    this.size = stats.size;
  }

  /** Copies bytes from `position` into `target`; answers how many there were. */
  readInto(target: Buffer, position: number): number {
    if (target.length > WINDOW / 4) return this.#fill(target, position);
    if (position < this.#start || position + target.length > this.#start + this.#length) {
      this.#start = position;
      this.#length = this.#fill(this.#window, position);
    }
    const from = position - this.#start;
    return this.#window.copy(target, 0, from, Math.min(from + target.length, this.#length));
  }

  /** Closes the file. */
  close(): void {
    closeSync(this.#descriptor);
  }

  #fill(target: Buffer, position: number): number {
    let length = 0;
    while (length < target.length) {
      const count = readSync(this.#descriptor, target, length, target.length - length, position + length);
      if (count === 0) break;
      length += count;
    }
    return length;
  }
}
