/**
 * How large a tree is, as far as a watcher minds.
 *
 * @module
 */
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { setImmediate as letOthersRun } from 'node:timers/promises';
import { NameRules } from './name-rules.js';
import type { WatchRules } from './watch-rules.ts';

/** How long counting may hold the event loop, in milliseconds. */
const SLICE = 20;

/** Counts the files and folders to watch below `root`; stops as soon as there are more than `most`. */
export async function countPaths(root: string, rules: WatchRules, most: number): Promise<number> {
  const names = new NameRules(rules);
  const folders = [{ path: root, levels: Number.POSITIVE_INFINITY }];
  let count = 0;
  let sliceStart = performance.now();
  for (let folder = folders.pop(); folder && count <= most; folder = folders.pop()) {
    for (const entry of entriesOf(folder.path)) {
      if (names.ignores(entry.name)) continue;
      count++;
      const levels = names.levelsIn(entry.name, folder.levels);
      if (entry.isDirectory() && levels >= 0) folders.push({ path: join(folder.path, entry.name), levels });
    }
    if (performance.now() - sliceStart < SLICE) continue;
    await letOthersRun();
    sliceStart = performance.now();
  }
  return count;
}

/** The entries of a folder; none where it cannot be read, since nothing can be watched there either. */
function entriesOf(path: string) {
  try {
    return readdirSync(path, { withFileTypes: true });
  } catch {
    return [];
  }
}
