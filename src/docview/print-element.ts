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
import { declarationOrder, type Namespaces, prefixOf, WELL_KNOWN_NAMESPACES } from './namespaces.ts';
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
 * @param namespaces besides the well-known ones
 * @throws RangeError when a name has a prefix nobody knows
 */
export function printFile(root: NodeData, style: Style = CANONICAL, namespaces?: Namespaces): string {
  const { eol, generation } = style;
  const uris = declarationsFor(new Map([['jcr', 'in a name'], ...prefixesIn(root)]), namespaces);
  const prefixes = declarationOrder(uris.keys());
  if (generation === 'old') prefixes.sort((a, b) => compareUris(uris.get(a), uris.get(b)));
  const declarations = prefixes.map(
    (prefix) => ` xmlns:${prefix}="${escapeAttribute(uris.get(prefix) ?? '', '"')}"`,
  );
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

function compareUris(a = '', b = ''): number {
  return a < b ? -1 : Number(a > b);
}

/** How much a prefix matters: one in a value may be known to the repository alone, as in real files. */
export type PrefixUse = 'in a name' | 'in a value';

/** The prefixes a node uses, in document order: of names, and of Name and Path values. */
export function prefixesIn(data: NodeData, found = new Map<string, PrefixUse>()): Map<string, PrefixUse> {
  const note = (name: string, use: PrefixUse) => {
    const prefix = prefixOf(name);
    if (prefix && prefix !== 'xml' && found.get(prefix) !== 'in a name') found.set(prefix, use);
  };
  for (const [property, { type, values }] of data.properties) {
    note(property, 'in a name');
    const parts = type === 'Path' ? values.flatMap((value) => value.split('/')) : values;
    if (type === 'Name' || type === 'Path') for (const part of parts) note(part, 'in a value');
  }
  for (const [child, below] of data.children) {
    note(child, 'in a name');
    prefixesIn(below, found);
  }
  return found;
}

/**
 * The namespaces of prefixes, those left out that only values use and nobody knows.
 * @throws RangeError when a name has a prefix nobody knows
 */
export function declarationsFor(
  prefixes: ReadonlyMap<string, PrefixUse>,
  namespaces: Namespaces | undefined,
): Map<string, string> {
  const declarations = new Map<string, string>();
  for (const [prefix, use] of prefixes) {
    const uri = namespaces?.(prefix) ?? WELL_KNOWN_NAMESPACES[prefix];
    if (uri !== undefined) declarations.set(prefix, uri);
    else if (use === 'in a name') throw new RangeError(`the namespace of the prefix ${prefix} is not known`);
  }
  return declarations;
}
