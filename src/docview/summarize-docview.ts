/**
 * The fast path of the index: the few facts it keeps of a DocView file, in one pass over its bytes and
 * without building anything. Where it is not certain that the file is well-formed it answers nothing,
 * and the caller asks the parser.
 *
 * It makes strings only of what it answers: first contact with a large tree is mostly this, and a string
 * of every file would cost more than reading it.
 *
 * @module
 */
import { isUtf8 } from 'node:buffer';
import type { NodeSummary, SummaryQuery } from '../format/node-document.ts';
import { add } from '../format/summarize-node.ts';
import type { Property } from '../jcr/property.ts';
import { unescapeAttribute } from './attribute-text.ts';
import { isUnreadable, parseProperty } from './property-text.ts';
import { type Interest, Interests, standsAt } from './summary-interests.ts';

const TAB = 9;
const LF = 10;
const CR = 13;
const SPACE = 32;
const EXCLAMATION = 33;
const QUOTE = 34;
const AMPERSAND = 38;
const APOSTROPHE = 39;
const SLASH = 47;
const LT = 60;
const EQUALS = 61;
const GT = 62;
const QUESTION = 63;

const LOW_PRIME = 0x01000193;
const HIGH_PRIME = 0x85ebca6b;

/** References that are certainly fine; others are for the parser. */
const REFERENCE = /^&(?:lt|gt|amp|quot|apos|#(?:9|1[03]|[3-9]\d|1\d\d)|#x(?:[9aAdD]|[2-7][0-9a-fA-F]));/;
const LONGEST_REFERENCE = 6;

const BYTE_ORDER_MARK = Buffer.from('\ufeff');
const ROOT = 'jcr:root';

/**
 * Summarizes the first `length` bytes of a buffer.
 * @param bytes what follows after `length` is never taken for the file's, if it is a NUL or nothing
 * @returns `undefined` where the full parser has to decide
 */
export function summarizeDocView(
  bytes: Buffer,
  length: number,
  query: SummaryQuery,
): NodeSummary | undefined {
  return isUtf8(bytes.subarray(0, length)) ? new Scan(bytes, length, query).run() : undefined;
}

/** An element whose end is yet to come. */
interface OpenElement {
  /** Where its name stands. */
  readonly start: number;
  readonly end: number;
  readonly pathHash: number;
}

class Scan {
  readonly #bytes: Buffer;
  readonly #length: number;
  readonly #interests: Interests;
  readonly #captured: Record<string, string> = {};
  readonly #located: Record<string, Property> = {};
  /** The elements on the way to the one that is read, and that one once its attributes are. */
  readonly #open: OpenElement[] = [];
  /** The element whose attributes are read. */
  #element: OpenElement | undefined;
  /** Its path, once somebody asked for it. */
  #place: string | undefined;
  /** Paths of elements that may be asked for. */
  #seen: Set<string> | undefined;
  /** The attribute that was read last. */
  #last: Interest;
  #at = 0;
  #content = 0;
  #state = 0;
  #primaryType: string | undefined;
  #uuid: string | undefined;

  constructor(bytes: Buffer, length: number, query: SummaryQuery) {
    this.#bytes = bytes;
    this.#length = length;
    this.#interests = Interests.of(query);
    this.#last = this.#interests.start;
  }

  run(): NodeSummary | undefined {
    const bytes = this.#bytes;
    if (BYTE_ORDER_MARK.every((byte, i) => bytes[i] === byte)) this.#at = BYTE_ORDER_MARK.length;
    let roots = 0;
    for (;;) {
      this.#skipSpace();
      if (this.#at >= this.#length) break;
      if (bytes[this.#at] !== LT) return undefined;
      const next = bytes[this.#at + 1];
      if (next === QUESTION) {
        if (roots > 0 || !this.#declaration()) return undefined;
      } else if (next === EXCLAMATION) {
        if (!this.#comment()) return undefined;
      } else if (next === SLASH) {
        if (!this.#endTag()) return undefined;
      } else {
        if (this.#open.length === 0 && ++roots > 1) return undefined;
        if (!this.#startTag()) return undefined;
      }
    }
    if (roots !== 1 || this.#open.length > 0 || this.#at !== this.#length) return undefined;
    return {
      primaryType: this.#primaryType,
      uuid: this.#uuid,
      captured: this.#captured,
      located: this.#located,
      contentDigest: this.#content,
      volatileDigest: this.#state,
    };
  }

  #skipSpace(): void {
    const bytes = this.#bytes;
    let at = this.#at;
    while (isSpace(bytes[at])) at++;
    this.#at = at;
  }

  #declaration(): boolean {
    if (this.#text(this.#at, this.#at + 6) !== '<?xml ') return false;
    const end = this.#bytes.indexOf('?>', this.#at);
    this.#at = end + 2;
    return end >= 0;
  }

  #comment(): boolean {
    if (this.#text(this.#at, this.#at + 4) !== '<!--') return false;
    const dashes = this.#bytes.indexOf('--', this.#at + 4);
    this.#at = dashes + 3;
    return dashes >= 0 && this.#bytes[dashes + 2] === GT;
  }

  #startTag(): boolean {
    const bytes = this.#bytes;
    const start = ++this.#at;
    const pathHash = this.#name(this.#open.at(-1)?.pathHash ?? 0x811c9dc5);
    if (pathHash === undefined) return false;
    const element = { start, end: this.#at, pathHash };
    if (this.#open.length === 0 && this.#text(start, this.#at) !== ROOT) return false;
    this.#element = element;
    this.#place = undefined;
    // Which of two siblings of one name is which, the parser knows.
    if (this.#mayBeAskedFor(element) && !this.#isFirst()) return false;
    this.#content = add(this.#content, pathHash >>> 0);
    const number = this.#interests.nextElement();
    for (;;) {
      const before = this.#at;
      this.#skipSpace();
      const byte = bytes[this.#at];
      if (byte === GT) {
        this.#at++;
        this.#open.push(element);
        return true;
      }
      if (byte === SLASH) {
        this.#at += 2;
        return bytes[this.#at - 1] === GT;
      }
      if (before === this.#at || !this.#attribute(pathHash, number)) return false;
    }
  }

  #attribute(path: number, element: number): boolean {
    const interest = this.#interest();
    // A second attribute of one name.
    if (interest === undefined || interest.element === element) return false;
    interest.element = element;
    const bytes = this.#bytes;
    const quote = bytes[this.#at + 1] ?? 0;
    if (bytes[this.#at] !== EQUALS || (quote !== QUOTE && quote !== APOSTROPHE)) return false;
    const start = this.#at + 2;
    const digest = this.#digestValue(start, quote, Math.imul(interest.hash ^ path, LOW_PRIME));
    if (digest === undefined) return false;
    if (interest.isDeclaration) return true;
    if (interest.isVolatile) this.#state = add(this.#state, digest);
    else this.#content = add(this.#content, digest);
    if (interest.isWanted) this.#note(interest, start, this.#at - 1);
    return true;
  }

  /** Steps over the name of an attribute, which usually is the one that followed the last one before. */
  #interest(): Interest | undefined {
    const bytes = this.#bytes;
    const start = this.#at;
    const expected = this.#last.next;
    if (
      expected &&
      standsAt(expected.bytes, bytes, start) &&
      bytes[start + expected.bytes.length] === EQUALS
    ) {
      this.#at = start + expected.bytes.length;
      this.#last = expected;
      return expected;
    }
    const hash = this.#name(0);
    if (hash === undefined) return undefined;
    const interest = this.#interests.in(hash, bytes, start, this.#at);
    this.#last.next = interest;
    this.#last = interest;
    return interest;
  }

  /** Hashes a raw value and steps over it; `undefined` where it may not be well-formed. */
  #digestValue(start: number, quote: number, seed: number): number | undefined {
    const bytes = this.#bytes;
    let low = seed;
    let high = Math.imul(seed, HIGH_PRIME);
    for (let at = start; ; ) {
      const first = bytes[at] ?? 0;
      const second = bytes[at + 1] ?? 0;
      const third = bytes[at + 2] ?? 0;
      const fourth = bytes[at + 3] ?? 0;
      if (isPlain(first) && isPlain(second) && isPlain(third) && isPlain(fourth)) {
        // Four bytes in one step: nearly everything is read here.
        low = Math.imul(low ^ (first | (second << 8) | (third << 16) | (fourth << 24)), LOW_PRIME);
        at += 4;
      } else if (first === quote) {
        this.#at = at + 1;
        return (high & 0x1fffff) * 0x1_0000_0000 + (low >>> 0);
      } else {
        if (!isPlain(first) && !this.#isHarmless(at, first)) return undefined;
        low = Math.imul(low ^ first, LOW_PRIME);
        at++;
      }
      high = (high + low) | 0;
    }
  }

  #isHarmless(at: number, byte: number): boolean {
    if (byte === AMPERSAND) return REFERENCE.test(this.#text(at, at + LONGEST_REFERENCE));
    return byte === QUOTE || byte === APOSTROPHE || byte === TAB || byte === LF || byte === CR;
  }

  /** Keeps a value where it was asked for. */
  #note({ name, isCaptured, places }: Interest, start: number, end: number): void {
    if (this.#open.length === 0) {
      if (name === 'jcr:primaryType') this.#primaryType = this.#value(name, start, end);
      else if (name === 'jcr:uuid') this.#uuid = this.#value(name, start, end);
    }
    if (isCaptured && !(name in this.#captured)) {
      const value = this.#value(name, start, end);
      if (value !== undefined) this.#captured[name] = value;
    }
    if (places.length > 0 && places.includes(this.#placeNow())) {
      const path = this.#placeNow() === '' ? name : `${this.#placeNow()}/${name}`;
      const read = this.#read(name, start, end);
      this.#located[path] = isUnreadable(read) ? read.property : read;
    }
  }

  #mayBeAskedFor({ start, end }: OpenElement): boolean {
    const { nodes } = this.#interests;
    return nodes.size > 0 && nodes.has(this.#text(start, end));
  }

  #placeNow(): string {
    if (this.#place === undefined) {
      const names = [...this.#open, ...(this.#element ? [this.#element] : [])];
      this.#place = names
        .slice(1)
        .map(({ start, end }) => this.#text(start, end))
        .join('/');
    }
    return this.#place;
  }

  /** Whether no element stood at this place before. */
  #isFirst(): boolean {
    this.#seen ??= new Set();
    const { size } = this.#seen;
    return this.#seen.add(this.#placeNow()).size > size;
  }

  #value(name: string, start: number, end: number): string | undefined {
    const read = this.#read(name, start, end);
    return isUnreadable(read) ? undefined : read.values[0];
  }

  #read(name: string, start: number, end: number) {
    return parseProperty(name, unescapeAttribute(this.#bytes.toString('utf8', start, end)));
  }

  /** Bytes that are ASCII if they are what they may be. */
  #text(start: number, end: number): string {
    return this.#bytes.toString('latin1', start, end);
  }

  #endTag(): boolean {
    const bytes = this.#bytes;
    const element = this.#open.pop();
    if (element === undefined) return false;
    let at = this.#at + 2;
    for (let i = element.start; i < element.end; i++, at++) if (bytes[i] !== bytes[at]) return false;
    this.#at = at;
    this.#skipSpace();
    return bytes[this.#at++] === GT;
  }

  /** Steps over a name of the characters names are usually made of; answers its FNV-1a hash. */
  #name(seed: number): number | undefined {
    const bytes = this.#bytes;
    const start = this.#at;
    const first = bytes[start] ?? 0;
    if (first >= 45 && first <= 57) return undefined;
    let hash = Math.imul(seed ^ SLASH, LOW_PRIME);
    let at = start;
    for (let byte = first; USUAL_IN_NAMES[byte] === 1; byte = bytes[++at] ?? 0) {
      hash = Math.imul(hash ^ byte, LOW_PRIME);
    }
    this.#at = at;
    return at > start ? hash : undefined;
  }
}

function isSpace(byte: number | undefined): boolean {
  return byte === SPACE || byte === LF || byte === CR || byte === TAB;
}

/** 1 for the bytes names are usually made of: letters, digits, `:`, `_`, `-`, `.`. */
const USUAL_IN_NAMES = Uint8Array.from({ length: 256 }, (_, byte) =>
  Number(/[A-Za-z0-9:_.-]/.test(String.fromCharCode(byte))),
);

/** 1 for bytes that mean nothing to XML inside a value. */
const PLAIN = Uint8Array.from({ length: 256 }, (_, byte) =>
  Number(byte >= SPACE && byte !== LT && byte !== AMPERSAND && byte !== QUOTE && byte !== APOSTROPHE),
);

function isPlain(byte: number): boolean {
  return PLAIN[byte] === 1;
}
