/**
 * The watcher that needs no events: for network mounts, where the kernel does not hear of others'
 * changes, and wherever nothing else works.
 *
 * @module
 */
import { watchInThread } from './thread-watcher.ts';
import type { StartWatcher } from './watcher.ts';

/** Between two walks, in milliseconds. */
const INTERVAL = 1000;

/** Watches by walking the tree again and again, for at most a tenth of the time. */
export const watchByPolling: StartWatcher = ({ pollInterval = INTERVAL, ...options }) => {
  const script = new URL('./polling-worker.js', import.meta.url);
  // Every walk looks at everything, so there is nothing to sweep for.
  return watchInThread(
    { kind: 'polling', script, setting: { interval: pollInterval } },
    { ...options, sweep: 0 },
  );
};
