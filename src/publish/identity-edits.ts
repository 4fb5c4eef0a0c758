/**
 * An identity of its own for every referenceable node of a copy.
 *
 * @module
 */
import type { NodeEdit, NodePath } from '../format/node-document.ts';
import type { NodeData } from '../jcr/node.ts';
import { string } from '../jcr/property.ts';

/**
 * The edits that replace every `jcr:uuid` of a tree, in document order.
 * @param uuid the root's new one, where it is chosen already
 */
export function identityEdits(root: NodeData, newUuid: () => string, uuid?: string): NodeEdit[] {
  const edits: NodeEdit[] = [];
  const visit = (data: NodeData, path: NodePath) => {
    if (data.properties.has('jcr:uuid')) {
      const value = string(path.length === 0 && uuid !== undefined ? uuid : newUuid());
      edits.push({ edit: 'set', node: path, property: 'jcr:uuid', value });
    }
    for (const [child, below] of data.children) visit(below, [...path, child]);
  };
  visit(root, []);
  return edits;
}
