/**
 * The index of a tree as it is opened: remembered from the last time, or, at first contact, built from
 * what is there, which is then taken as it is.
 *
 * @module
 */
import type { Problem } from '../problems/problem.ts';
import { isVolatile } from '../publish/asset-state.ts';
import { SETTING_PROPERTIES } from '../publish/settings.ts';
import { Comparison } from '../repository/compare.ts';
import type { TreeLocation } from '../repository/locate-tree.ts';
import { Observer } from '../repository/observe.ts';
import type { Tree } from '../repository/tree.ts';
import type { TreeIndex } from '../repository/tree-index.ts';

/** Properties whose value the index keeps besides settings. */
const CAPTURED = ['dam:sha1', 'dam:scene7Name', 'cq:lastReplicationAction'];

/** The fixed facts of the tree at a location. */
export function treeAt(location: TreeLocation): Tree {
  const { folder, mount, assetsFolder, assetsPath, filter } = location;
  return {
    folder,
    mount,
    assetsFolder,
    assetsPath,
    filter,
    query: { capture: [...CAPTURED, ...SETTING_PROPERTIES], volatile: isVolatile },
    settingProperties: SETTING_PROPERTIES,
  };
}

/**
 * Brings an index in line with the disk without acting on anything.
 * @param found marks what is new as having been there first
 */
export function takeAsIs(
  tree: Tree,
  index: TreeIndex,
  report: (problem: Problem) => void,
  found: boolean,
  onProgress: ((looked: number) => void) | undefined,
): void {
  const comparison = new Comparison(index, new Observer(tree, report, found));
  let looked = 0;
  for (const _ of comparison.everything()) onProgress?.(++looked);
  for (const { before, after } of comparison.differences) {
    if (before?.kind === 'folder' && after?.kind === 'folder') index.refresh(before, after.facts);
    else if (after) index.attach(after);
    else if (before) index.detach(before);
  }
}
