/**
 * `moveStatus`: brings the publish state of a whole tree to the place the setting `statusStore` names, after
 * the setting was changed. State is written to its new place before it leaves the old one, so that a kill
 * loses none; running it again finishes what was cut off.
 *
 * @module
 */
import { resolve } from 'node:path';
import { setImmediate as breathe } from 'node:timers/promises';
import { recoverInstallation } from '../../packages/install/staging-area.ts';
import type { Problem } from '../../problems/problem.ts';
import type { KeptStatus } from '../../publish/status-store/kept-status.ts';
import { loadStatuses } from '../../publish/status-store/load-statuses.ts';
import type { StatusStoreKind } from '../../publish/status-store/status-store.ts';
import type { AssetEntry, Entry, FolderEntry } from '../../repository/entry.ts';
import { locateTree, type TreeLocation } from '../../repository/locate-tree.ts';
import { IndexStore } from '../../repository/state/index-store.ts';
import { takeLock } from '../../repository/state/lock.ts';
import { displayPath } from '../../repository/tree.ts';
import type { Layout } from '../../vault/layout.ts';
import { clearAssetLeftovers } from '../clear-asset-leftovers.ts';
import { takeAsIs, treeAt } from '../open-tree.ts';
import { KnownIndex } from './known-index.ts';
import { lookAtStatus, planMove, type StatusMove } from './plan-move.ts';
import { StatusMover } from './status-mover.ts';

/** Which tree's state is moved, and where to. */
export interface MoveStatusOptions {
  /** The folder to open, as for `createOakling`. */
  readonly root: string;
  /** JCR path of the folder, as for `createOakling`. */
  readonly mount?: string | undefined;
  /** As for `createOakling`. */
  readonly stateFolder?: string | undefined;
  /** As for `createOakling`. */
  readonly layout?: Layout | undefined;
  /** Where state shall be kept: in the node files, or beside the tree. */
  readonly statusStore: StatusStoreKind;
  /** Which place counts where both tell of different states. */
  readonly prefer?: StatusStoreKind | undefined;
  /** Only tell what would be moved. */
  readonly check?: boolean | undefined;
  /** Told how many assets and folders were looked at, and how many there are. */
  readonly onProgress?: ((looked: number, total: number) => void) | undefined;
}

/** An asset or folder whose state was, or would be, moved. */
export interface MovedStatus {
  /** JCR path. */
  readonly path: string;
  /** Its node file, relative to the tree. */
  readonly file: string;
  /** Names of the properties it has as publish state now, each once. */
  readonly properties: readonly string[];
}

/** What moving found. */
export interface MovedStatuses {
  /** The tree's folder. */
  readonly tree: string;
  readonly statusStore: StatusStoreKind;
  /** How many assets and folders were looked at. */
  readonly looked: number;
  readonly moved: readonly MovedStatus[];
  /** How many states beside the tree wait for an asset or folder that is not here now. */
  readonly waiting: number;
  /** What was left as it is, and why. */
  readonly problems: readonly Problem[];
}

/** Nodes between two moments in which others may run; their states are made durable together. */
const AT_ONCE = 200;

/**
 * Moves the publish state of a tree; see the module.
 * @throws NoTreeError when there is no folder of assets
 * @throws TreeLockedError when an oakling works on the tree: it read the setting when it started
 */
export async function moveStatus(options: MoveStatusOptions): Promise<MovedStatuses> {
  const location = locateTree(resolve(options.root), options.mount);
  const stateFolder = options.stateFolder ?? location.stateFolder;
  if (options.check) return moveIn(location, stateFolder, options);
  const lock = await takeLock(stateFolder);
  try {
    const recovered = await recoverInstallation(location.stateFolder);
    const moved = await moveIn(location, stateFolder, options, lock.isInherited);
    return { ...moved, problems: [...recovered, ...moved.problems] };
  } finally {
    await lock.release();
  }
}

async function moveIn(
  location: TreeLocation,
  stateFolder: string,
  { statusStore, prefer, check = false, layout = 'vault', onProgress }: MoveStatusOptions,
  hasLeftovers = false,
): Promise<MovedStatuses> {
  const tree = treeAt(location);
  const problems: Problem[] = [...location.problems];
  const { index } = IndexStore.open(tree, stateFolder, layout);
  takeAsIs(tree, index, (found) => found.severity === 'error' && problems.push(found), false, undefined);
  if (hasLeftovers) await clearAssetLeftovers(index);
  const statuses = loadStatuses(stateFolder, check ? 'read' : 'write');
  problems.push(...statuses.problems);
  const mover = check ? undefined : new StatusMover(statuses, KnownIndex.open(tree, stateFolder, layout));

  const entries = [index.root, ...index.entries()].filter(isAssetOrFolder);
  const away = new Set(statuses.entries.keys());
  const moved: MovedStatus[] = [];
  for (let start = 0; start < entries.length; start += AT_ONCE) {
    const batch: StatusMove[] = [];
    for (const entry of entries.slice(start, start + AT_ONCE)) {
      const sight = lookAtStatus({ tree, index, entries: statuses.entries }, entry);
      if (sight) away.delete(sight.key);
      const planned = sight && planMove(sight, statusStore, prefer);
      if (planned && 'code' in planned) problems.push(planned);
      else if (planned) batch.push(planned);
    }
    const { done, failed } = mover?.carryOut(batch, statusStore) ?? { done: batch, failed: [] };
    problems.push(...failed);
    for (const { path, file, status } of done) {
      moved.push({ path, file: displayPath(tree, file), properties: namesIn(status) });
    }
    onProgress?.(Math.min(start + AT_ONCE, entries.length), entries.length);
    await breathe();
  }
  mover?.close();
  return { tree: tree.folder, statusStore, looked: entries.length, moved, waiting: away.size, problems };
}

function isAssetOrFolder(entry: Entry): entry is AssetEntry | FolderEntry {
  return entry.kind === 'asset' || entry.kind === 'folder';
}

function namesIn(status: KeptStatus): string[] {
  return [...new Set([...status.values()].flatMap((properties) => [...properties.keys()]))];
}
