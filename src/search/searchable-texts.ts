/**
 * The texts of all rows one after the other in one buffer: the heap holds nothing of them, and looking for
 * a word is one pass over memory.
 *
 * @module
 */

/** Texts by row; rows are numbered from 0 in the order in which they are added. */
export class SearchableTexts {
  #bytes = Buffer.alloc(64 * 1024);
  #length = 0;
  #starts = new Uint32Array(1024);
  #count = 0;

  /** Bytes this takes, all of them outside the heap. */
  get byteLength(): number {
    return this.#bytes.byteLength + this.#starts.byteLength;
  }

  /** Adds the text of the next row. */
  add(text: string): void {
    const size = Buffer.byteLength(text);
    if (this.#length + size > this.#bytes.length) this.#growBytes(this.#length + size);
    if (this.#count === this.#starts.length) {
      const starts = new Uint32Array(this.#count * 2);
      starts.set(this.#starts);
      this.#starts = starts;
    }
    this.#starts[this.#count++] = this.#length;
    this.#length += this.#bytes.write(text, this.#length);
  }

  /** Blanks the text of a row, so that nothing is found in it. */
  blank(row: number): void {
    this.#bytes.fill(0, this.#startOf(row), this.#startOf(row + 1));
  }

  /** The text of a row as it was added. */
  textOf(row: number): string {
    return this.#bytes.toString('utf8', this.#startOf(row), this.#startOf(row + 1));
  }

  /** The rows whose text holds a term, in order. */
  rowsWith(term: string): number[] {
    const needle = Buffer.from(term);
    const bytes = this.#bytes.subarray(0, this.#length);
    const rows: number[] = [];
    let row = 0;
    for (let at = bytes.indexOf(needle); at >= 0; at = bytes.indexOf(needle, this.#startOf(row + 1))) {
      row = this.#rowAt(at, row);
      rows.push(row);
    }
    return rows;
  }

  #startOf(row: number): number {
    return row < this.#count ? (this.#starts[row] ?? 0) : this.#length;
  }

  /** The row at an offset, at or after another one; it is usually near. */
  #rowAt(offset: number, from: number): number {
    let step = 1;
    while (this.#startOf(from + step) <= offset && from + step < this.#count) step *= 2;
    let [low, high] = [from + Math.floor(step / 2), Math.min(from + step, this.#count)];
    while (high - low > 1) {
      const middle = (low + high) >>> 1;
      if (this.#startOf(middle) <= offset) low = middle;
      else high = middle;
    }
    return low;
  }

  #growBytes(needed: number): void {
    const bytes = Buffer.alloc(Math.max(needed, this.#bytes.length * 2));
    this.#bytes.copy(bytes, 0, 0, this.#length);
    this.#bytes = bytes;
  }
}
