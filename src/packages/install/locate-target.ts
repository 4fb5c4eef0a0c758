/**
 * Where a package is installed: a tree that is there, or an empty folder, which becomes a project with
 * `META-INF` and `jcr_root`.
 *
 * @module
 */
import { basename, dirname, join, resolve } from 'node:path';
import { list } from '../../disk/read.ts';
import { locateTree } from '../../repository/locate-tree.ts';
import { isJunkName } from '../junk-names.ts';

/** Where to install. Folders are absolute. */
export interface InstallTarget {
  /** The folder that all changes are in. */
  readonly base: string;
  /** The folder of the tree, which may not be there yet. */
  readonly folder: string;
  readonly mount: string;
  /** oakling's own folder beside the tree, on the tree's file system. */
  readonly stateFolder: string;
  /** Whether the package's `META-INF` comes along: it does where there is no project yet. */
  readonly isNew: boolean;
}

/**
 * Finds the target.
 * @throws NoTreeError when there is no such folder
 */
export function locateTarget(root: string, mount: string | undefined): InstallTarget {
  const location = locateTree(resolve(root), mount, 'optional');
  const { folder, stateFolder } = location;
  if (mount === undefined && isEmpty(folder)) {
    const isRoot = basename(folder) === 'jcr_root';
    const base = isRoot ? dirname(folder) : folder;
    const isNew = !isRoot || !list(base)?.some(({ name }) => name === 'META-INF');
    return { base, folder: join(base, 'jcr_root'), mount: '/', stateFolder: join(base, '.oakling'), isNew };
  }
  return { base: folder, folder, mount: location.mount, stateFolder, isNew: false };
}

function isEmpty(folder: string): boolean {
  return (list(folder) ?? []).every(({ name }) => isJunkName(name));
}
