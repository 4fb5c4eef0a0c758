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
import type { Property } from '../jcr/property.ts';
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
  const known = interests.get(query) ?? interestsOf(query);
  interests.set(query, known);
  return new Scan(bytes, bytes.toString('latin1', 0, length), query, known).run();
}

/** What a query wants to know of a property; asked once per name, for files have few names between them. */
interface Interest {
  readonly name: string;
  readonly isDeclaration: boolean;
  readonly isVolatile: boolean;
  readonly isWanted: boolean;
  /** The nodes at which it is wanted, as paths of names. */
  readonly places: readonly string[];
}

/** What a query wants to know, found out as files are read. */
interface Interests {
  /** By the hash of a property's name. */
  readonly properties: Map<number, Interest>;
  /** Names of the nodes in which properties are wanted. */
  readonly nodes: ReadonlySet<string>;
}

const interests = new WeakMap<SummaryQuery, Interests>();

function interestsOf({ located = [] }: SummaryQuery): Interests {
  return { properties: new Map(), nodes: new Set(located.map((path) => path.split('/').at(-2) ?? '')) };
}

class Scan {
  readonly #bytes: Buffer;
  readonly #text: string;
  readonly #query: SummaryQuery;
  readonly #interests: Interests;
  readonly #captured: Record<string, string> = {};
  readonly #located: Record<string, Property> = {};
  readonly #open: string[] = [];
  readonly #pathHashes: number[] = [0x811c9dc5];
  /** The element whose attributes are read. */
  #element = '';
  /** Its path, once somebody asked for it. */
  #place: string | undefined;
  /** Paths of elements that may be asked for. */
  readonly #seen = new Set<string>();
  #at = 0;
  #content = 0;
  #state = 0;
  #primaryType: string | undefined;
  #uuid: string | undefined;

  constructor(bytes: Buffer, text: string, query: SummaryQuery, known: Interests) {
    this.#bytes = bytes;
    this.#text = text;
    this.#query = query;
    this.#interests = known;
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
      located: this.#located,
      contentDigest: this.#content,
      volatileDigest: this.#state,
    };
  }

  #startTag(): boolean {
    const bytes = this.#bytes;
    const nameStart = ++this.#at;
    const path = this.#name(this.#pathHashes.at(-1) ?? 0);
    if (path === undefined) return false;
    const element = this.#text.slice(nameStart, this.#at);
    this.#element = element;
    this.#place = undefined;
    // Which of two siblings of one name is which, the parser knows.
    if (this.#interests.nodes.has(element) && !this.#isFirst()) return false;
    this.#content = add(this.#content, path >>> 0);
    const names: number[] = [];
    for (;;) {
      let at = this.#at;
      while (isSpace(bytes[at] ?? 0)) at++;
      const byte = bytes[at];
      if (byte === GT) {
        this.#at = at + 1;
        this.#open.push(element);
        this.#pathHashes.push(path);
        return true;
      }
      if (byte === SLASH) {
        this.#at = at + 2;
        return bytes[at + 1] === GT;
      }
      if (at === this.#at) return false;
      this.#at = at;
      if (!this.#attribute(path, names)) return false;
    }
  }

  #attribute(path: number, names: number[]): boolean {
    const bytes = this.#bytes;
    const nameStart = this.#at;
    const nameHash = this.#name(0);
    if (nameHash === undefined) return false;
    const nameEnd = this.#at;
    const quote = bytes[nameEnd + 1] ?? 0;
    if (bytes[nameEnd] !== EQUALS || (quote !== QUOTE && quote !== APOSTROPHE)) return false;
    const valueStart = nameEnd + 2;
    // The hash stands for the name: a collision only sends the file to the parser.
    if (names.includes(nameHash)) return false;
    names.push(nameHash);
    const digest = this.#digestValue(valueStart, quote, Math.imul(nameHash ^ path, LOW_PRIME));
    if (digest === undefined) return false;
    const end = this.#at - 1;
    const interest = this.#interestIn(nameHash, nameStart, nameEnd);
    const { name, isDeclaration, isVolatile, isWanted, places } = interest;
    if (isDeclaration) return true;
    if (isVolatile) this.#state = add(this.#state, digest);
    else this.#content = add(this.#content, digest);
    if (isWanted) this.#note(name, valueStart, end);
    if (places.length > 0) this.#noteLocated(interest, valueStart, end);
    return true;
  }

  /** Hashes a raw value and steps over it; `undefined` where it may not be well-formed. */
  #digestValue(start: number, quote: number, seed: number): number | undefined {
    const bytes = this.#bytes;
    const length = this.#text.length;
    let low = seed;
    let high = Math.imul(seed, HIGH_PRIME);
    for (let at = start; at < length; ) {
      const byte = bytes[at] ?? 0;
      const second = bytes[at + 1] ?? 0;
      const third = bytes[at + 2] ?? 0;
      const fourth = bytes[at + 3] ?? 0;
      if (isPlain(byte) && isPlain(second) && isPlain(third) && isPlain(fourth)) {
        // Four bytes in one step: nearly everything is read here.
        low = Math.imul(low ^ (byte | (second << 8) | (third << 16) | (fourth << 24)), LOW_PRIME);
        at += 4;
      } else if (byte === quote) {
        this.#at = at + 1;
        return (high & 0x1fffff) * 0x1_0000_0000 + (low >>> 0);
      } else {
        if (!isPlain(byte) && !isHarmless(this.#text, at, byte)) return undefined;
        low = Math.imul(low ^ byte, LOW_PRIME);
        at++;
      }
      high = (high + low) | 0;
    }
    return undefined;
  }

  #interestIn(hash: number, start: number, end: number): Interest {
    const known = this.#interests.properties.get(hash);
    if (known && known.name.length === end - start && this.#text.startsWith(known.name, start)) return known;
    const name = this.#bytes.toString('latin1', start, end);
    const { capture, located = [], volatile } = this.#query;
    const interest = {
      name,
      isDeclaration: name.startsWith('xmlns:'),
      isVolatile: volatile(name),
      isWanted: capture.includes(name) || name === 'jcr:primaryType' || name === 'jcr:uuid',
      places: located.flatMap((path) => placeOf(path, name) ?? []),
    };
    this.#interests.properties.set(hash, interest);
    return interest;
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

  #placeNow(): string {
    this.#place ??= [...this.#open, this.#element].slice(1).join('/');
    return this.#place;
  }

  /** Whether no element stood at this place before. */
  #isFirst(): boolean {
    const place = this.#placeNow();
    if (this.#seen.has(place)) return false;
    this.#seen.add(place);
    return true;
  }

  /** Keeps a property that stands where it was asked for. */
  #noteLocated({ name, places }: Interest, start: number, end: number): void {
    const place = this.#placeNow();
    if (!places.includes(place)) return;
    const path = place === '' ? name : `${place}/${name}`;
    const read = this.#read(name, start, end);
    this.#located[path] = isUnreadable(read) ? read.property : read;
  }

  #value(name: string, start: number, end: number): string | undefined {
    const read = this.#read(name, start, end);
    return isUnreadable(read) ? undefined : read.values[0];
  }

  #read(name: string, start: number, end: number) {
    return parseProperty(name, unescapeAttribute(this.#bytes.toString('utf8', start, end)));
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
    return at > start && at < this.#text.length ? hash : undefined;
  }
}

/** The node in which a property is wanted, if a path is of that property. */
function placeOf(path: string, name: string): string | undefined {
  if (path === name) return '';
  return path.endsWith(`/${name}`) ? path.slice(0, -name.length - 1) : undefined;
}

function isSpace(unit: number): boolean {
  return unit === SPACE || unit === LF || unit === CR || unit === TAB;
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

function isHarmless(text: string, at: number, unit: number): boolean {
  if (unit === AMPERSAND) return isReference(text, at);
  return unit === QUOTE || unit === APOSTROPHE || unit === TAB || unit === LF || unit === CR;
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
