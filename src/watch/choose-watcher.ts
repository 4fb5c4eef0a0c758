/**
 * Which watcher suits a tree.
 *
 * @module
 */
import { problem } from '../problems/problem.ts';
import { watchWithChokidar } from './chokidar-watcher.ts';
import { countPaths } from './count-paths.ts';
import { watchFolders } from './directory-watcher.ts';
import { deafFileSystem } from './network-mount.ts';
import { watchByPolling } from './polling-watcher.ts';
import type { StartWatcher, Watcher, WatchOptions } from './watcher.ts';

/** How to watch; `auto` chooses by the file system and the size of the tree. */
export type WatchMode = 'auto' | Watcher['kind'];

/** What to watch, and how. */
export interface TreeWatchOptions extends WatchOptions {
  /** Default `auto`. */
  readonly mode?: WatchMode | undefined;
}

/** chokidar watches every path: with more, it is slow to start, hungry, and near the limits of the system. */
const MOST_FOR_CHOKIDAR = 20_000;

const WATCHERS: Readonly<Record<Watcher['kind'], StartWatcher>> = {
  chokidar: watchWithChokidar,
  directory: watchFolders,
  polling: watchByPolling,
};

/** Watches a tree in the way it is told, or the one that suits it; which one is told as `kind`. */
export async function watchTree(options: TreeWatchOptions): Promise<Watcher> {
  const { mode = 'auto' } = options;
  return WATCHERS[mode === 'auto' ? await choose(options) : mode](options);
}

async function choose({ root, rules, onProblem }: TreeWatchOptions): Promise<Watcher['kind']> {
  const type = deafFileSystem(root);
  if (type !== undefined) {
    const message = `The folder lies on a file system (${type}) that does not tell all changes, so it is polled.`;
    const hint = 'Changes are noticed after a second or more; choose another watcher to insist on events.';
    onProblem(problem('watch.polling', { path: '.', message, hint }));
    return 'polling';
  }
  return (await countPaths(root, rules, MOST_FOR_CHOKIDAR)) > MOST_FOR_CHOKIDAR ? 'directory' : 'chokidar';
}
