/**
 * A temporary folder under a watcher, with a simulated consumer.
 *
 * @module
 */
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { setImmediate as letOthersRun } from 'node:timers/promises';
import { expect, onTestFinished, vi } from 'vitest';
import type { Problem } from '../../src/problems/problem.ts';
import { ignoredBy, type WatchRules } from '../../src/watch/watch-rules.ts';
import type { StartWatcher, Watcher, WatchOptions } from '../../src/watch/watcher.ts';
import { TreeModel } from './tree-model.ts';

/** What the watched folder's watcher ignores. */
const RULES: WatchRules = {
  ignoredNames: ['.git', '.oakling'],
  ignoredPatterns: ['^\\.oakling-', '^cq5?dam\\.', '\\.dir$', '~$'],
  shallowNames: ['_jcr_content'],
};

/** Far beyond what any step takes on a busy machine; only failures wait that long. */
export const PATIENCE = { timeout: 20_000, interval: 50 };

/** A file system in memory, if there is one: only there files are made fast enough to call it a burst. */
export const IN_MEMORY = existsSync('/dev/shm') ? '/dev/shm' : tmpdir();

/** How long the main thread is held at a time, in milliseconds: a comparison, a picture, a slow plugin. */
const BUSY = 200;

/** A watched folder and what came of it so far. */
export interface WatchedFolder {
  /** The folder's parent, which is not watched. */
  readonly outside: string;
  readonly root: string;
  readonly watcher: Watcher;
  /** Every path hinted so far. */
  readonly hinted: string[];
  readonly problems: Problem[];
  /** An absolute path in the folder. */
  at(path: string): string;
  /** Resolves when the consumer knows what is on the disk. */
  settled(): Promise<void>;
}

/** Makes a folder in `place`, lets `prepare` fill it, and watches it until the test ends. */
export async function watchedFolder(
  start: StartWatcher,
  wishes: Partial<WatchOptions>,
  prepare: (root: string) => unknown = () => {},
  place = tmpdir(),
): Promise<WatchedFolder> {
  const outside = mkdtempSync(join(place, 'oakling-test-'));
  onTestFinished(() => rmSync(outside, { recursive: true, force: true }));
  const root = join(outside, 'content');
  mkdirSync(root);
  await prepare(root);
  const hinted: string[] = [];
  const problems: Problem[] = [];
  const model = new TreeModel(root, ignoredBy(RULES, root));
  const watcher = await start({
    root,
    rules: RULES,
    sweep: 0,
    onHints: (paths) => {
      for (const path of paths) {
        hinted.push(path);
        model.learn(path);
      }
    },
    onProblem: (problem) => problems.push(problem),
    ...wishes,
  });
  onTestFinished(() => watcher.close());
  // What changed while the watcher started is nobody's promise.
  model.learn(root);
  return {
    outside,
    root,
    watcher,
    hinted,
    problems,
    at: (path) => join(root, path),
    settled: () => vi.waitFor(() => expect(model.differences()).toEqual([]), PATIENCE),
  };
}

/** Writes a file, with the folders on the way to it. */
export function put(file: string, text: string): void {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
}

/** Holds the main thread again and again until `work` is done, which another process does. */
export async function whileBusy(work: Promise<unknown>): Promise<void> {
  const held = new Int32Array(new SharedArrayBuffer(4));
  let isDone = false;
  const done = work.finally(() => {
    isDone = true;
  });
  while (!isDone) {
    Atomics.wait(held, 0, 0, BUSY);
    await letOthersRun();
  }
  await done;
}
