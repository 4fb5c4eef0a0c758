/**
 * Waiting, as a value, so that tests need not.
 *
 * @module
 */

/** Calls back once after so many milliseconds; what it answers takes that back. */
export type Timer = (milliseconds: number, callback: () => void) => () => void;

/** Node's. It does not keep a process alive: what waits is on disk and goes on at the next start. */
export const systemTimer: Timer = (milliseconds, callback) => {
  const handle = setTimeout(callback, milliseconds);
  handle.unref();
  return () => clearTimeout(handle);
};
