/**
 * A quick reader for YAML in the form oakling prints: block mappings with plain keys, one-line values,
 * sequences of such, comments on lines of their own. Anything else, and everything doubtful, is left to
 * the parser: what this reader accepts, both read alike (`summarize-yaml.test.ts`).
 *
 * @module
 */
import type { NodeData } from '../jcr/node.ts';
import type { Property, PropertyType } from '../jcr/property.ts';
import { isNameProperty } from './read-value.ts';
import { isLexical, readTagged, resolvePlain, type TypedValue, typeOfTag } from './value-types.ts';

/** Reads a text of simple form; `undefined` for any other. */
export function readSimpleYaml(text: string): NodeData | undefined {
  if (NOT_SIMPLE.test(text)) return undefined;
  const reader = new LineReader();
  let start = text.startsWith('\ufeff') ? 1 : 0;
  while (start < text.length) {
    const feed = text.indexOf('\n', start);
    const next = feed === -1 ? text.length : feed + 1;
    if (!reader.read(text.slice(start, feed === -1 ? next : feed))) return undefined;
    start = next;
  }
  return reader.finish();
}

/** Controls other than line ends, and carriage returns that end no line. */
const NOT_SIMPLE = /[^\P{Cc}\n\r]|\r(?!\n)/u;

/** A key that needs no quotes whatever follows, with its colon and the space after it. */
const KEY = /^( *)([A-Za-z0-9_][\w:.@[\]-]*):(?: +|$)/;
const ITEM = /^( *)- +/;
const LINE_TAIL = / *\r?$/;
const IDLE = /^ *(?:#|$)/;
const TAGGED = /^(![A-Za-z]+)(?: +|$)/;
const DOUBLE_QUOTED = /^"(?:[^"\\]|\\.)*"$/;
const SINGLE_QUOTED = /^'(?:[^']|'')*'$/;
const PLAIN = /^(?:[^\s\-?:,[\]{}#&*!|>'"%@`]|-[.\d])/;
const NOT_PLAIN = /: |:$| #/;

/** Deeper nodes are not simple; the parser has a limit of its own. */
const DEEPEST = 50;

interface OpenNode {
  readonly column: number;
  readonly data: MutableNode;
}

interface MutableNode {
  readonly properties: Map<string, Property>;
  readonly children: Map<string, NodeData>;
}

const emptyNode = (): MutableNode => ({ properties: new Map(), children: new Map() });

/** A key without a value on its line: a sequence, a child node or a placeholder begins, as the next line tells. */
interface OpenKey {
  readonly name: string;
  readonly tag: PropertyType | undefined;
  dash: number | undefined;
  readonly items: TypedValue[];
}

class LineReader {
  readonly #nodes: OpenNode[] = [{ column: 0, data: emptyNode() }];
  #key: OpenKey | undefined;

  /** Reads one line; false when it is not simple. */
  read(source: string): boolean {
    const line = source.replace(LINE_TAIL, '');
    if (IDLE.test(line)) return true;
    const item = ITEM.exec(line);
    if (item) return this.#readItem(item[1]?.length ?? 0, line.slice(item[0].length));
    const key = KEY.exec(line);
    return key !== null && this.#readKey(key[1]?.length ?? 0, key[2] ?? '', line.slice(key[0].length));
  }

  /** The root node, once every line was read. */
  finish(): NodeData | undefined {
    return this.#closeKey() ? this.#nodes[0]?.data : undefined;
  }

  get #node(): OpenNode | undefined {
    return this.#nodes.at(-1);
  }

  #readKey(column: number, name: string, rest: string): boolean {
    if (!this.#enter(column)) return false;
    if (this.#node?.column !== column) return false;
    const { properties, children } = this.#node.data;
    if (properties.has(name) || children.has(name)) return false;
    if (rest === '{}') {
      children.set(name, emptyNode());
      return true;
    }
    const tagged = TAGGED.exec(rest);
    const tag = tagged ? typeOfTag(tagged[1] ?? '') : undefined;
    if (tagged && !tag) return false;
    const value = tagged ? rest.slice(tagged[0].length) : rest;
    if (value === '') {
      this.#key = { name, tag, dash: undefined, items: [] };
      return true;
    }
    const implied = isNameProperty(name) ? 'Name' : undefined;
    if (value === '[]') {
      properties.set(name, { type: tag ?? implied ?? 'String', multiple: true, values: [] });
      return true;
    }
    const read = readValue(value, tag, implied);
    if (read) properties.set(name, { type: read.type, multiple: false, values: [read.value] });
    return read !== undefined;
  }

  #readItem(column: number, value: string): boolean {
    const key = this.#key;
    const node = this.#node;
    if (!key || !node || column < node.column || column !== (key.dash ?? column)) return false;
    const read = readValue(value, key.tag, isNameProperty(key.name) ? 'Name' : undefined);
    if (!read || (key.items[0] && key.items[0].type !== read.type)) return false;
    key.dash = column;
    key.items.push(read);
    return true;
  }

  /** Goes to the node whose keys stand at a column, opening a child node where a key just said so. */
  #enter(column: number): boolean {
    const key = this.#key;
    const node = this.#node;
    const opens = key && node && column > node.column && key.items.length === 0 && key.tag === undefined;
    if (opens && !isNameProperty(key.name)) {
      const child = { column, data: emptyNode() };
      node.data.children.set(key.name, child.data);
      this.#nodes.push(child);
      this.#key = undefined;
      return this.#nodes.length <= DEEPEST;
    }
    if (!this.#closeKey()) return false;
    while ((this.#node?.column ?? 0) > column) this.#nodes.pop();
    return true;
  }

  #closeKey(): boolean {
    const key = this.#key;
    this.#key = undefined;
    if (!key) return true;
    const [first] = key.items;
    if (first) {
      const values = key.items.map(({ value }) => value);
      this.#node?.data.properties.set(key.name, { type: first.type, multiple: true, values });
      return true;
    }
    if (key.tag || isNameProperty(key.name)) return false;
    this.#node?.data.children.set(key.name, { ...emptyNode(), placeholder: true });
    return true;
  }
}

function readValue(
  text: string,
  tag: PropertyType | undefined,
  implied: PropertyType | undefined,
): TypedValue | undefined {
  const quoted = unquoted(text);
  const isPlain = quoted === undefined && PLAIN.test(text) && !NOT_PLAIN.test(text);
  if (quoted === undefined && !isPlain) return undefined;
  const type = tag ?? implied;
  if (quoted !== undefined) return valid({ type: type ?? 'String', value: quoted });
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
  if (!DOUBLE_QUOTED.test(text)) return undefined;
  if (!text.includes('\\')) return text.slice(1, -1);
  try {
    return String(JSON.parse(text));
  } catch {
    return undefined;
  }
}
