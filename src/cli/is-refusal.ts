/**
 * Telling what a verb refuses from what goes wrong in it.
 *
 * @module
 */

/** Whether a verb could not obey what it was asked. What comes from another process has the name, not the class. */
export function isRefusal(cause: unknown): cause is Error {
  return cause instanceof Error && cause.name === 'RangeError';
}
