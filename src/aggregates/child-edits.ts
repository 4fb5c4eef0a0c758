/**
 * Keeping the order of children in their parent's document: placeholders where the parent's type keeps an
 * order, sorted places where it does not (facts on FileVault 3.6).
 *
 * @module
 */
import type { NodeEdit, NodePath } from '../format/node-document.ts';
import type { NodeData } from '../jcr/node.ts';
import { compareSiblings } from './child-order.ts';
import type { ChildChange } from './tree-edit.ts';

const PLACEHOLDER: NodeData = { properties: new Map(), children: new Map(), placeholder: true };

/** A node as its document has it. */
export interface OrderingParent {
  /** Its path in the document. */
  readonly node: NodePath;
  readonly data: NodeData;
  /** Whether its type keeps an order; `undefined` where that is not known. */
  readonly isOrderable: boolean | undefined;
  /** Names of all its children in their present order, those with files of their own among them. */
  readonly names: readonly string[];
}

/**
 * Edits that add a child.
 * @param data of a child that is written inline; `undefined` for one with files of its own
 * @throws RangeError when there is no sibling `before`
 */
export function addingEdits(
  parent: OrderingParent,
  child: string,
  data: NodeData | undefined,
  before: string | undefined,
): NodeEdit[] {
  const { node } = parent;
  if (before !== undefined && !parent.names.includes(before))
    throw new RangeError(`there is no node ${before}`);
  if (parent.isOrderable === false) {
    const next = data && sortedPlace(parent, child);
    return data
      ? [{ edit: 'addChild', node, child, data, ...(next === undefined ? {} : { before: next }) }]
      : [];
  }
  // What nobody listed so far has no place a new child could stand in relation to.
  const isListed = unlisted(parent).length === 0 && keepsOrder(parent);
  if (!data && before === undefined && !isListed) return [];
  const listing = before === undefined ? [] : listingEdits(parent);
  const place = before === undefined ? {} : { before };
  return [
    ...listing,
    ...withoutStale(parent, child),
    { edit: 'addChild', node, child, data: data ?? PLACEHOLDER, ...place },
  ];
}

/**
 * Edits that move a child before a sibling or to the end.
 * @throws RangeError where the parent keeps no order, or there is no such sibling
 */
export function orderingEdits(parent: OrderingParent, child: string, before: string | undefined): NodeEdit[] {
  if (parent.isOrderable === false) throw new RangeError('the type of the parent keeps no order');
  if (before !== undefined && !parent.names.includes(before))
    throw new RangeError(`there is no node ${before}`);
  const place = before === undefined ? {} : { before };
  return [...listingEdits(parent), { edit: 'orderChild', node: parent.node, child, ...place }];
}

/** Edits that put a child, which just got its name, where a parent without an order has it. */
export function resortingEdits(parent: OrderingParent, child: string): NodeEdit[] {
  if (parent.isOrderable !== false || !parent.data.children.has(child)) return [];
  const before = sortedPlace(parent, child);
  return [{ edit: 'orderChild', node: parent.node, child, ...(before === undefined ? {} : { before }) }];
}

/**
 * Edits after children with files of their own came and went. Who leaves takes the placeholder along, who
 * comes gets one at the end, where others have one, and who is renamed keeps its place.
 */
export function relistingEdits(
  { node, data, isOrderable }: OrderingParent,
  changes: readonly ChildChange[],
): NodeEdit[] {
  const named = new Set(data.children.keys());
  const placeholders = new Set(
    [...data.children].flatMap(([name, child]) => (child.placeholder ? [name] : [])),
  );
  const listsOthers = isOrderable !== false && placeholders.size > 0;
  const edits: NodeEdit[] = [];
  for (const { left, came } of changes) {
    const leaves = left !== undefined && placeholders.has(left);
    if (came !== undefined && listsOthers && !named.has(came)) {
      const before = leaves ? { before: left } : {};
      edits.push({ edit: 'addChild', node, child: came, data: PLACEHOLDER, ...before });
      named.add(came);
      placeholders.add(came);
    }
    if (!leaves) continue;
    edits.push({ edit: 'removeChild', node, child: left });
    named.delete(left);
    placeholders.delete(left);
  }
  return edits;
}

/** A placeholder that is there already would keep its place. */
function withoutStale({ node, data }: OrderingParent, child: string): NodeEdit[] {
  return data.children.has(child) ? [{ edit: 'removeChild', node, child }] : [];
}

/** Whether the parent's document tells an order, by its type or by showing one. */
function keepsOrder({ isOrderable, data }: OrderingParent): boolean {
  return isOrderable ?? [...data.children.values()].some(({ placeholder }) => placeholder);
}

function unlisted({ names, data }: OrderingParent): string[] {
  return names.filter((name) => !data.children.has(name));
}

/** Gives every child with files of its own a placeholder, in the present order. */
function listingEdits(parent: OrderingParent): NodeEdit[] {
  const { node } = parent;
  return unlisted(parent).map((child) => ({ edit: 'addChild', node, child, data: PLACEHOLDER }));
}

/** The listed sibling a child of a parent without an order goes before. */
function sortedPlace({ data }: OrderingParent, child: string): string | undefined {
  return [...data.children.keys()].find((name) => name !== child && compareSiblings(name, child) > 0);
}
