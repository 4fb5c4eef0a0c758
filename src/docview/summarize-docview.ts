/**
 * The fast path of the index: the few facts it keeps of a DocView file, in one pass over its bytes and
 * without building anything. Where it is not certain that the file is well-formed it answers nothing,
 * and the caller asks the parser.
 *
 * It reads the bytes as Latin-1, so that offsets in the string are offsets in the buffer; what it answers
 * is cut out of the buffer, so that no string keeps the whole file alive.
 *
 * @module
 */
import { isUtf8 } from 'node:buffer';
import type { NodeSummary, SummaryQuery } from '../format/node-document.ts';
import { add } from '../format/summarize-node.ts';
import { unescapeAttribute } from './attribute-text.ts';
import { isUnreadable, parseProperty } from './property-text.ts';

const TAB = 9;
const LF = 10;
const CR = 13;
const SPACE = 32;
const QUOTE = 34;
const AMPERSAND = 38;
const APOSTROPHE = 39;
const SLASH = 47;
const LT = 60;
const EQUALS = 61;
const GT = 62;

const LOW_PRIME = 0x01000193;
const HIGH_PRIME = 0x85ebca6b;

const REFERENCE = /&(?:lt|gt|amp|quot|apos|#(?:9|1[03]|[3-9]\d|1\d\d)|#x(?:[9aAdD]|[2-7][0-9a-fA-F]));/y;

/**
 * Summarizes the first `length` bytes of a buffer.
 * @returns `undefined` where the full parser has to decide
 */
export function summarizeDocView(
  bytes: Buffer,
  length: number,
  query: SummaryQuery,
): NodeSummary | undefined {
  if (!isUtf8(bytes.subarray(0, length))) return undefined;
  return new Scan(bytes, bytes.toString('latin1', 0, length), query).run();
}

class Scan {
  readonly #bytes: Buffer;
  readonly #text: string;
  readonly #query: SummaryQuery;
  readonly #captured: Record<string, string> = {};
  readonly #open: string[] = [];
  readonly #pathHashes: number[] = [0x811c9dc5];
  #at = 0;
  #content = 0;
  #state = 0;
  #primaryType: string | undefined;
  #uuid: string | undefined;

  constructor(bytes: Buffer, text: string, query: SummaryQuery) {
    this.#bytes = bytes;
    this.#text = text;
    this.#query = query;
  }

  run(): NodeSummary | undefined {
    const text = this.#text;
    if (text.startsWith('\u00ef\u00bb\u00bf')) this.#at = 3;
    let roots = 0;
    while (this.#at < text.length) {
      const unit = text.charCodeAt(this.#at);
      if (isSpace(unit)) {
        this.#at++;
        continue;
      }
      if (unit !== LT) return undefined;
      if (text.startsWith('<?xml ', this.#at) && roots === 0) this.#at = after(text, '?>', this.#at);
      else if (text.startsWith('<!--', this.#at)) {
        const dashes = text.indexOf('--', this.#at + 4);
        if (dashes < 0 || text.charCodeAt(dashes + 2) !== GT) return undefined;
        this.#at = dashes + 3;
      } else if (text.charCodeAt(this.#at + 1) === SLASH) {
        if (!this.#endTag()) return undefined;
      } else {
        if (this.#open.length === 0 && ++roots > 1) return undefined;
        if (roots === 1 && this.#open.length === 0 && !text.startsWith('<jcr:root', this.#at))
          return undefined;
        if (!this.#startTag()) return undefined;
      }
    }
    if (roots !== 1 || this.#open.length > 0) return undefined;
    return {
      primaryType: this.#primaryType,
      uuid: this.#uuid,
      captured: this.#captured,
      contentDigest: this.#content,
      volatileDigest: this.#state,
    };
  }

  #startTag(): boolean {
    const text = this.#text;
    const nameStart = ++this.#at;
    if (!this.#name()) return false;
    const name = text.slice(nameStart, this.#at);
    const path = hashRange(text, nameStart, this.#at, this.#pathHashes.at(-1) ?? 0);
    this.#content = add(this.#content, path >>> 0);
    const names: string[] = [];
    for (;;) {
      const before = this.#at;
      while (isSpace(text.charCodeAt(this.#at))) this.#at++;
      const unit = text.charCodeAt(this.#at);
      if (unit === GT) {
        this.#at++;
        this.#open.push(name);
        this.#pathHashes.push(path);
        return true;
      }
      if (unit === SLASH) {
        if (text.charCodeAt(this.#at + 1) !== GT) return false;
        this.#at += 2;
        return true;
      }
      if (before === this.#at || !this.#attribute(path, names)) return false;
    }
  }

  #attribute(path: number, names: string[]): boolean {
    const text = this.#text;
    const nameStart = this.#at;
    if (!this.#name()) return false;
    const nameEnd = this.#at;
    const quote = text.charCodeAt(nameEnd + 1);
    if (text.charCodeAt(nameEnd) !== EQUALS || (quote !== QUOTE && quote !== APOSTROPHE)) return false;
    const valueStart = nameEnd + 2;
    let low = hashRange(text, nameStart, nameEnd, path);
    let high = Math.imul(low, HIGH_PRIME);
    let at = valueStart;
    for (; ; at++) {
      const unit = text.charCodeAt(at);
      if (unit === quote) break;
      if (unit < SPACE ? unit !== TAB && unit !== LF && unit !== CR : unit === LT || Number.isNaN(unit))
        return false;
      if (unit === AMPERSAND && !isReference(text, at)) return false;
      low = Math.imul(low ^ unit, LOW_PRIME);
      high = Math.imul(high ^ unit, HIGH_PRIME);
    }
    this.#at = at + 1;
    const name = text.slice(nameStart, nameEnd);
    if (names.includes(name)) return false;
    names.push(name);
    if (name.startsWith('xmlns:')) return true;
    const digest = (high & 0x1fffff) * 0x1_0000_0000 + (low >>> 0);
    if (this.#query.volatile(name)) this.#state = add(this.#state, digest);
    else this.#content = add(this.#content, digest);
    this.#note(name, valueStart, at);
    return true;
  }

  /** Keeps the values that were asked for. */
  #note(name: string, start: number, end: number): void {
    const isRoot = this.#open.length === 0;
    if (isRoot && name === 'jcr:primaryType') this.#primaryType = this.#value(name, start, end);
    else if (isRoot && name === 'jcr:uuid') this.#uuid = this.#value(name, start, end);
    if (!this.#query.capture.includes(name) || name in this.#captured) return;
    const value = this.#value(name, start, end);
    if (value !== undefined) this.#captured[name] = value;
  }

  #value(name: string, start: number, end: number): string | undefined {
    const read = parseProperty(name, unescapeAttribute(this.#bytes.toString('utf8', start, end)));
    return isUnreadable(read) ? undefined : read.values[0];
  }

  #endTag(): boolean {
    const text = this.#text;
    const nameStart = this.#at + 2;
    const name = this.#open.pop();
    if (name === undefined || !text.startsWith(name, nameStart)) return false;
    this.#at = nameStart + name.length;
    while (isSpace(text.charCodeAt(this.#at))) this.#at++;
    if (text.charCodeAt(this.#at++) !== GT) return false;
    this.#pathHashes.pop();
    return true;
  }

  /** Steps over a name of the characters names are usually made of. */
  #name(): boolean {
    const start = this.#at;
    while (isUsualNameCharacter(this.#text.charCodeAt(this.#at))) this.#at++;
    const first = this.#text.charCodeAt(start);
    return this.#at > start && !(first <= 57 && first >= 45);
  }
}

function isSpace(unit: number): boolean {
  return unit === SPACE || unit === LF || unit === CR || unit === TAB;
}

function isUsualNameCharacter(unit: number): boolean {
  return (
    (unit >= 97 && unit <= 122) ||
    (unit >= 65 && unit <= 90) ||
    (unit >= 48 && unit <= 58) ||
    unit === 95 ||
    unit === 45 ||
    unit === 46
  );
}

/** References that are certainly fine; others are for the parser. */
function isReference(text: string, at: number): boolean {
  REFERENCE.lastIndex = at;
  return REFERENCE.test(text);
}

function after(text: string, end: string, from: number): number {
  const at = text.indexOf(end, from);
  return at < 0 ? text.length : at + end.length;
}

/** FNV-1a. */
function hashRange(text: string, start: number, end: number, seed: number): number {
  let hash = Math.imul(seed ^ SLASH, LOW_PRIME);
  for (let i = start; i < end; i++) hash = Math.imul(hash ^ text.charCodeAt(i), LOW_PRIME);
  return hash;
}
