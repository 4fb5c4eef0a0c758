/**
 * A JCR node as plain data, independent of any file format.
 *
 * @module
 */
import { firstValue, type Property } from './property.ts';

/** Property values of a node by qualified name, such as `jcr:title`. */
export type Properties = ReadonlyMap<string, Property>;

/**
 * A node: properties and children, both in document order.
 * Same-name siblings beyond the first carry their index in the key, `item[2]`.
 */
export interface NodeData {
  readonly properties: Properties;
  readonly children: ReadonlyMap<string, NodeData>;
  /**
   * True for an element without attributes: it creates no node and only states an order among
   * siblings (FileVault, facts/filevault-format 3.6).
   */
  readonly placeholder?: boolean;
}

/** Makes a node of records; `undefined` values are left out. */
export function node(
  properties: Readonly<Record<string, Property | undefined>>,
  children: Readonly<Record<string, NodeData | undefined>> = {},
): NodeData {
  const present = <T>(record: Readonly<Record<string, T | undefined>>) =>
    new Map(Object.entries(record).filter((entry): entry is [string, T] => entry[1] !== undefined));
  return { properties: present(properties), children: present(children) };
}

/** The descendant at a path of child names (`['jcr:content', 'metadata']`), placeholders included. */
export function descendant(root: NodeData, path: readonly string[]): NodeData | undefined {
  let current: NodeData | undefined = root;
  for (const step of path) current = current?.children.get(step);
  return current;
}

/** The first value of a property of a descendant. */
export function valueAt(root: NodeData, path: readonly string[], property: string): string | undefined {
  return firstValue(descendant(root, path)?.properties.get(property));
}

/** The `jcr:primaryType`, or `undefined` for a placeholder. */
export function primaryType(data: NodeData): string | undefined {
  return firstValue(data.properties.get('jcr:primaryType'));
}
