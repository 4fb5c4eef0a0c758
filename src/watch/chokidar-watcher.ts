/**
 * The watcher for trees of ordinary size, by chokidar.
 *
 * chokidar's own events are throttled, held back and sometimes dropped (a second change within 50 ms is
 * none), which is right for acting on events and wrong for "look here". So its raw ones are hints as
 * well; and {@link BlindSpots} keeps it from going blind in folders.
 *
 * @module
 */
import { realpathSync } from 'node:fs';
import { basename, join } from 'node:path';
import { FSWatcher } from 'chokidar';
import { errorCode } from '../disk/errors.ts';
import { BlindSpots } from './blind-spots.ts';
import { OverflowGuard } from './overflow-guard.js';
import { Settle } from './settle.ts';
import { startSweep } from './sweep.ts';
import { inotifyLimit, isLimit, WatchProblems } from './watch-problems.ts';
import { ignoredBy } from './watch-rules.ts';
import type { StartWatcher } from './watcher.ts';

/** Watches with chokidar: every folder and every file is watched. */
export const watchWithChokidar: StartWatcher = async (options) => {
  // chokidar watches the link, not the folder, where links are not followed.
  const root = realpathSync(options.root);
  const ignored = ignoredBy(options.rules, root);
  const settle = new Settle(options);
  const problems = new WatchProblems(options.onProblem);
  let isReady = false;
  const hint = (path: string) => {
    if (isReady && !ignored(path)) settle.add(options.root + path.slice(root.length));
  };

  // `atomic` would only hold events back and hide names.
  const watcher = new FSWatcher({
    ignored,
    ignoreInitial: true,
    atomic: false,
    followSymlinks: false,
    ignorePermissionErrors: true,
    usePolling: false,
  });
  const blindSpots = new BlindSpots(watcher, {
    root,
    ignored,
    onHint: hint,
    onRoot: (isThere) => (isThere ? problems.rootBack() : problems.rootGone()),
  });
  const queueLength = inotifyLimit('max_queued_events') ?? Number.POSITIVE_INFINITY;
  const guard = new OverflowGuard(queueLength, () => {
    hint(root);
    blindSpots.doubtEverything();
  });

  watcher.on('raw', (event, name, details) => {
    guard.count();
    const watchedPath = watchedPathOf(details);
    if (watchedPath === undefined) return;
    // What is watched is told under its own name, like an entry of the same name in it.
    const isItself = !name || name === basename(watchedPath);
    const path = isItself ? watchedPath : join(watchedPath, name);
    hint(path);
    if (event !== 'rename') return;
    blindSpots.renamed(path);
    if (isItself && name) blindSpots.renamed(join(watchedPath, name));
  });
  watcher.on('all', (event, path, stats) => {
    hint(path);
    blindSpots.heard();
    if (event === 'addDir') blindSpots.added(path);
    else if (event === 'unlinkDir') blindSpots.removed(path);
    else if (event === 'change' && stats?.isDirectory()) blindSpots.swapped(path);
  });
  watcher.on('error', (cause) => {
    const code = errorCode(cause);
    if (!isLimit(code)) problems.failed(cause instanceof Error ? cause : new Error(String(cause)));
    else {
      blindSpots.giveUp();
      problems.limit(code);
    }
  });

  const ready = new Promise<void>((resolve) => watcher.once('ready', resolve));
  watcher.add(root);
  await ready;
  await blindSpots.start();
  isReady = true;
  const sweep = startSweep(options, () => hint(root));
  return {
    kind: 'chokidar',
    get pending() {
      return settle.pending || blindSpots.pending;
    },
    async close() {
      sweep.stop();
      settle.close();
      blindSpots.close();
      await watcher.close();
    },
  };
};

/** Which of chokidar's watches a raw event came from; it does not tell where the environment makes it poll. */
function watchedPathOf(details: unknown): string | undefined {
  const isTold = typeof details === 'object' && details !== null && 'watchedPath' in details;
  return isTold && typeof details.watchedPath === 'string' ? details.watchedPath : undefined;
}
