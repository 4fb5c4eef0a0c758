/**
 * Publish state apart from its node: taken out of a node, changed by edits, laid over a node again.
 *
 * @module
 */
import type { NodeEdit, NodePath } from '../../format/node-document.ts';
import { descendant, type NodeData, node } from '../../jcr/node.ts';
import { name, type Property, sameProperty } from '../../jcr/property.ts';
import { isPublishState } from '../clear-edits.ts';

/** Publish state by the node that holds it (child names joined by `/`; `''` is the root) and property. */
export type KeptStatus = ReadonlyMap<string, ReadonlyMap<string, Property>>;

/** All publish state in a node. */
export function statusIn(root: NodeData): KeptStatus {
  const found = new Map<string, ReadonlyMap<string, Property>>();
  const visit = (data: NodeData, path: string) => {
    const own = [...data.properties].filter(([property]) => isPublishState(property));
    if (own.length > 0) found.set(path, new Map(own));
    for (const [child, below] of data.children) visit(below, path === '' ? child : `${path}/${child}`);
  };
  visit(root, '');
  return found;
}

/** A node without publish state; the very node when it has none. */
export function withoutStatus(root: NodeData): NodeData {
  const properties = [...root.properties].filter(([property]) => !isPublishState(property));
  const children = [...root.children].map(([child, data]) => [child, withoutStatus(data)] as const);
  const isSame =
    properties.length === root.properties.size &&
    children.every(([child, data]) => data === root.children.get(child));
  return isSame ? root : { ...root, properties: new Map(properties), children: new Map(children) };
}

/** A node with other publish state than its own. Nodes that state needs and that are missing are made. */
export function withStatus(root: NodeData, status: KeptStatus): NodeData {
  let result = withoutStatus(root);
  for (const [path, properties] of status) result = withProperties(result, stepsOf(path), properties);
  return result;
}

function withProperties(data: NodeData, path: NodePath, properties: ReadonlyMap<string, Property>): NodeData {
  const [child, ...rest] = path;
  if (child === undefined) return { ...data, properties: new Map([...data.properties, ...properties]) };
  const found = data.children.get(child);
  const below = found && !found.placeholder ? found : newNode(child);
  return { ...data, children: new Map([...data.children, [child, withProperties(below, rest, properties)]]) };
}

/** What edits make of publish state. */
export function statusAfter(before: KeptStatus, edits: readonly NodeEdit[]): KeptStatus {
  const after = new Map([...before].map(([path, properties]) => [path, new Map(properties)]));
  for (const edit of edits) {
    if (edit.edit !== 'set' && edit.edit !== 'remove') continue;
    if (!isPublishState(edit.property)) continue;
    const path = edit.node.join('/');
    const properties = after.get(path) ?? new Map<string, Property>();
    if (edit.edit === 'set') properties.set(edit.property, edit.value);
    else properties.delete(edit.property);
    if (properties.size > 0) after.set(path, properties);
    else after.delete(path);
  }
  return after;
}

/**
 * The edits that concern the node file itself: all but those that set publish state. What the file holds of
 * it from earlier goes when it is to go.
 * @param root the node as the file has it
 */
export function editsOfContent(root: NodeData, edits: readonly NodeEdit[]): NodeEdit[] {
  const left = edits.filter((edit) => {
    if (edit.edit === 'set') return !isPublishState(edit.property);
    if (edit.edit !== 'remove' || !isPublishState(edit.property)) return true;
    return descendant(root, edit.node)?.properties.has(edit.property) === true;
  });
  // From the end, so that a node made for a node that is not needed is not needed either.
  const needed: NodeEdit[] = [];
  for (const edit of left.toReversed()) {
    if (edit.edit !== 'addChild' || isNeeded(edit, needed)) needed.unshift(edit);
  }
  return [...missingNodes(root, needed), ...needed];
}

/** The edits that give a node file exactly some publish state, and change nothing else. */
export function editsTowards(root: NodeData, status: KeptStatus): NodeEdit[] {
  const removed = [...statusIn(root)].flatMap(([path, properties]) =>
    [...properties.keys()]
      .filter((property) => !status.get(path)?.has(property))
      .map((property): NodeEdit => ({ edit: 'remove', node: stepsOf(path), property })),
  );
  const set = [...status].flatMap(([path, properties]) =>
    [...properties].map(
      ([property, value]): NodeEdit => ({ edit: 'set', node: stepsOf(path), property, value }),
    ),
  );
  return [...missingNodes(root, set), ...removed, ...set];
}

/** Whether two nodes have the same publish state, in whatever order they tell it. */
export function isSameStatus(a: KeptStatus, b: KeptStatus): boolean {
  return a.size === b.size && [...a].every(([path, properties]) => isSameNode(properties, b.get(path)));
}

function isSameNode(
  properties: ReadonlyMap<string, Property>,
  others: ReadonlyMap<string, Property> = new Map(),
): boolean {
  if (properties.size !== others.size) return false;
  return [...properties].every(([name, property]) => {
    const other = others.get(name);
    return other !== undefined && sameProperty(property, other);
  });
}

/** A node that was to hold nothing but publish state need not be made. */
function isNeeded(added: Extract<NodeEdit, { edit: 'addChild' }>, edits: readonly NodeEdit[]): boolean {
  const path = [...added.node, added.child];
  const isBare =
    added.data.children.size === 0 && [...added.data.properties.keys()].join() === 'jcr:primaryType';
  const isUsed = (edit: NodeEdit) => path.every((step, i) => edit.node[i] === step);
  return !isBare || edits.some(isUsed);
}

/** Nodes that edits reckon with because publish state is laid over them, and that the file does not have. */
function missingNodes(root: NodeData, edits: readonly NodeEdit[]): NodeEdit[] {
  const added = new Set(
    edits.flatMap((edit) => (edit.edit === 'addChild' ? [[...edit.node, edit.child].join('/')] : [])),
  );
  const missing: NodeEdit[] = [];
  for (const edit of edits) {
    if (edit.edit !== 'set') continue;
    for (const [i, child] of edit.node.entries()) {
      const path = edit.node.slice(0, i + 1);
      const there = descendant(root, path);
      if ((there && !there.placeholder) || added.has(path.join('/'))) continue;
      added.add(path.join('/'));
      missing.push({ edit: 'addChild', node: edit.node.slice(0, i), child, data: newNode(child) });
    }
  }
  return missing;
}

function newNode(child: string): NodeData {
  const type = child === 'jcr:content' ? 'dam:AssetContent' : 'nt:unstructured';
  return node({ 'jcr:primaryType': name(type) });
}

function stepsOf(path: string): NodePath {
  return path === '' ? [] : path.split('/');
}
