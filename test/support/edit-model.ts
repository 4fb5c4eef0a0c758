/**
 * What edits of a node file mean, on plain data: the oracle of the formats' property tests.
 *
 * @module
 */
import type { NodeEdit } from '../../src/format/node-document.ts';
import type { NodeData } from '../../src/jcr/node.ts';

/** The node after an edit. New children without a place go to the end. */
export function editedNode(root: NodeData, edit: NodeEdit, depth = 0): NodeData {
  const properties = new Map(root.properties);
  const children = new Map(root.children);
  const step = edit.node[depth];
  if (step !== undefined) {
    const child = children.get(step);
    if (!child) throw new RangeError(step);
    children.set(step, editedNode(child, edit, depth + 1));
    return { properties, children };
  }
  switch (edit.edit) {
    case 'set':
      properties.set(edit.property, edit.value);
      return { properties, children };
    case 'remove':
      properties.delete(edit.property);
      return { properties, children };
    case 'addChild':
      if (children.has(edit.child)) return { properties, children: children.set(edit.child, edit.data) };
      return { properties, children: placed(children, edit.child, edit.data, edit.before) };
    case 'removeChild':
      children.delete(edit.child);
      return { properties, children };
    case 'renameChild': {
      const renamed = [...children].map(
        ([name, child]) => [name === edit.child ? edit.name : name, child] as const,
      );
      return { properties, children: new Map(renamed) };
    }
    case 'orderChild': {
      const moved = children.get(edit.child);
      if (!moved) throw new RangeError(edit.child);
      if (edit.before === edit.child) return { properties, children };
      children.delete(edit.child);
      return { properties, children: placed(children, edit.child, moved, edit.before) };
    }
  }
}

function placed(
  children: ReadonlyMap<string, NodeData>,
  name: string,
  data: NodeData,
  before: string | undefined,
): Map<string, NodeData> {
  const entries = [...children];
  const index = before === undefined ? entries.length : entries.findIndex(([sibling]) => sibling === before);
  return new Map(entries.toSpliced(index, 0, [name, data]));
}

/** A node as plain data to compare: child order counts, property order and untyped strings do not. */
export function comparable({ properties, children, placeholder }: NodeData): unknown {
  const typed = [...properties].map(([name, property]) => [
    name,
    { ...property, type: property.type === 'undefined' ? 'String' : property.type },
  ]);
  return {
    properties: Object.fromEntries(typed),
    children: [...children].map(([name, child]) => [name, comparable(child)]),
    placeholder: placeholder === true && children.size === 0,
  };
}
