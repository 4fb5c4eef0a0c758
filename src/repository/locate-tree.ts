/**
 * From the folder a person names to the tree it means: a content package, a `jcr_root`, something inside
 * one, or a plain folder of pictures.
 *
 * @module
 */
import { basename, dirname, join, parse, relative, sep } from 'node:path';
import { statAt } from '../disk/file-stat.ts';
import { readText } from '../disk/read.ts';
import { join as joinPath } from '../jcr/path.ts';
import type { Problem } from '../problems/problem.ts';
import { parseWorkspaceFilter } from '../vault/parse-filter.ts';
import { decodeName } from '../vault/platform-name.ts';
import type { WorkspaceFilter } from '../vault/workspace-filter.ts';
import { assetsPart, DAM_ROOT } from './tree.ts';

/** Where a tree is. */
export interface TreeLocation {
  readonly folder: string;
  readonly mount: string;
  readonly assetsFolder: string;
  readonly assetsPath: string;
  /** Where oakling's own state goes: never inside a `jcr_root`, which FileVault packs as it is. */
  readonly stateFolder: string;
  readonly filter: WorkspaceFilter | undefined;
  readonly problems: readonly Problem[];
}

/** There is no folder of assets where one was asked for. */
export class NoTreeError extends Error {
  constructor(folder: string, why: string) {
    super(`${folder}: ${why}`);
    this.name = 'NoTreeError';
  }
}

/** Whether a tree must have a folder for assets; a package of pages has none. */
export type AssetsFolder = 'required' | 'optional';

/**
 * Finds the tree of an absolute folder. A folder inside a `jcr_root` opens that `jcr_root`, for settings
 * above it are inherited.
 * @param mount JCR path of the folder, when the caller knows better
 * @throws NoTreeError when there is nothing to open
 */
export function locateTree(folder: string, mount?: string, assets: AssetsFolder = 'required'): TreeLocation {
  if (!isFolder(folder)) throw new NoTreeError(folder, 'there is no such folder');
  if (mount !== undefined) return locationOf(folder, mount, join(folder, '.oakling'), assets);
  const packaged =
    enclosingJcrRoot(folder) ?? (isFolder(join(folder, 'jcr_root')) ? join(folder, 'jcr_root') : undefined);
  if (packaged) return locationOf(packaged, '/', join(dirname(packaged), '.oakling'), assets);
  if (isFolder(join(folder, 'content', 'dam')))
    return locationOf(folder, '/', join(folder, '.oakling'), assets);
  if (basename(folder) === 'content' && isFolder(join(folder, 'dam'))) {
    return locationOf(folder, '/content', join(folder, '.oakling'), assets);
  }
  return locationOf(folder, DAM_ROOT, join(folder, '.oakling'), assets);
}

function locationOf(folder: string, mount: string, stateFolder: string, assets: AssetsFolder): TreeLocation {
  const part = assetsPart(folder, mount);
  if (assets === 'required' && !isFolder(part.assetsFolder)) {
    throw new NoTreeError(
      folder,
      `there is no folder for ${part.assetsPath} (${relative(folder, part.assetsFolder)})`,
    );
  }
  const filterFile = join(dirname(folder), 'META-INF', 'vault', 'filter.xml');
  const text = mount === '/' ? readText(filterFile)?.text : undefined;
  const { filter, problems } =
    text === undefined ? { problems: [] } : parseWorkspaceFilter(text, 'filter.xml');
  return { folder, mount, ...part, stateFolder, filter, problems };
}

/** The `jcr_root` that is, or encloses, a folder. */
function enclosingJcrRoot(folder: string): string | undefined {
  for (let current = folder; current !== parse(current).root; current = dirname(current)) {
    if (basename(current) === 'jcr_root') return current;
  }
  return undefined;
}

function isFolder(path: string): boolean {
  return statAt(path)?.isDirectory() ?? false;
}

/** The JCR path of an absolute file below a mounted folder; `undefined` outside it. */
export function pathOfFile(
  { folder, mount }: Pick<TreeLocation, 'folder' | 'mount'>,
  file: string,
): string | undefined {
  const below = relative(folder, file);
  if (below === '') return mount;
  if (below.startsWith('..') || below.includes(`..${sep}`)) return undefined;
  return joinPath(mount, ...below.split(sep).map(decodeName));
}
