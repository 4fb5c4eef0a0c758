/**
 * The fixed facts of an open tree: where it is on disk, which JCR path that is, and what is ours in it.
 *
 * @module
 */
import { join as joinFile, relative, sep } from 'node:path';
import type { SummaryQuery } from '../format/node-document.ts';
import { isWithin } from '../jcr/path.ts';
import { filterContains, type WorkspaceFilter } from '../vault/workspace-filter.ts';

/** The path below which AEM keeps assets. */
export const DAM_ROOT = '/content/dam';

/** A tree on disk and the part of it that holds assets. */
export interface Tree {
  /** Absolute folder that stands for {@link Tree.mount}. */
  readonly folder: string;
  /** JCR path of the folder: `/` for a `jcr_root`, `/content/dam` for a plain folder of pictures. */
  readonly mount: string;
  /** Absolute folder of the assets: that of `/content/dam`, or the tree's own when it lies below. */
  readonly assetsFolder: string;
  /** JCR path of {@link Tree.assetsFolder}. */
  readonly assetsPath: string;
  /** The content package's filter, if there is one. */
  readonly filter: WorkspaceFilter | undefined;
  /** What the index keeps of node files. */
  readonly query: SummaryQuery;
  /** The names of folder settings, a change of which is a change of its own. */
  readonly settingProperties: readonly string[];
}

/** How a file is named in problems and messages: relative to the tree's folder, with `/`. */
export function displayPath(tree: Pick<Tree, 'folder'>, file: string): string {
  const path = relative(tree.folder, file);
  return path === '' ? '.' : path.split(sep).join('/');
}

/** The asset part of a tree mounted at a JCR path. */
export function assetsPart(folder: string, mount: string): { assetsFolder: string; assetsPath: string } {
  if (isWithin(mount, DAM_ROOT)) return { assetsFolder: folder, assetsPath: mount };
  const below = mount === '/' ? DAM_ROOT.slice(1) : DAM_ROOT.slice(mount.length + 1);
  return { assetsFolder: joinFile(folder, ...below.split('/')), assetsPath: DAM_ROOT };
}

/** Whether a path is covered by the package's filter; without a filter all of the assets are. */
export function isOurs(tree: Tree, path: string): boolean {
  return tree.filter === undefined || filterContains(tree.filter, path);
}
