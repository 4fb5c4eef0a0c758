/**
 * From the paths a person names to entries of the index.
 *
 * @module
 */
import { isAbsolute, relative, sep } from 'node:path';
import { type AssetEntry, descendants, type Entry } from '../../repository/entry.ts';
import type { Tree } from '../../repository/tree.ts';
import type { TreeIndex } from '../../repository/tree-index.ts';
import { SIDECAR } from '../../vault/layout.ts';

/**
 * The entry at a JCR path or an absolute file. Files inside an asset (its node, its original) mean the
 * asset.
 */
export function entryAt({ index, tree }: { index: TreeIndex; tree: Tree }, path: string): Entry | undefined {
  const byPath = index.at(trimmed(path));
  if (byPath || !isAbsolute(path)) return byPath;
  const below = relative(tree.assetsFolder, path);
  if (below === '') return index.root;
  let current: Entry = index.root;
  for (const segment of below.split(sep)) {
    if (current.kind !== 'folder') return current;
    const child: Entry | undefined =
      current.children.get(segment) ??
      (segment.endsWith(SIDECAR) ? current.children.get(segment.slice(0, -SIDECAR.length)) : undefined);
    if (!child) return undefined;
    current = child;
  }
  return current;
}

/** The assets at and below an entry, in path order. */
export function assetsIn(entry: Entry): AssetEntry[] {
  if (entry.kind === 'asset') return [entry];
  if (entry.kind !== 'folder') return [];
  return [...descendants(entry)].filter((below) => below.kind === 'asset');
}

function trimmed(path: string): string {
  return path.length > 1 && path.endsWith('/') ? path.slice(0, -1) : path;
}
