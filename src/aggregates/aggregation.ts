/**
 * Which nodes get files of their own when FileVault writes them (facts on FileVault 3.1).
 *
 * @module
 */
import { type NodeData, primaryType } from '../jcr/node.ts';
import type { NodeTypes } from '../jcr/node-types.ts';

/** Types whose whole subtree goes into one `NAME.xml`. */
const FULL_COVERAGE = [
  'rep:AccessControl',
  'rep:Policy',
  'cq:Widget',
  'cq:EditConfig',
  'cq:WorkflowModel',
  'vlt:FullCoverage',
  'mix:language',
  'sling:OsgiConfig',
];

const HIERARCHY = ['nt:hierarchyNode', 'sling:HierarchyNode', 'vlt:HierarchyNode'];

/** How a node is written: into its own `NAME.xml`, into a folder of its own, or with its parent. */
export type Placement = 'file' | 'folder' | 'inline';

/** The types of a node, its mixins among them. */
function typesOf(data: NodeData): string[] {
  return [primaryType(data) ?? '', ...(data.properties.get('jcr:mixinTypes')?.values ?? [])];
}

function isAny(data: NodeData, ancestors: readonly string[], types: NodeTypes): boolean {
  return typesOf(data).some((type) => ancestors.some((ancestor) => types.inherits(type, ancestor)));
}

/** Whether a node holds nothing but its own properties, so that every child is written for itself. */
export function holdsNoChildren(data: NodeData, types: NodeTypes): boolean {
  const type = primaryType(data);
  if (!types.inherits(type, 'nt:folder')) return false;
  return !data.children.has('jcr:content') && !types.definesChild(type ?? '', 'jcr:content');
}

/**
 * Where a child of a node that is written in a document goes.
 * @param parent the node the child is added to
 */
export function placementOf(child: NodeData, name: string, parent: NodeData, types: NodeTypes): Placement {
  if (isAny(child, FULL_COVERAGE, types)) return 'file';
  if (isAny(child, HIERARCHY, types)) return 'folder';
  // A folder with a jcr:content is written together with it, one without is written alone.
  return holdsNoChildren(parent, types) && name !== 'jcr:content' ? 'folder' : 'inline';
}

/** A node to be written for itself, at a path of names below the node it was taken out of. */
export interface ApartNode {
  readonly path: readonly string[];
  readonly data: NodeData;
  readonly placement: Exclude<Placement, 'inline'>;
}

const PLACEHOLDER: NodeData = { properties: new Map(), children: new Map(), placeholder: true };

/** A node's own document, and the nodes below it that are written for themselves. */
export function splitNode(
  root: NodeData,
  types: NodeTypes,
): { readonly own: NodeData; readonly apart: ApartNode[] } {
  const apart: ApartNode[] = [];
  const own = (data: NodeData, path: readonly string[]): NodeData => {
    const isOrdered = types.isOrderable(primaryType(data)) === true;
    const children = new Map<string, NodeData>();
    for (const [name, child] of data.children) {
      const placement = child.placeholder ? 'inline' : placementOf(child, name, data, types);
      if (placement === 'inline') children.set(name, child.placeholder ? child : own(child, [...path, name]));
      else {
        apart.push({ path: [...path, name], data: child, placement });
        if (isOrdered) children.set(name, PLACEHOLDER);
      }
    }
    return { ...data, children };
  };
  return { own: own(root, []), apart };
}
