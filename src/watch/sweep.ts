/**
 * The safety net below events: now and then everything is looked at.
 *
 * @module
 */
import type { WatchOptions } from './watcher.ts';

/** Between two sweeps, in milliseconds. Comparing 100,000 files takes about half a second. */
const INTERVAL = 60_000;

/** Does `work` now and then, as `options.sweep` says, without keeping the process alive. */
export function startSweep({ sweep = INTERVAL }: WatchOptions, work: () => void): { stop(): void } {
  if (sweep <= 0) return { stop() {} };
  const timer = setInterval(work, sweep);
  timer.unref();
  return { stop: () => clearInterval(timer) };
}
