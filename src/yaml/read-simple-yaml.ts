/**
 * A quick reader for YAML in the form oakling prints: block mappings with plain keys, one-line values,
 * sequences of such, comments on lines of their own. Anything else, and everything doubtful, is left to
 * the parser: what this reader accepts, both read alike, offsets included (`read-simple-yaml.test.ts`).
 *
 * @module
 */
import type { NodeData } from '../jcr/node.ts';
import type { Property, PropertyType } from '../jcr/property.ts';
import { type Entry, entryEnd, type NodeSource, type Span, type ValueSource } from './node-source.ts';
import {
  isLexical,
  isNameProperty,
  readTagged,
  resolvePlain,
  type TypedValue,
  typeOfTag,
} from './value-types.ts';

/** Reads a text of simple form; `undefined` for any other. */
export function readSimpleYaml(text: string): NodeSource | undefined {
  if (NOT_SIMPLE.test(text)) return undefined;
  const reader = new LineReader(text);
  let start = text.startsWith('\ufeff') ? 1 : 0;
  while (start < text.length) {
    const feed = text.indexOf('\n', start);
    const end = feed === -1 ? text.length : feed;
    if (!reader.readLine(start, end)) return undefined;
    start = end + 1;
  }
  return reader.finish();
}

/** Controls other than line ends, and carriage returns that end no line. */
const NOT_SIMPLE = /[^\P{Cc}\n\r]|\r(?!\n)/u;

const CR = 13;
const SPACE = 32;
const EXCLAMATION = 33;
const QUOTE = 34;
const HASH = 35;
const DASH = 45;
const COLON = 58;

/** What plain keys are made of here, by character code: word characters and `.:@[]-`. */
const IN_KEY = Array.from({ length: 128 }, (_, code) => /[\w.:@[\]-]/.test(String.fromCharCode(code)));
/** What plain keys begin with here. */
const STARTS_KEY = Array.from({ length: 128 }, (_, code) => /\w/.test(String.fromCharCode(code)));
/** What plain values begin with here: no indicator, but numbers below zero. */
const STARTS_VALUE = /^(?:[^\s\-?:,[\]{}#&*!|>'"%@`]|-[.\d])/;

const TAG = /^![A-Za-z]+(?= |$)/;
const DOUBLE_QUOTED = /^"(?:[^"\\]|\\.)*"$/;
const SINGLE_QUOTED = /^'(?:[^']|'')*'$/;

/** Deeper nodes are not simple; the parser has a limit of its own. */
const DEEPEST = 50;

/** A node whose entries are being read. */
interface OpenNode {
  readonly column: number;
  readonly properties: Map<string, Property>;
  readonly children: Map<string, NodeData>;
  readonly entries: Entry[];
  /** Its own key; the root has none. */
  readonly key: Key | undefined;
}

interface Key {
  readonly name: string;
  readonly keyStart: number;
  readonly keyEnd: number;
}

/** A key without a value on its line: the next line tells whether a sequence or a child node begins. */
interface OpenKey extends Key {
  readonly tag: PropertyType | undefined;
  readonly tagStart: number;
  readonly values: TypedValue[];
  readonly spans: Span[];
  readonly column: number;
}

const openNode = (column: number, key?: Key): OpenNode => {
  return { column, properties: new Map(), children: new Map(), entries: [], key };
};

class LineReader {
  readonly #text: string;
  readonly #ancestors: OpenNode[] = [];
  #node = openNode(0);
  #key: OpenKey | undefined;

  constructor(text: string) {
    this.#text = text;
  }

  /** Reads the line between two offsets; false when it is not simple. */
  readLine(start: number, lineEnd: number): boolean {
    const text = this.#text;
    let end = lineEnd;
    if (end > start && text.charCodeAt(end - 1) === CR) end--;
    while (end > start && text.charCodeAt(end - 1) === SPACE) end--;
    const at = skipSpaces(text, start, end);
    const first = text.charCodeAt(at);
    if (at === end || first === HASH) return true;
    if (first === DASH)
      return text.charCodeAt(at + 1) === SPACE && at + 1 < end && this.#readItem(start, at, end);
    const keyEnd = endOfKey(text, at, end);
    if (keyEnd === -1) return false;
    const name = first === QUOTE ? text.slice(at + 1, keyEnd - 1) : text.slice(at, keyEnd);
    return this.#readKey(at - start, { name, keyStart: at, keyEnd }, end);
  }

  /** The root node, once every line was read. */
  finish(): NodeSource | undefined {
    if (!this.#closeKey()) return undefined;
    while (this.#closeNode());
    const { properties, children, entries } = this.#node;
    const [first, last] = [entries[0], entries.at(-1)];
    const data = { properties, children };
    if (!first || !last)
      return { data, style: 'absent', entries, start: this.#text.length, end: this.#text.length };
    return { data, style: 'block', entries, start: first.keyStart, end: entryEnd(last) };
  }

  #readKey(column: number, key: Key, end: number): boolean {
    if (!this.#enter(column) || this.#node.column !== column) return false;
    const { properties, children } = this.#node;
    const { name, keyEnd } = key;
    if (properties.has(name) || children.has(name)) return false;
    const text = this.#text;
    const start = skipSpaces(text, keyEnd + 1, end);
    const tag = tagAt(text, start, end);
    if (tag === null) return false;
    const valueStart = tag ? skipSpaces(text, tag.end, end) : start;
    if (valueStart === end) {
      this.#key = {
        name,
        keyStart: key.keyStart,
        keyEnd,
        column,
        tag: tag?.type,
        tagStart: start,
        values: [],
        spans: [],
      };
      return true;
    }
    const value = text.slice(valueStart, end);
    const span = { start, end, form: 'inline' } as const;
    if (value === '{}' && !tag) {
      const data = { properties: new Map(), children: new Map() };
      children.set(name, data);
      this.#node.entries.push(childOf(key, span, { data, style: 'flow', entries: [], start, end }));
      return true;
    }
    const implied = isNameProperty(name) ? 'Name' : undefined;
    const read = value === '[]' ? undefined : readValue(value, tag?.type, implied);
    if (!read && value !== '[]') return false;
    const property: Property = read
      ? { type: read.type, multiple: false, values: [read.value] }
      : { type: tag?.type ?? implied ?? 'String', multiple: true, values: [] };
    properties.set(name, property);
    this.#node.entries.push(propertyOf(key, span, NO_ITEMS, property));
    return true;
  }

  #readItem(lineStart: number, dash: number, end: number): boolean {
    const key = this.#key;
    const column = dash - lineStart;
    if (!key || column < key.column) return false;
    const firstValue = key.values[0];
    const firstSpan = key.spans[0];
    if (firstSpan && column !== firstSpan.start - this.#text.lastIndexOf('\n', firstSpan.start) - 1)
      return false;
    const value = this.#text.slice(skipSpaces(this.#text, dash + 1, end), end);
    const read = readValue(value, key.tag, isNameProperty(key.name) ? 'Name' : undefined);
    if (!read || (firstValue && firstValue.type !== read.type)) return false;
    key.values.push(read);
    key.spans.push({ start: dash, end });
    return true;
  }

  /** Goes to the node whose keys stand at a column, opening a child node where a key just said so. */
  #enter(column: number): boolean {
    const key = this.#key;
    if (key && column > key.column && key.values.length === 0) {
      if (key.tag !== undefined || isNameProperty(key.name) || this.#ancestors.length === DEEPEST)
        return false;
      this.#ancestors.push(this.#node);
      this.#node = openNode(column, key);
      this.#key = undefined;
      return true;
    }
    if (key && !this.#closeKey()) return false;
    while (this.#node.column > column) this.#closeNode();
    return true;
  }

  /** Ends a key by its sequence, or as a placeholder. */
  #closeKey(): boolean {
    const key = this.#key;
    if (!key) return true;
    this.#key = undefined;
    const { name, tag, tagStart, values, spans, keyEnd } = key;
    const [value, first, last] = [values[0], spans[0], spans.at(-1)];
    if (value && first && last) {
      const property = { type: value.type, multiple: true, values: values.map((each) => each.value) };
      this.#node.properties.set(name, property);
      const span = { start: tag ? tagStart : first.start, end: last.end, form: 'block' } as const;
      this.#node.entries.push(propertyOf(key, span, spans, property));
      return true;
    }
    if (tag || isNameProperty(name)) return false;
    const data = { properties: new Map(), children: new Map(), placeholder: true };
    this.#node.children.set(name, data);
    const nothing = { start: keyEnd + 1, end: keyEnd + 1, form: 'none' } as const;
    const child = { data, style: 'absent', entries: [], start: nothing.start, end: nothing.end } as const;
    this.#node.entries.push(childOf(key, nothing, child));
    return true;
  }

  /** Ends a child node; false for the root. */
  #closeNode(): boolean {
    const { key, properties, children, entries } = this.#node;
    const parent = this.#ancestors.pop();
    const first = entries[0];
    const last = entries.at(-1);
    if (!key || !parent || !first || !last) return false;
    const data = { properties, children };
    const [start, end] = [first.keyStart, entryEnd(last)];
    parent.children.set(key.name, data);
    parent.entries.push(
      childOf(key, { start, end, form: 'block' }, { data, style: 'block', entries, start, end }),
    );
    this.#node = parent;
    return true;
  }
}

/** The entry of a property. Objects are written out in this file: spreading them took most of its time. */
function propertyOf(
  { name, keyStart, keyEnd }: Key,
  value: ValueSource,
  items: readonly Span[],
  property: Property,
): Entry {
  return { name, marked: false, keyStart, keyEnd, colonEnd: keyEnd + 1, value, items, property };
}

function childOf({ name, keyStart, keyEnd }: Key, value: ValueSource, child: NodeSource): Entry {
  return { name, marked: false, keyStart, keyEnd, colonEnd: keyEnd + 1, value, items: NO_ITEMS, child };
}

const NO_ITEMS: readonly Span[] = [];

/** The known tag at an offset; `undefined` where there is none, `null` for one this reader leaves alone. */
function tagAt(
  text: string,
  start: number,
  end: number,
): { type: PropertyType; end: number } | undefined | null {
  if (text.charCodeAt(start) !== EXCLAMATION || start === end) return undefined;
  const [tag = ''] = TAG.exec(text.slice(start, end)) ?? [];
  const type = typeOfTag(tag);
  return type ? { type, end: start + tag.length } : null;
}

function readValue(
  text: string,
  tag: PropertyType | undefined,
  implied: PropertyType | undefined,
): TypedValue | undefined {
  const type = tag ?? implied;
  const quoted = unquoted(text);
  if (quoted !== undefined) return valid({ type: type ?? 'String', value: quoted });
  if (!STARTS_VALUE.test(text) || text.includes(': ') || text.includes(' #') || text.endsWith(':'))
    return undefined;
  const resolved = resolvePlain(text);
  if (!resolved) return undefined;
  return valid(type ? { type, value: readTagged(type, text) } : resolved);
}

function valid(read: TypedValue): TypedValue | undefined {
  return isLexical(read) ? read : undefined;
}

/** The text in quotes, where the escapes are JSON's, which mean the same to YAML. */
function unquoted(text: string): string | undefined {
  if (text.startsWith("'"))
    return SINGLE_QUOTED.test(text) ? text.slice(1, -1).replaceAll("''", "'") : undefined;
  if (!text.startsWith('"') || !DOUBLE_QUOTED.test(text)) return undefined;
  if (!text.includes('\\')) return text.slice(1, -1);
  try {
    return String(JSON.parse(text));
  } catch {
    return undefined;
  }
}

function skipSpaces(text: string, from: number, end: number): number {
  let at = from;
  while (at < end && text.charCodeAt(at) === SPACE) at++;
  return at;
}

/** Where the simple key a line begins with ends, before its colon; -1 when there is none. */
function endOfKey(text: string, start: number, end: number): number {
  if (text.charCodeAt(start) === QUOTE) {
    const close = text.indexOf('"', start + 1);
    const isSimple = close > start + 1 && close < end && !/[\\/]/.test(text.slice(start, close));
    return isSimple && isKeyColon(text, close + 1, end) ? close + 1 : -1;
  }
  if (!STARTS_KEY[text.charCodeAt(start)]) return -1;
  for (let at = start + 1; at < end && IN_KEY[text.charCodeAt(at)]; at++) {
    if (text.charCodeAt(at) === COLON && isKeyColon(text, at, end)) return at;
  }
  return -1;
}

function isKeyColon(text: string, at: number, end: number): boolean {
  if (at >= end || text.charCodeAt(at) !== COLON) return false;
  return at + 1 === end || text.charCodeAt(at + 1) === SPACE;
}
