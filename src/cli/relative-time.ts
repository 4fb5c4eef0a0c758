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

/** How far off a time (ISO 8601) is: `in 2 h`, `now`; a time that is past is due. */
export function timeUntil(time: string, now: Date): string {
  const left = new Date(time).getTime() - now.getTime();
  const unit = UNITS.find(([, length]) => left >= length);
  if (unit) return `in ${Math.floor(left / unit[1])} ${unit[0]}`;
  return left > 0 ? 'now' : 'due';
}
