/**
 * A YAML text as a node with offsets. Scalars and sequences are properties; mappings are child nodes; a
 * key without a value is a placeholder, which only states an order among siblings.
 *
 * @module
 */
import {
  type CST,
  type Document,
  isMap,
  isScalar,
  isSeq,
  type Pair,
  type ParsedNode,
  Scalar,
  type YAMLMap,
} from 'yaml';
import type { NodeData } from '../jcr/node.ts';
import type { Property } from '../jcr/property.ts';
import type { Problem } from '../problems/problem.ts';
import { isKeyName, type Key, readKey } from './key.ts';
import { type Entry, entryEnd, type NodeSource, type ValueSource } from './node-source.ts';
import { readSimpleYaml } from './read-simple-yaml.ts';
import { type Reading, readProperty } from './read-value.ts';
import { parseSyntax, syntaxProblem } from './syntax.ts';
import { itemSpans, valueSource } from './value-source.ts';
import { isNameProperty, resolvePlain } from './value-types.ts';

/** What reading a text gives: the root node and what is odd about it, or why it cannot be read. */
export type ReadYaml =
  | { readonly source: NodeSource; readonly problems: readonly Problem[] }
  | { readonly source?: undefined; readonly problems: readonly Problem[] };

/** A file whose shape is no node's, as opposed to one with an odd value. Never leaves this module. */
class ShapeError extends Error {
  readonly offset: number;
  constructor(offset: number, message: string) {
    super(message);
    this.offset = offset;
  }
}

/** Reads a text, quickly if it is simple; `file` is its name in problems. */
export function readYaml(text: string, file: string): ReadYaml {
  const simple = readSimpleYaml(text);
  return simple ? { source: simple, problems: [] } : readAnyYaml(text, file);
}

/** Reads a text of any form by the parser. */
export function readAnyYaml(text: string, file: string): ReadYaml {
  const syntax = parseSyntax(text, file);
  if (!syntax.document) return { problems: syntax.problems };
  const reading: Reading = { text, file, problems: [] };
  try {
    return { source: readRoot(reading, syntax.document), problems: reading.problems };
  } catch (error) {
    if (!(error instanceof ShapeError)) throw error;
    return { problems: [syntaxProblem(text, file, error.offset, error.message)] };
  }
}

const NOTHING: NodeData = { properties: new Map(), children: new Map() };
const ABSENT = { style: 'absent', entries: [] } as const;

function readRoot(reading: Reading, { contents, range }: Document.Parsed): NodeSource {
  if (isMap(contents)) return readMapping(reading, contents);
  const isEmpty = contents === null || (isScalar(contents) && contents.source === '' && isNull(contents));
  if (isEmpty) return { ...ABSENT, data: NOTHING, start: range[1], end: range[1] };
  throw new ShapeError(contents.range[0], 'A node is a mapping of properties and child nodes.');
}

function readMapping(reading: Reading, map: YAMLMap.Parsed): NodeSource {
  if (map.tag !== undefined && map.tag !== 'tag:yaml.org,2002:map')
    throw new ShapeError(map.range[0], `A node has no tag, and here stands ${map.tag}.`);
  const properties = new Map<string, Property>();
  const children = new Map<string, NodeData>();
  const entries = map.items.map((pair) => {
    const entry = readEntry(reading, pair);
    const { name, property, child, keyStart } = entry;
    if (property ? properties.has(name) : children.has(name))
      throw new ShapeError(keyStart, `${name} stands here a second time.`);
    if (property) properties.set(name, property);
    if (child) children.set(name, child.data);
    return entry;
  });
  const last = entries.at(-1);
  const span = { start: map.range[0], end: map.flow || !last ? map.range[1] : entryEnd(last) };
  return { data: { properties, children }, style: map.flow ? 'flow' : 'block', ...span, entries };
}

function readEntry(reading: Reading, pair: Pair<ParsedNode, ParsedNode | null>): Entry {
  const { key, value, srcToken } = pair;
  const [keyStart, keyEnd] = key.range;
  if (srcToken?.start.some(({ type }) => type === 'explicit-key-ind' || type === 'tag'))
    throw new ShapeError(keyStart, 'A key is plain or quoted text, without a tag or question mark.');
  const { name, kind }: Key = readKey(isScalar(key) ? String(key.value) : '');
  if (!isKeyName(name)) throw new ShapeError(keyStart, `"${name}" is no name of a property or node.`);

  const separator = (type: CST.SourceToken['type']) => srcToken?.sep?.find((token) => token.type === type);
  const colon = separator('map-value-ind');
  const place = {
    name,
    marked: kind !== undefined,
    keyStart,
    keyEnd,
    colonEnd: colon ? colon.offset + 1 : keyEnd,
    items: [],
  };
  if (isMap(value)) {
    if (kind === 'property')
      throw new ShapeError(keyStart, `./${name} is a property, and a mapping is a node.`);
    const child = readMapping(reading, value);
    const form = child.style === 'flow' ? 'inline' : 'block';
    return { ...place, value: { start: child.start, end: child.end, form }, child };
  }
  const nowhere: ValueSource = { start: place.colonEnd, end: place.colonEnd, form: 'none' };
  const written = (value && valueSource(reading.text, value, separator('tag'))) ?? nowhere;
  if (isNull(value) && kind !== 'property' && !isNameProperty(name)) {
    const data = { ...NOTHING, placeholder: true };
    return { ...place, value: written, child: { ...ABSENT, data, start: written.start, end: written.end } };
  }
  if (kind === 'child') throw new ShapeError(keyStart, `${name}/ is a child node, and a node is a mapping.`);
  const items = isSeq(value) ? itemSpans(reading.text, value) : [];
  return { ...place, value: written, items, property: readProperty(reading, name, value, keyStart) };
}

/** Whether a value says nothing: no text, `~` or `null`. */
function isNull(value: ParsedNode | null): boolean {
  if (value === null) return true;
  if (!isScalar(value) || value.type !== Scalar.PLAIN) return false;
  return value.tag === undefined && resolvePlain(String(value.value)) === undefined;
}
