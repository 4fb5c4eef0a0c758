/**
 * Times as a person says them.
 *
 * @module
 */

/** The units, each with its milliseconds, the largest first. */
const UNITS = [
  ['y', 365 * 24 * 3600_000],
  ['mo', 30 * 24 * 3600_000],
  ['d', 24 * 3600_000],
  ['h', 3600_000],
  ['min', 60_000],
] as const;

/** How long ago a time (ISO 8601) was: `2 h ago`, `just now`; a time to come is shown as it is. */
export function timeAgo(time: string, now: Date): string {
  const passed = now.getTime() - new Date(time).getTime();
  if (passed < 0) return `at ${time}`;
  const unit = UNITS.find(([, length]) => passed >= length);
  return unit ? `${Math.floor(passed / unit[1])} ${unit[0]} ago` : 'just now';
}

/** How far off a time (ISO 8601) is: `in 31 d`, `in 2 h`, `in 20 s`; a time that is past is `due`. */
export function timeUntil(time: string, now: Date): string {
  const left = new Date(time).getTime() - now.getTime();
  if (left <= 0) return 'due';
  // Somebody waits for it: months would be too coarse.
  const unit = UNITS.find(([name, length]) => name !== 'mo' && left >= length);
  return unit ? `in ${Math.floor(left / unit[1])} ${unit[0]}` : `in ${Math.ceil(left / 1000)} s`;
}
