/**
 * A YAML value as a JCR property. What does not fit is reported and stands as an untyped string.
 *
 * @module
 */
import { isScalar, isSeq, type ParsedNode, Scalar } from 'yaml';
import type { Property, PropertyType } from '../jcr/property.ts';
import { type Problem, positionAt, problem } from '../problems/problem.ts';
import {
  isLexical,
  isNameProperty,
  KNOWN_TAGS,
  readTagged,
  resolvePlain,
  type TypedValue,
  typeOfTag,
} from './value-types.ts';

/** The text being read, and where its problems go. */
export interface Reading {
  readonly text: string;
  /** The file's name in problems. */
  readonly file: string;
  readonly problems: Problem[];
}

/** Notes a value that does not fit the node model. */
export function reportValue(reading: Reading, offset: number, message: string, hint: string): void {
  const at = positionAt(reading.text, offset);
  reading.problems.push(problem('yaml.value', { path: reading.file, at, message, hint }));
}

/** Reads a scalar or sequence as the property of that name; its key stands at `keyStart`. */
export function readProperty(
  reading: Reading,
  name: string,
  node: ParsedNode | null,
  keyStart: number,
): Property {
  const implied = isNameProperty(name) ? 'Name' : undefined;
  if (node === null) {
    reportValue(reading, keyStart, `${name} has no value.`, EMPTY_HINT);
    return { type: 'undefined', multiple: false, values: [''] };
  }
  if (!isSeq(node)) {
    const { type, value } = readItem(reading, name, node, undefined, implied);
    return { type, multiple: false, values: [value] };
  }
  const items = node.items as ParsedNode[];
  const untyped = (): Property => {
    return { type: 'undefined', multiple: true, values: items.map((item) => sourceOf(reading, item)) };
  };
  const tagged = node.tag === undefined ? undefined : typeOfTag(node.tag);
  if (node.tag !== undefined && node.tag !== UNTYPED_SEQUENCE && !tagged) {
    reportTag(reading, name, node);
    return untyped();
  }
  const typed = items.map((item) => readItem(reading, name, item, tagged, implied));
  const types = new Set(typed.map(({ type }) => type));
  const [type = tagged ?? implied ?? 'String'] = types;
  if (types.size <= 1) return { type, multiple: true, values: typed.map(({ value }) => value) };
  if (!types.has('undefined')) {
    const message = `${name} mixes ${[...types].join(' and ')}; a property has one type.`;
    reportValue(reading, node.range[0], message, 'Give all its values one type, or quote them all.');
  }
  return untyped();
}

const EMPTY_HINT = 'Write "" for an empty text, or remove it.';

/** YAML's own tag of sequences, which says nothing about the items. */
const UNTYPED_SEQUENCE = 'tag:yaml.org,2002:seq';

/**
 * Reads one value.
 * @param inherited the type by the tag of the sequence around it
 * @param implied the type by the property's name
 */
function readItem(
  reading: Reading,
  name: string,
  node: ParsedNode,
  inherited: PropertyType | undefined,
  implied: PropertyType | undefined,
): TypedValue {
  const stray = (message: string, hint: string): TypedValue => {
    reportValue(reading, node.range[0], message, hint);
    return { type: 'undefined', value: sourceOf(reading, node) };
  };
  if (!isScalar(node))
    return stray(`A value of ${name} is a collection.`, 'A value is plain or quoted text.');
  const tagged = node.tag === undefined ? inherited : typeOfTag(node.tag);
  if (node.tag !== undefined && !tagged) {
    reportTag(reading, name, node);
    return { type: 'undefined', value: sourceOf(reading, node) };
  }
  const text = String(node.value);
  const isPlain = node.type === Scalar.PLAIN;
  const resolved = isPlain ? resolvePlain(text) : ({ type: 'String', value: text } as const);
  if (!tagged && !resolved) return stray(`${name} has no value.`, EMPTY_HINT);
  const type = tagged ?? implied;
  const read = type ? { type, value: isPlain ? readTagged(type, text) : text } : resolved;
  if (read && isLexical(read)) return read;
  return stray(
    `${name} is not a valid ${read?.type}: ${text}`,
    'Correct it, or quote it to make it a String.',
  );
}

function reportTag(reading: Reading, name: string, node: ParsedNode): void {
  const message = `${name} has the unknown tag ${node.tag}.`;
  reportValue(reading, node.range[0], message, `Known are ${KNOWN_TAGS.join(' ')}.`);
}

/** What a value says when its type does not count. */
function sourceOf({ text }: Reading, node: ParsedNode): string {
  return isScalar(node) ? String(node.value) : text.slice(node.range[0], node.range[1]).trimEnd();
}
