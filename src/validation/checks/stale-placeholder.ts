/**
 * Elements without attributes that order a child which is nowhere (facts on FileVault 3.6). They are left
 * over when a child's folder is deleted by hand.
 *
 * @module
 */
import { sep } from 'node:path';
import { list } from '../../disk/read.ts';
import type { NodePath } from '../../format/node-document.ts';
import { type NodeData, primaryType } from '../../jcr/node.ts';
import { isOrderable } from '../../jcr/node-types.ts';
import { isWithin, join } from '../../jcr/path.ts';
import { problem } from '../../problems/problem.ts';
import type { Tree } from '../../repository/tree.ts';
import { decodeName, encodeName } from '../../vault/platform-name.ts';
import { filterContains } from '../../vault/workspace-filter.ts';
import type { NodeVisit, StartCheck } from '../check.ts';
import type { Finding } from '../finding.ts';

/** See the module. */
export const checkStalePlaceholders: StartCheck = ({ tree }) => ({
  *node(visit) {
    if (visit.form === 'sidecar' || visit.layout === 'plain') return;
    yield* staleIn(tree, visit, visit.document.root, []);
  },
});

function* staleIn(tree: Tree, visit: NodeVisit, data: NodeData, node: NodePath): Generator<Finding> {
  let names: ReadonlySet<string> | undefined;
  for (const [child, below] of data.children) {
    if (!below.placeholder) {
      yield* staleIn(tree, visit, below, [...node, child]);
      continue;
    }
    const path = join(visit.path, ...node, child);
    if (isOrderable(primaryType(data)) === false || !mustBeHere(tree, path)) continue;
    names ??= namesOnDisk([visit.childrenFolder, ...node.map(encodeName)].join(sep));
    if (names.has(child.replace(/\[\d+\]$/, ''))) continue;
    const message = `<${child}/> orders a child that has no file or folder.`;
    const at = visit.document.locate([...node, child]);
    const hint = 'Remove the element, or restore the child.';
    yield {
      problem: problem('docview.stale-placeholder', { path: visit.file, at, message, hint }),
      fix: { edits: [{ edit: 'removeChild', node, child }], done: `<${child}/> was removed.` },
    };
  }
}

/** What the package does not own is elsewhere; so are access rights, which few teams keep in git. */
function mustBeHere({ filter, assetsPath }: Tree, path: string): boolean {
  if (path.endsWith('/rep:policy')) return false;
  if (!filter) return path !== assetsPath && isWithin(path, assetsPath);
  return filterContains(filter, path);
}

/** JCR names of what stands in a folder, hidden names among them. */
function namesOnDisk(folder: string): Set<string> {
  const names = (list(folder) ?? []).map(({ name }) => name);
  return new Set(names.flatMap((name) => [name, name.replace(/\.(xml|dir)$/, '')].map(decodeName)));
}
