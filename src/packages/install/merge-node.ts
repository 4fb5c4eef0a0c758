/**
 * Importing one node of a package onto one that is there, by the import mode of its path (facts 5.1, 6).
 *
 * @module
 */
import { contentBytes } from '../../aggregates/implied-properties.ts';
import type { LocatedNode } from '../../aggregates/located-node.ts';
import type { NodeTree } from '../../aggregates/node-tree.ts';
import type { TreeEdit } from '../../aggregates/tree-edit.ts';
import type { NodeData, Properties } from '../../jcr/node.ts';
import { isSegment, join } from '../../jcr/path.ts';
import { names, type Property } from '../../jcr/property.ts';
import {
  filterContains,
  filterContainsProperty,
  importModeOf,
  isFilterAncestor,
  type WorkspaceFilter,
} from '../../vault/workspace-filter.ts';

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

/** What a file says of its content; no import takes it away (facts 6). */
const OF_BYTES = new Set(['jcr:data', 'jcr:lastModified', 'jcr:mimeType']);

/** What merging needs to know. */
export interface MergeContext {
  readonly filter: WorkspaceFilter;
  /** The tree as it will be. */
  readonly tree: NodeTree;
  /** Whether a node that is there goes, for the package replaces its place and does not have it. */
  readonly goes: (path: string) => boolean;
}

/** Edits that merge a node of the package, and what is inline below it, into a node that is there. */
export function mergeEdits(context: MergeContext, path: string, data: NodeData): TreeEdit[] {
  const { filter, tree, goes } = context;
  const located = tree.locate(path);
  if (!located) return [];
  const isOurs = filterContains(filter, path);
  const edits = isOurs ? propertyEdits(context, located, data.properties) : [];
  for (const [name, child] of data.children) {
    if (child.placeholder || !isSegment(name)) continue;
    const childPath = join(path, name);
    if (tree.locate(childPath)) edits.push(...mergeEdits(context, childPath, child));
    else {
      const admitted = admittedPart(child, childPath, filter);
      if (admitted) edits.push({ edit: 'addNode', path: childPath, data: admitted });
    }
  }
  if (!isOurs || importModeOf(filter, path) !== 'replace') return edits;
  for (const [name, child] of located.data?.children ?? []) {
    const childPath = join(path, name);
    if (!child.placeholder && goes(childPath)) edits.push({ edit: 'removeNode', path: childPath });
  }
  return edits;
}

/**
 * Edits that bring the children both know into the package's order; others stay in front, as FileVault leaves
 * them.
 */
export function orderEdits(tree: NodeTree, path: string, brought: NodeData): TreeEdit[] {
  const node = tree.node(path);
  if (!node || tree.types.isOrderable(node.primaryType) === false) return [];
  const present = new Set(node.children);
  const known = [...brought.children.keys()].filter((child) => present.has(child));
  const now = node.children.filter((child) => brought.children.has(child));
  if (known.every((child, i) => child === now[i])) return [];
  return known.map((child) => ({ edit: 'orderNode', path: join(path, child) }));
}

/** The part of a new node that the filter lets in; nothing when it lets in none of it. */
function admittedPart(data: NodeData, path: string, filter: WorkspaceFilter): NodeData | undefined {
  const children = new Map<string, NodeData>();
  for (const [name, child] of data.children) {
    if (!isSegment(name)) continue;
    const admitted = child.placeholder ? child : admittedPart(child, join(path, name), filter);
    if (admitted) children.set(name, admitted);
  }
  const isNeeded = [...children.values()].some((child) => !child.placeholder);
  if (!isNeeded && !filterContains(filter, path) && !isFilterAncestor(filter, path)) return undefined;
  return { properties: data.properties, children };
}

function propertyEdits(
  { filter, tree }: MergeContext,
  located: LocatedNode,
  brought: Properties,
): TreeEdit[] {
  const { path } = located;
  const mode = importModeOf(filter, path);
  if (mode === 'merge') return [];
  const present = tree.node(path)?.properties ?? new Map<string, Property>();
  const admits = (property: string) => filterContainsProperty(filter, path, property);
  const edits: TreeEdit[] = [];
  for (const [property, value] of brought) {
    if (!admits(property) || isInlineBinary(value)) continue;
    const now = present.get(property);
    if (property === MIXINS && mode !== 'replace' && now) {
      edits.push({ edit: 'set', path, property, value: union(now, value) });
    } else if (
      mode === 'merge_properties' ? !now : !(property === PRIMARY_TYPE && mode !== 'replace' && now)
    ) {
      // What files say without words needs none.
      if (located.data || !now || !hasValues(now, value)) edits.push({ edit: 'set', path, property, value });
    }
  }
  if (mode !== 'replace') return edits;
  const isContent = contentBytes(located) !== undefined;
  for (const property of located.data?.properties.keys() ?? []) {
    if (brought.has(property) || PROTECTED.has(property) || !admits(property)) continue;
    if (!isContent || !OF_BYTES.has(property)) edits.push({ edit: 'remove', path, property });
  }
  return edits;
}

/** Bytes are in files; FileVault refuses others (facts 2.6). */
function isInlineBinary({ type, values }: Property): boolean {
  return type === 'Binary' && values.some((value) => value !== '');
}

function hasValues(a: Property, b: Property): boolean {
  return a.multiple === b.multiple && a.values.join('\0') === b.values.join('\0');
}

/** Mixins are kept sorted (facts 2.7). */
function union(a: Property, b: Property): Property {
  const all = new Set([...a.values, ...b.values]);
  return all.size === a.values.length ? a : names([...all].sort());
}
