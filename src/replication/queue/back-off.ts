/**
 * How long to wait before the next try: twice as long each time, and never all at the same moment.
 *
 * @module
 */

/** How a failed delivery is tried again. */
export interface RetryOptions {
  /** The wait after the first failure, in milliseconds. */
  readonly first: number;
  /** The longest wait, in milliseconds. */
  readonly longest: number;
  /** So many failures, and a delivery is parked until somebody asks for it. */
  readonly attempts: number;
}

/** About a quarter of an hour in all. */
export const DEFAULT_RETRY: RetryOptions = { first: 1_000, longest: 300_000, attempts: 10 };

/**
 * The wait after a number of failures, in milliseconds: between half of the doubled time and all of it.
 * @param random from 0 up to 1
 */
export function backOff(failures: number, random: number, { first, longest }: RetryOptions): number {
  const doubled = Math.min(longest, first * 2 ** (failures - 1));
  return Math.round(doubled * (0.5 + random / 2));
}
