/**
 * What a person means by a path. JCR paths, absolute files and files relative to the working directory are
 * all accepted; this is the one place that tells them apart.
 *
 * @module
 */
import { isAbsolute, join, relative, resolve } from 'node:path';
import { isWithin, join as joinPath } from '../jcr/path.ts';
import type { TreeLocation } from '../repository/locate-tree.ts';

/** The open tree, and where the person is. */
export interface PathContext {
  readonly cwd: string;
  readonly tree: Pick<TreeLocation, 'folder' | 'assetsPath' | 'mount'>;
}

/**
 * The JCR path or absolute file to hand to a verb. A relative path is a file below the working directory
 * if that is inside the tree, else it is relative to the tree's assets; `content/dam/…` is a JCR path
 * whose slash was left out. What fits nowhere is answered as it came, and the verb will say so.
 */
export function resolvePath(path: string, { cwd, tree }: PathContext): string {
  const file = resolve(cwd, path);
  if (isInside(file, tree.folder)) return file;
  if (isAbsolute(path)) return path.length > 1 ? path.replace(/\/+$/, '') : path;
  const below = join('/', path).replace(/(.)\/+$/, '$1');
  if (isWithin(below, tree.assetsPath)) return below;
  return path.startsWith('..') ? file : joinPath(tree.assetsPath, below.slice(1));
}

/** Whether a file is a folder or lies in it. */
export function isInside(file: string, folder: string): boolean {
  const below = relative(folder, file);
  return below === '' || (!/^\.\.([/\\]|$)/.test(below) && !isAbsolute(below));
}
