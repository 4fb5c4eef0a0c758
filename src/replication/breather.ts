/**
 * Letting others run: much of what happens here is quick and never waits, and ten thousand quick things
 * in a row would keep signals, watchers and requests waiting for seconds.
 *
 * @module
 */
import { setImmediate as othersRan } from 'node:timers/promises';

/** So long, in milliseconds, one may go on without letting others run. */
const BREATH = 15;

/** Answers a function to be awaited between quick things; it seldom takes any time. */
export function breather(): () => Promise<void> | undefined {
  let since = performance.now();
  return () => {
    if (performance.now() - since < BREATH) return undefined;
    return othersRan().then(() => {
      since = performance.now();
    });
  };
}
