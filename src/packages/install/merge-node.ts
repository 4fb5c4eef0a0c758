/**
 * Importing one node of a package onto one that is there, by the import mode of its path (facts 5.1, 6).
 *
 * @module
 */
import type { NodeEdit, NodePath } from '../../format/node-document.ts';
import type { NodeData, Properties } from '../../jcr/node.ts';
import { join } from '../../jcr/path.ts';
import { names, type Property } from '../../jcr/property.ts';
import {
  filterContains,
  filterContainsProperty,
  importModeOf,
  isFilterAncestor,
  type WorkspaceFilter,
} from '../../vault/workspace-filter.ts';
import type { OpenDocument, TargetNodes } from './target-nodes.ts';

const MIXINS = 'jcr:mixinTypes';
const PRIMARY_TYPE = 'jcr:primaryType';

/** Set by the repository alone; no import takes them away (facts 2.7). */
const PROTECTED = new Set([
  'jcr:created',
  'jcr:createdBy',
  'jcr:baseVersion',
  'jcr:versionHistory',
  'jcr:predecessors',
]);

/** What merging needs to know. */
export interface MergeContext {
  readonly filter: WorkspaceFilter;
  readonly target: TargetNodes;
  /** Whether the package has a node at a path, in whichever file. */
  readonly brings: (path: string) => boolean;
}

/** Merges a node of the package, and what is inline below it, into the tree. */
export function mergeNode(
  context: MergeContext,
  open: OpenDocument,
  node: NodePath,
  data: NodeData,
  path: string,
): void {
  const { filter, target } = context;
  const isOurs = filterContains(filter, path);
  const mode = importModeOf(filter, path);
  const standing = () => {
    let current: NodeData | undefined = open.document.root;
    for (const step of node) current = current?.children.get(step);
    return current;
  };
  const present = standing();
  if (!present) return;
  if (isOurs) target.edit(open, propertyEdits(context, node, present.properties, data.properties, path));
  for (const [name, child] of data.children) {
    if (child.placeholder) continue;
    const childPath = join(path, name);
    const found = target.find(childPath);
    if (found?.open) mergeNode(context, found.open, found.node, child, childPath);
    else if (!found) {
      const admitted = admittedPart(child, childPath, filter);
      if (admitted) target.edit(open, [{ edit: 'addChild', node, child: name, data: admitted }]);
    }
  }
  if (!isOurs || mode !== 'replace') return;
  for (const [name, child] of standing()?.children ?? []) {
    const childPath = join(path, name);
    const isGone = filterContains(filter, childPath) && importModeOf(filter, childPath) === 'replace';
    if (!child.placeholder && isGone && !context.brings(childPath)) {
      target.edit(open, [{ edit: 'removeChild', node, child: name }]);
    }
  }
  target.edit(open, orderEdits(node, standing() ?? present, data));
}

/** The part of a new node that the filter lets in; nothing when it lets in none of it. */
export function admittedPart(data: NodeData, path: string, filter: WorkspaceFilter): NodeData | undefined {
  const children = new Map<string, NodeData>();
  for (const [name, child] of data.children) {
    const admitted = child.placeholder ? child : admittedPart(child, join(path, name), filter);
    if (admitted) children.set(name, admitted);
  }
  const isNeeded = [...children.values()].some((child) => !child.placeholder);
  if (!isNeeded && !filterContains(filter, path) && !isFilterAncestor(filter, path)) return undefined;
  return { properties: data.properties, children };
}

function propertyEdits(
  { filter }: MergeContext,
  node: NodePath,
  present: Properties,
  brought: Properties,
  path: string,
): NodeEdit[] {
  const mode = importModeOf(filter, path);
  const admits = (property: string) => filterContainsProperty(filter, path, property);
  const edits: NodeEdit[] = [];
  if (mode === 'merge') return edits;
  for (const [property, value] of brought) {
    if (!admits(property)) continue;
    const now = present.get(property);
    if (property === MIXINS && mode !== 'replace' && now) {
      edits.push({ edit: 'set', node, property, value: union(now, value) });
    } else if (
      mode === 'merge_properties' ? !now : !(property === PRIMARY_TYPE && mode !== 'replace' && now)
    ) {
      edits.push({ edit: 'set', node, property, value });
    }
  }
  if (mode !== 'replace') return edits;
  for (const property of present.keys()) {
    if (brought.has(property) || PROTECTED.has(property) || !admits(property)) continue;
    edits.push({ edit: 'remove', node, property });
  }
  return edits;
}

/** Mixins are kept sorted (facts 2.7). */
function union(a: Property, b: Property): Property {
  const all = new Set([...a.values, ...b.values]);
  return all.size === a.values.length ? a : names([...all].sort());
}

/** The children both know, in the package's order; others stay in front, as FileVault leaves them. */
function orderEdits(node: NodePath, present: NodeData, brought: NodeData): NodeEdit[] {
  const known = [...brought.children.keys()].filter((child) => present.children.has(child));
  const now = [...present.children.keys()].filter((child) => brought.children.has(child));
  if (known.every((child, i) => child === now[i])) return [];
  return known.map((child) => ({ edit: 'orderChild', node, child }));
}
