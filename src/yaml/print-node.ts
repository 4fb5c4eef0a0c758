/**
 * Printing properties and nodes, as lines of a block mapping or inside braces.
 *
 * @module
 */
import type { NodeData } from '../jcr/node.ts';
import type { Property } from '../jcr/property.ts';
import { childKey, propertyKey } from './key.ts';
import { literalBlock, printString, printTyped, printUnderTag, type ScalarStyle } from './print-scalar.ts';
import { isNameProperty, resolvePlain } from './value-types.ts';

/** How far lines are indented, in spaces. */
export interface Indentation {
  /** Of a child's entries against the child's key. */
  readonly nested: number;
  /** Of a sequence's dashes against its key; 0 is legal. */
  readonly sequence: number;
}

/** The indentation of files oakling writes. */
export const CANONICAL: Indentation = { nested: 2, sequence: 2 };

/** What follows a colon: the rest of its line, and the lines below with their whole indentation. */
export interface PrintedValue {
  readonly inline: string;
  readonly lines: readonly string[];
}

/** How a value should look where there is a choice. */
export interface ValueStyle {
  /** Whether a String of several lines may become a literal block. */
  readonly literal?: boolean;
  readonly quote?: ScalarStyle['quote'];
}

/** Prints a property's value for a block mapping whose keys stand at `column`. */
export function printValue(
  name: string,
  property: Property,
  column: number,
  indentation: Indentation = CANONICAL,
  { literal = true, quote }: ValueStyle = {},
): PrintedValue {
  const [value = ''] = property.values;
  if (!property.multiple) {
    const isText = property.type === 'String' || property.type === 'undefined';
    const block =
      literal && isText && !isNameProperty(name)
        ? literalBlock(value, ' '.repeat(column + indentation.nested))
        : undefined;
    const [header, ...lines] = block ?? [printSingle(name, property, { quote })];
    return { inline: header ?? '', lines };
  }
  const { tag, items } = printItems(name, property, false);
  if (items.length === 0) return { inline: `${tag}[]`, lines: [] };
  const dash = `${' '.repeat(column + indentation.sequence)}- `;
  return { inline: tag.trimEnd(), lines: items.map((item) => dash + item) };
}

/** Prints a property's value to stand between two offsets of a line. */
export function printInline(name: string, property: Property, style: ScalarStyle = {}): string {
  if (!property.multiple) return printSingle(name, property, style);
  const { tag, items } = printItems(name, property, true);
  return `${tag}[${items.join(', ')}]`;
}

/** Prints a property as lines. */
export function printProperty(
  name: string,
  property: Property,
  taken: boolean,
  column: number,
  indentation: Indentation = CANONICAL,
): string[] {
  const { inline, lines } = printValue(name, property, column, indentation);
  const key = `${' '.repeat(column)}${propertyKey(name, taken, false)}:`;
  return [inline === '' ? key : `${key} ${inline}`, ...lines];
}

/** Prints a child node as lines. */
export function printChild(
  name: string,
  data: NodeData,
  taken: boolean,
  column: number,
  indentation: Indentation = CANONICAL,
): string[] {
  const key = `${' '.repeat(column)}${childKey(name, taken, false)}:`;
  if (data.placeholder && data.children.size === 0) return [key];
  const body = printBody(data, column + indentation.nested, indentation);
  return body.length === 0 ? [`${key} {}`] : [key, ...body];
}

/** Prints the entries of a node as lines: properties, then child nodes. */
export function printBody(data: NodeData, column: number, indentation: Indentation = CANONICAL): string[] {
  const { properties, children } = data;
  return [
    ...[...properties].flatMap(([name, property]) =>
      printProperty(name, property, false, column, indentation),
    ),
    ...[...children].flatMap(([name, child]) =>
      printChild(name, child, properties.has(name), column, indentation),
    ),
  ];
}

/** Prints a property for a mapping in braces. */
export function printFlowProperty(name: string, property: Property, taken: boolean): string {
  return `${propertyKey(name, taken, true)}: ${printInline(name, property, { flow: true })}`;
}

/** Prints a child node for a mapping in braces. */
export function printFlowChild(name: string, data: NodeData, taken: boolean): string {
  const isPlaceholder = data.placeholder && data.children.size === 0;
  return `${childKey(name, taken, true)}: ${isPlaceholder ? 'null' : printFlowNode(data)}`;
}

/** Prints a node in braces. */
export function printFlowNode({ properties, children }: NodeData): string {
  const entries = [
    ...[...properties].map(([name, property]) => printFlowProperty(name, property, false)),
    ...[...children].map(([name, child]) => printFlowChild(name, child, properties.has(name))),
  ];
  return `{${entries.join(', ')}}`;
}

function printSingle(name: string, { type, values: [value = ''] }: Property, style: ScalarStyle): string {
  const says = isNameProperty(name) && type === 'Name';
  return says ? printString(value, style) : printTyped({ type, value }, style);
}

/** Items show their type by their look where all of them can; else a tag on the sequence tells it. */
function printItems(
  name: string,
  { type, values }: Property,
  flow: boolean,
): { tag: string; items: string[] } {
  const isText = type === 'String' || type === 'undefined' || (type === 'Name' && isNameProperty(name));
  if (isText) return { tag: '', items: values.map((value) => printString(value, { flow })) };
  const plain = values.map((value) => printTyped({ type, value }, { flow }));
  const tagless = plain.length > 0 && plain.every((item) => resolvePlain(item)?.type === type);
  if (tagless) return { tag: '', items: plain };
  return { tag: `!${type} `, items: values.map((value) => printUnderTag(type, value, { flow })) };
}
