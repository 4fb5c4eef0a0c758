/**
 * Which folder to open when a person does not say, or says only roughly.
 *
 * @module
 */
import { basename, dirname, join } from 'node:path';
import { statAt } from '../disk/file-stat.ts';
import { exists } from '../disk/folders.ts';
import { stateFiles } from '../repository/state/state-folder.ts';
import { upward } from './find-file.ts';

/** Where the content of a Maven project for AEM is, from the module's folder and from the project's. */
const JCR_ROOTS = ['jcr_root', 'src/main/content/jcr_root', 'ui.content/src/main/content/jcr_root'];

/** Where to look. All folders are absolute. */
export interface TreeSearch {
  /** The folder a person named. */
  readonly dir?: string | undefined;
  /** Where to begin when nobody named one. */
  readonly from: string;
  /** The configuration file found from there. */
  readonly file?: string | undefined;
  /** What that file says. */
  readonly fileRoot?: FoundTree | undefined;
  /** The same, unless the environment says otherwise. */
  readonly root?: FoundTree | undefined;
}

/** The folder to open. */
export interface FoundTree {
  /** Absolute. */
  readonly root: string;
  /** Why this one, in words. */
  readonly source: string;
}

/** Finds the folder to open; `undefined` when nothing looks like a tree. */
export function findTree(search: TreeSearch): FoundTree | undefined {
  return search.dir === undefined ? findUnnamed(search) : findNamed(search.dir, search);
}

/** A folder with a configuration means what that says; a Maven module its `jcr_root`; others themselves. */
function findNamed(dir: string, { file, fileRoot }: TreeSearch): FoundTree {
  if (file !== undefined && fileRoot && dirname(file) === dir) return fileRoot;
  const jcrRoot = jcrRootBelow(dir);
  if (jcrRoot) return { root: jcrRoot, source: 'the jcr_root in the folder given' };
  return { root: dir, source: 'the folder given' };
}

function findUnnamed({ from, file, root }: TreeSearch): FoundTree | undefined {
  if (root) return root;
  const near = file === undefined ? [from] : [from, dirname(file)];
  for (const folder of near) {
    const found = jcrRootBelow(folder);
    if (found) return { root: found, source: 'the nearest jcr_root' };
  }
  for (const folder of upward(from)) {
    if (basename(folder) === 'jcr_root') return { root: folder, source: 'the nearest jcr_root' };
    if (isOpened(folder)) return { root: folder, source: 'opened before' };
  }
  for (const folder of near) {
    const content = join(folder, 'content');
    if (isFolder(content)) return { root: content, source: 'the folder content/' };
  }
  return undefined;
}

function jcrRootBelow(folder: string): string | undefined {
  return JCR_ROOTS.map((place) => join(folder, place)).find(isFolder);
}

/** Whether oakling has worked on a folder before. */
function isOpened(folder: string): boolean {
  return exists(stateFiles(join(folder, '.oakling')).snapshot);
}

function isFolder(path: string): boolean {
  return statAt(path)?.isDirectory() ?? false;
}
