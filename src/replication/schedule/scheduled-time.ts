/**
 * The time of a scheduled publication as people write it: ISO 8601 with its offset, or a time of the clock
 * on somebody's wall, in a zone that has a name.
 *
 * @module
 */

/** A moment, and how it was meant. */
export interface ScheduledTime {
  /** ISO 8601 with the offset that is in force then: `2026-12-24T09:00:00+01:00`. */
  readonly at: string;
  /** IANA name such as `Europe/Berlin`, or the offset when only that was said: `UTC+01:00`, `UTC`. */
  readonly zone: string;
}

/** The text is no time that comes: the message says why, and what to write instead. */
export class TimeError extends RangeError {
  constructor(message: string) {
    super(message);
    this.name = 'TimeError';
  }
}

const FORM =
  /^(\d{4}-\d\d-\d\d)[T ](\d\d:\d\d)(:\d\d)?(?:\.\d{1,3})?\s*(Z|[+-]\d\d:?\d\d)?(?:\s*\[?([A-Za-z]+(?:\/[A-Za-z0-9_+-]+)*)\]?)?$/;

const MINUTE = 60_000;

/**
 * Reads a time such as `2026-12-24T09:00+01:00`, `2026-12-24 09:00 Europe/Berlin` or `2026-12-24T08:00Z`.
 * @param zone the zone of times that name none; this machine's unless told
 * @throws TimeError when it is none, or one that the clocks of its zone skip
 */
export function parseScheduledTime(text: string, zone = localZone()): ScheduledTime {
  const [, day, minute, second = ':00', offset, named] = FORM.exec(text.trim()) ?? [];
  if (day === undefined || minute === undefined) {
    throw new TimeError(
      `"${text}" is no time; write it as 2026-12-24T09:00+01:00 or "2026-12-24 09:00 Europe/Berlin"`,
    );
  }
  const wall = `${day}T${minute}${second}`;
  const wallTime = Date.parse(`${wall}Z`);
  if (Number.isNaN(wallTime) || !new Date(wallTime).toISOString().startsWith(wall)) {
    throw new TimeError(`"${text}" is no day or time of the calendar`);
  }
  if (offset !== undefined) {
    const minutes = offsetOf(offset);
    return {
      at: wall + offsetText(minutes),
      zone: named ? checkedZone(named) : minutes === 0 ? 'UTC' : `UTC${offsetText(minutes)}`,
    };
  }
  const there = checkedZone(named ?? zone);
  const minutes = offsetAt(wallTime, there);
  if (minutes === undefined) {
    throw new TimeError(`there is no ${day} ${minute} in ${there}: the clocks are put forward then`);
  }
  return { at: wall + offsetText(minutes), zone: there };
}

/** Says a time plainly: `2026-12-24 09:00 Europe/Berlin (UTC+01:00)`. */
export function describeTime({ at, zone }: ScheduledTime): string {
  const [day = '', rest = ''] = at.split('T');
  const time = rest.slice(0, rest.startsWith(':00', 5) ? 5 : 8);
  const offset = at.endsWith('Z') ? 'UTC' : `UTC${at.slice(-6)}`;
  return `${day} ${time} ${zone.startsWith('UTC') ? zone : `${zone} (${offset})`}`;
}

/** This machine's zone. */
export function localZone(): string {
  return Intl.DateTimeFormat().resolvedOptions().timeZone;
}

function checkedZone(zone: string): string {
  try {
    return Intl.DateTimeFormat('en', { timeZone: zone }).resolvedOptions().timeZone;
  } catch {
    throw new TimeError(`there is no time zone "${zone}"; zones are called like Europe/Berlin`);
  }
}

/** The offset in minutes at a wall time; of a time that comes twice the first, `undefined` of one skipped. */
function offsetAt(wallTime: number, zone: string): number | undefined {
  const day = 24 * 60 * MINUTE;
  // Whatever the zone does that day, its offset is that of the day before or that of the day after.
  const candidates = [offsetThen(wallTime - day, zone), offsetThen(wallTime + day, zone)];
  return candidates.find((minutes) => offsetThen(wallTime - minutes * MINUTE, zone) === minutes);
}

/** The offset of a zone at a moment, in minutes. */
function offsetThen(moment: number, zone: string): number {
  const parts = Intl.DateTimeFormat('en', { timeZone: zone, timeZoneName: 'longOffset' }).formatToParts(
    moment,
  );
  const name = parts.find(({ type }) => type === 'timeZoneName')?.value ?? '';
  return name === 'GMT' ? 0 : offsetOf(name.slice('GMT'.length));
}

function offsetOf(text: string): number {
  if (text === 'Z') return 0;
  const minutes = Number(text.slice(1, 3)) * 60 + Number(text.slice(-2));
  return text.startsWith('-') ? -minutes : minutes;
}

function offsetText(minutes: number): string {
  const two = (number: number) => String(number).padStart(2, '0');
  const size = Math.abs(minutes);
  return `${minutes < 0 ? '-' : '+'}${two(Math.floor(size / 60))}:${two(size % 60)}`;
}
