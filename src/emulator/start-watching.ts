/**
 * From the caller's choice to a running watcher that hints the road.
 *
 * @module
 */
import type { Problem } from '../problems/problem.ts';
import type { Tree } from '../repository/tree.ts';
import { WATCH_RULES } from '../vault/watch-rules.ts';
import { watchTree } from '../watch/choose-watcher.ts';
import type { Watcher } from '../watch/watcher.ts';
import type { WatchChoice } from './options.ts';
import type { Road } from './road.ts';

/** Watches the assets of a tree; every hint goes to the road. */
export function startWatching(
  tree: Tree,
  road: Road,
  choice: WatchChoice,
  report: (problem: Problem) => void,
): Promise<Watcher> {
  const { start = watchTree, ...wishes } = choice;
  return start({
    root: tree.assetsFolder,
    rules: WATCH_RULES,
    onHints: (paths) => road.hint(paths),
    onProblem: report,
    ...wishes,
  });
}
