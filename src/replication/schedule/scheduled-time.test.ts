import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { describeTime, parseScheduledTime, TimeError } from './scheduled-time.ts';

describe('times of scheduled publications', () => {
  it.each([
    ['2026-12-24T09:00:00+01:00', '2026-12-24T09:00:00+01:00', 'UTC+01:00'],
    ['2026-12-24T09:00-0330', '2026-12-24T09:00:00-03:30', 'UTC-03:30'],
    ['2026-12-24T09:00Z', '2026-12-24T09:00:00+00:00', 'UTC'],
    ['2026-12-24 09:00', '2026-12-24T09:00:00+01:00', 'Europe/Berlin'],
    ['2026-07-24 09:00:30', '2026-07-24T09:00:30+02:00', 'Europe/Berlin'],
    ['2026-07-24 09:00 America/New_York', '2026-07-24T09:00:00-04:00', 'America/New_York'],
    ['2026-07-24T09:00-04:00[America/New_York]', '2026-07-24T09:00:00-04:00', 'America/New_York'],
    ['2026-07-24 09:00 Asia/Kathmandu', '2026-07-24T09:00:00+05:45', expect.stringMatching('Kat')],
    ['2026-10-25 02:30', '2026-10-25T02:30:00+02:00', 'Europe/Berlin'],
  ])('reads %s', (text, at, zone) => {
    expect(parseScheduledTime(text, 'Europe/Berlin')).toEqual({ at, zone });
  });

  it.each([
    ['tomorrow', 'is no time'],
    ['2026-12-24', 'is no time'],
    ['2026-02-30 09:00', 'calendar'],
    ['2026-12-24 25:00', 'calendar'],
    ['2026-03-29 02:30', 'put forward'],
    ['2026-12-24 09:00 Mars/Base', 'no time zone'],
  ])('refuses %s', (text, why) => {
    const reading = () => parseScheduledTime(text, 'Europe/Berlin');
    expect(reading).toThrow(TimeError);
    expect(reading).toThrow(why);
  });

  it('are said plainly', () => {
    const said = (text: string) => describeTime(parseScheduledTime(text, 'Europe/Berlin'));
    expect(said('2026-12-24 09:00')).toBe('2026-12-24 09:00 Europe/Berlin (UTC+01:00)');
    expect(said('2026-12-24T09:00:30+01:00')).toBe('2026-12-24 09:00:30 UTC+01:00');
    expect(said('2026-12-24T09:00Z')).toBe('2026-12-24 09:00 UTC');
  });

  it('mean the moment at which the clocks of the zone show them', () => {
    const zone = fc.constantFrom('Europe/Berlin', 'America/St_Johns', 'Australia/Lord_Howe', 'Asia/Tokyo');
    const moment = fc.date({ min: new Date('2020-01-01'), max: new Date('2040-01-01'), noInvalidDate: true });
    fc.assert(
      fc.property(zone, moment, (timeZone, date) => {
        const wall = new Intl.DateTimeFormat('sv', { timeZone, dateStyle: 'short', timeStyle: 'medium' });
        const shown = wall.format(date);
        expect(wall.format(new Date(parseScheduledTime(shown, timeZone).at))).toBe(shown);
      }),
    );
  });
});
