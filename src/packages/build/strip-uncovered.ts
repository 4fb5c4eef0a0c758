/**
 * A node file as the filter lets it leave: inline nodes and properties that the filter excludes are taken
 * out of the copy, all other bytes stay.
 *
 * @module
 */
import type { NodeDocument, NodeEdit, NodePath } from '../../format/node-document.ts';
import type { NodeData } from '../../jcr/node.ts';
import { join } from '../../jcr/path.ts';
import {
  filterContains,
  filterContainsProperty,
  isFilterAncestor,
  type WorkspaceFilter,
} from '../../vault/workspace-filter.ts';

/** What every node has, whatever a filter says. */
const ESSENTIAL = new Set(['jcr:primaryType', 'jcr:mixinTypes', 'jcr:uuid']);

/**
 * The document without what is excluded.
 * @param path JCR path of the document's root node
 */
export function stripUncovered(document: NodeDocument, path: string, filter: WorkspaceFilter): NodeDocument {
  // What leads to the package's content goes along as it is: the importer needs it only where it is absent.
  if (!filterContains(filter, path)) return document;
  return document.edit(editsFor(document.root, [], path, filter));
}

function editsFor(data: NodeData, node: NodePath, path: string, filter: WorkspaceFilter): NodeEdit[] {
  const edits: NodeEdit[] = [];
  for (const property of data.properties.keys()) {
    if (ESSENTIAL.has(property) || filterContainsProperty(filter, path, property)) continue;
    edits.push({ edit: 'remove', node, property });
  }
  for (const [child, below] of data.children) {
    if (below.placeholder) continue;
    const childPath = join(path, child);
    if (filterContains(filter, childPath) || isFilterAncestor(filter, childPath)) {
      edits.push(...editsFor(below, [...node, child], childPath, filter));
    } else if (!leadsToContained(below, childPath, filter)) edits.push({ edit: 'removeChild', node, child });
  }
  return edits;
}

function leadsToContained(data: NodeData, path: string, filter: WorkspaceFilter): boolean {
  for (const [child, below] of data.children) {
    const childPath = join(path, child);
    if (filterContains(filter, childPath) || leadsToContained(below, childPath, filter)) return true;
  }
  return false;
}
