/**
 * Values that are the path of an asset which is not there. A value counts when all of it is a path below
 * `/content/dam` that the tree is responsible for.
 *
 * @module
 */
import { basename } from 'node:path';
import type { NodePath } from '../../format/node-document.ts';
import type { NodeData } from '../../jcr/node.ts';
import { isWithin, join, segmentsOf } from '../../jcr/path.ts';
import { problem } from '../../problems/problem.ts';
import { DAM_ROOT } from '../../repository/tree.ts';
import { filterContains } from '../../vault/workspace-filter.ts';
import type { CheckContext, StartCheck } from '../check.ts';

/** What AEM writes for itself and leaves behind when things move (facts on FileVault §4). */
const BOOKKEEPING =
  /^(cq:parentPath|dam:relativePath|dam:folderThumbnailPaths|cq:lastReplicated|dam:scene7|dam:portal)/;

/** See the module. */
export const checkMissingReferences: StartCheck = (context) => ({
  *node({ document, file }) {
    for (const [node, property, value] of pathsIn(document.root)) {
      const target = targetOf(value);
      if (target === undefined || !isKept(context, target) || context.hasNode(target)) continue;
      const message = `${property} names ${target}, which is not in the tree.`;
      const hint = 'Correct the path, or restore what it names.';
      const at = document.locate(node, property);
      yield { problem: problem('reference.missing', { path: file, at, message, hint }) };
    }
  },
});

function* pathsIn(data: NodeData, node: NodePath = []): Generator<readonly [NodePath, string, string]> {
  for (const [property, { values }] of data.properties) {
    if (BOOKKEEPING.test(property)) continue;
    for (const value of values) if (value.startsWith(`${DAM_ROOT}/`)) yield [node, property, value];
  }
  for (const [name, child] of data.children) yield* pathsIn(child, [...node, name]);
}

/** The asset or folder a value names; `undefined` for patterns and the like, which name nothing in particular. */
function targetOf(value: string): string | undefined {
  if (/[*|[\]{}()$^<>"\n]|\/\.\.?(\/|$)/.test(value)) return undefined;
  const [path = ''] = value.split(
    /[?#]|\/_?jcr[:_]content(?:\/|$)|\.(?:html|transform|img|coreimg)(?:\.|\/|$)/,
  );
  const target = path.replace(/\/+$/, '');
  return target.length > DAM_ROOT.length && !target.includes('//') ? target : undefined;
}

/**
 * What is missing here may well be elsewhere, unless the package filter claims it. Without a filter only a
 * tree that is no package, or one that begins in the assets, is their only home (*ruling*).
 */
function isKept({ tree, hasNode }: CheckContext, target: string): boolean {
  if (!isWithin(target, tree.mount)) return false;
  if (tree.filter) return filterContains(tree.filter, target);
  if (isWithin(tree.mount, DAM_ROOT)) return true;
  const [first = ''] = segmentsOf(target.slice(DAM_ROOT.length));
  return basename(tree.folder) !== 'jcr_root' && hasNode(join(DAM_ROOT, first));
}
