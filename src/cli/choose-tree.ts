/**
 * Which tree a verb works on.
 *
 * @module
 */
import { dirname, resolve } from 'node:path';
import { type LoadedConfiguration, settingInForce } from '../configuration/load-configuration.ts';
import { statAt } from '../disk/file-stat.ts';
import { type AssetsFolder, locateTree, NoTreeError, type TreeLocation } from '../repository/locate-tree.ts';
import { isInside } from './resolve-path.ts';
import type { Session } from './session.ts';

/** A tree to open, under the configuration that belongs to it. */
export interface ChosenTree {
  readonly configuration: LoadedConfiguration;
  /** The folder to hand to `createOakling`. */
  readonly root: string;
  readonly location: TreeLocation;
  readonly stateFolder: string;
}

/**
 * The tree in a folder a person named, or the one found from the working directory.
 * @throws NoTreeError when there is none
 */
export async function chooseTree(session: Session, operand?: string): Promise<ChosenTree> {
  return located(session, await session.configuration(session.dirOf(operand)));
}

/**
 * The tree that paths are in. Files outside the tree found from here are looked for in the tree around them.
 * @throws NoTreeError when there is none
 */
export async function chooseTreeOf(
  session: Session,
  paths: readonly string[],
  assets: AssetsFolder = 'required',
): Promise<ChosenTree> {
  const here = await session.configuration();
  const { cwd } = session.surroundings;
  const file = paths.map((path) => resolve(cwd, path)).find((path) => statAt(path));
  if (file === undefined || session.dirOf(undefined) !== undefined) return located(session, here, assets);
  if (here.tree) {
    const chosen = located(session, here, assets);
    if (isInside(file, chosen.location.folder)) return chosen;
  }
  const from = statAt(file)?.isDirectory() ? file : dirname(file);
  const there = await session.configuration(undefined, from);
  return located(session, there.tree ? there : here, assets);
}

function located(
  { surroundings: { cwd } }: Session,
  configuration: LoadedConfiguration,
  assets: AssetsFolder = 'required',
): ChosenTree {
  const { tree } = configuration;
  if (!tree) {
    const why = 'there is no tree here: no oakling.config.*, no jcr_root, no content/';
    throw new NoTreeError(cwd, `${why}. Name a folder, or run \`oakling init\`.`);
  }
  const mount = settingInForce(configuration, 'mount').value;
  const location = locateTree(tree.root, typeof mount === 'string' ? mount : undefined, assets);
  const stateFolder = settingInForce(configuration, 'stateFolder').value;
  return {
    configuration,
    root: tree.root,
    location,
    stateFolder: typeof stateFolder === 'string' ? stateFolder : location.stateFolder,
  };
}
