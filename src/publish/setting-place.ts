/**
 * Which node of a folder holds a setting.
 *
 * @module
 */
import type { NodePath } from '../format/node-document.ts';
import type { NodeData } from '../jcr/node.ts';

/** Settings stand on `jcr:content`; on the folder itself where `jcr:content` lacks the property. */
export function settingNode(root: NodeData, property: string): NodePath {
  if (root.children.get('jcr:content')?.properties.has(property)) return ['jcr:content'];
  return root.properties.has(property) ? [] : ['jcr:content'];
}
