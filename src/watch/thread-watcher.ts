/**
 * The main thread's side of a watcher that works in a thread of its own.
 *
 * @module
 */
import { statSync } from 'node:fs';
import { Worker } from 'node:worker_threads';
import { Settle } from './settle.ts';
import { startSweep } from './sweep.ts';
import { WatchProblems } from './watch-problems.ts';
import type { Watcher, WatchOptions } from './watcher.ts';

/** What a thread tells: first what went wrong so far, if anything, then `ready`, then the rest. */
export type FromThread =
  | { readonly kind: 'ready' }
  | { readonly kind: 'hints'; readonly paths: readonly string[] }
  | { readonly kind: 'limit'; readonly code: 'ENOSPC' | 'EMFILE' }
  | { readonly kind: 'shallow'; readonly folders: number }
  | { readonly kind: 'root'; readonly isThere: boolean };

/** What a thread is told: the root is being swept, which is the time to try again what failed. */
export type ToThread = 'sweep';

/** The thread of a watcher. */
export interface WatcherThread {
  readonly kind: Watcher['kind'];
  /** Plain JavaScript beside this file, so that it loads from `src/` and from `dist/` as it stands. */
  readonly script: URL;
  /** What the script wants to know besides the root and the rules. */
  readonly setting: object;
}

/**
 * Starts a thread that watches, and delivers what it tells. The sweep is done here, so it goes on even
 * without the thread.
 * @throws the I/O error when the root cannot be looked at.
 */
export async function watchInThread(
  { kind, script, setting }: WatcherThread,
  options: WatchOptions,
): Promise<Watcher> {
  const { root, rules } = options;
  statSync(root);
  const settle = new Settle(options);
  const problems = new WatchProblems(options.onProblem);
  const worker = new Worker(script, { workerData: { root, rules, ...setting } });
  await new Promise<void>((resolve) => {
    worker.on('message', (message: FromThread) => {
      if (message.kind === 'ready') resolve();
      else take(message, settle, problems);
    });
    worker.on('error', (cause) => {
      problems.failed(cause instanceof Error ? cause : new Error(String(cause)));
      resolve();
    });
  });
  const sweep = startSweep(options, () => {
    worker.postMessage('sweep' satisfies ToThread);
    settle.add(root);
  });
  return {
    kind,
    get pending() {
      return settle.pending;
    },
    async close() {
      sweep.stop();
      settle.close();
      await worker.terminate();
    },
  };
}

function take(message: FromThread, settle: Settle, problems: WatchProblems): void {
  switch (message.kind) {
    case 'ready':
      return;
    case 'hints':
      for (const path of message.paths) settle.add(path);
      return;
    case 'limit':
      problems.limit(message.code);
      return;
    case 'shallow':
      problems.shallow(message.folders);
      return;
    case 'root':
      if (message.isThere) problems.rootBack();
      else problems.rootGone();
  }
}
