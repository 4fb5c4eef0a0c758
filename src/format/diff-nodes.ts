/**
 * From one node to another as edits, so that a file can be brought to a state with as few bytes changed as
 * its format allows.
 *
 * @module
 */
import { type NodeData, primaryType } from '../jcr/node.ts';
import { isOrderable } from '../jcr/node-types.ts';
import { sameProperty } from '../jcr/property.ts';
import type { NodeEdit, NodePath } from './node-document.ts';

/** The edits that make `from` mean what `to` means; none when it does already. */
export function diffNodes(from: NodeData, to: NodeData, node: NodePath = []): NodeEdit[] {
  return [...propertyEdits(from, to, node), ...childEdits(from, to, node)];
}

function* propertyEdits(from: NodeData, to: NodeData, node: NodePath): Generator<NodeEdit> {
  for (const property of from.properties.keys()) {
    if (!to.properties.has(property)) yield { edit: 'remove', node, property };
  }
  for (const [property, value] of to.properties) {
    const before = from.properties.get(property);
    if (!before || !sameProperty(before, value)) yield { edit: 'set', node, property, value };
  }
}

function* childEdits(from: NodeData, to: NodeData, node: NodePath): Generator<NodeEdit> {
  const stays = (name: string) => isSameKind(from.children.get(name), to.children.get(name));
  const order = [...from.children.keys()].filter(stays);
  for (const child of from.children.keys()) if (!stays(child)) yield { edit: 'removeChild', node, child };
  for (const [child, data] of to.children) {
    const before = from.children.get(child);
    if (before && stays(child)) yield* diffNodes(before, data, [...node, child]);
    else {
      yield { edit: 'addChild', node, child, data };
      order.push(child);
    }
  }
  if (isOrderable(primaryType(to)) !== false) yield* orderEdits(order, [...to.children.keys()], node);
}

/** A placeholder and a node of the same name are different things. */
function isSameKind(a: NodeData | undefined, b: NodeData | undefined): boolean {
  return a !== undefined && b !== undefined && (a.placeholder ?? false) === (b.placeholder ?? false);
}

/** Moves every child that does not stand before its successor, beginning at the end. */
function* orderEdits(order: string[], wanted: readonly string[], node: NodePath): Generator<NodeEdit> {
  let before: string | undefined;
  for (const child of wanted.toReversed()) {
    const next = order[order.indexOf(child) + 1];
    if (next !== before) {
      yield { edit: 'orderChild', node, child, ...(before === undefined ? {} : { before }) };
      order.splice(order.indexOf(child), 1);
      order.splice(before === undefined ? order.length : order.indexOf(before), 0, child);
    }
    before = child;
  }
}
