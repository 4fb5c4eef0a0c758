/**
 * Printing nodes in FileVault's canonical form (facts on FileVault 1.2–1.5).
 *
 * @module
 */
import type { NodeData } from '../jcr/node.ts';
import { primaryType } from '../jcr/node.ts';
import { isOrderable } from '../jcr/node-types.ts';
import { compareNames, type Generation } from './attribute-order.ts';
import { escapeAttribute } from './attribute-text.ts';
import { encodeItemName } from './item-names.ts';
import { declarationOrder, prefixOf, WELL_KNOWN_NAMESPACES } from './namespaces.ts';
import { printProperty } from './property-text.ts';

/** How nested elements are laid out. */
export interface Style {
  /** White space one level adds. */
  readonly unit: string;
  readonly eol: string;
  readonly generation: Generation;
}

/** The canonical style of new files. */
export const CANONICAL: Style = { unit: '    ', eol: '\n', generation: 'new' };

/**
 * A whole file for a node.
 * @param style of another generation, or with other line ends
 */
export function printFile(root: NodeData, style: Style = CANONICAL): string {
  const { eol, generation } = style;
  const prefixes = declarationOrder(prefixesIn(root));
  if (generation === 'old') prefixes.sort((a, b) => (uriOf(a) < uriOf(b) ? -1 : 1));
  const declarations = prefixes.map((prefix) => ` xmlns:${prefix}="${uriOf(prefix)}"`);
  const element = printElement('jcr:root', root, '', style, declarations);
  return `<?xml version="1.0" encoding="UTF-8"?>${eol}${element}${eol}`;
}

/**
 * An element with its subtree, without white space before or after it.
 * @param name the XML name
 * @param indent white space of the line the element begins on
 */
export function printElement(
  name: string,
  data: NodeData,
  indent: string,
  style: Style,
  declarations: readonly string[] = [],
): string {
  const { unit, eol, generation } = style;
  const names = [...data.properties.keys()].toSorted((a, b) => compareNames(a, b, generation));
  const attributes = names.map((property) => attributeText(property, data));
  const isBroken = attributes.length + declarations.length > 1;
  const separator = isBroken ? eol + indent + unit : ' ';
  const tag = `<${name}${declarations.join('')}${attributes.map((text) => separator + text).join('')}`;
  const children = orderedChildren(data, generation);
  if (children.length === 0) return `${tag}/>`;
  const inner = children.map(([child, below]) => {
    const text = printElement(encodeItemName(child), below, indent + unit, style);
    return eol + indent + unit + text;
  });
  return `${tag}>${inner.join('')}${eol}${indent}</${name}>`;
}

/** One attribute of a node. */
function attributeText(property: string, data: NodeData): string {
  const value = data.properties.get(property);
  const text = value ? printProperty(property, value) : '';
  return `${encodeItemName(property)}="${escapeAttribute(text, '"')}"`;
}

/** Children in the order they are written: sorted where their parent's type keeps no order. */
function orderedChildren(data: NodeData, generation: Generation): [string, NodeData][] {
  const children = [...data.children];
  if (isOrderable(primaryType(data)) !== false) return children;
  return children.toSorted(([a], [b]) => compareNames(a, b, generation));
}

/** The prefixes a node needs declared, in document order: of names, and of Name and Path values. */
export function prefixesIn(data: NodeData): Set<string> {
  const found = new Set<string>();
  const note = (name: string) => {
    const prefix = prefixOf(name);
    if (prefix) found.add(prefix);
  };
  // A value's prefix may be known to the repository alone; real files leave such ones undeclared.
  const noteInValue = (name: string) => {
    if (WELL_KNOWN_NAMESPACES[prefixOf(name) ?? ''] !== undefined) note(name);
  };
  for (const [property, { type, values }] of data.properties) {
    note(property);
    if (type === 'Name') values.forEach(noteInValue);
    if (type === 'Path') for (const value of values) value.split('/').forEach(noteInValue);
  }
  for (const [child, below] of data.children) {
    note(child);
    for (const prefix of prefixesIn(below)) found.add(prefix);
  }
  return found;
}

/**
 * The namespace of a prefix.
 * @throws RangeError for a prefix that is not well known
 */
export function uriOf(prefix: string): string {
  const uri = WELL_KNOWN_NAMESPACES[prefix];
  if (uri === undefined) throw new RangeError(`the namespace of the prefix ${prefix} is not known`);
  return uri;
}
