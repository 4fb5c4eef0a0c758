import { describe, expect, it } from 'vitest';
import { isIn, parseSizes, parseTimes } from './range.ts';

const { POSITIVE_INFINITY: MOST, NEGATIVE_INFINITY: LEAST } = Number;

describe('ranges of sizes', () => {
  it.each([
    ['1MB', 1024 ** 2, MOST],
    ['1mb..1.5 GiB', 1024 ** 2, 1.5 * 1024 ** 3],
    ['..200K', LEAST, 200 * 1024],
    ['>10', 11, MOST],
    ['>= 10B', 10, MOST],
    ['<1KB', LEAST, 1023],
    ['<=1KB', LEAST, 1024],
  ])('%s', (text, from, to) => {
    expect(parseSizes(text)).toEqual({ from, to });
  });

  it.each(['', '..', 'MB', '1XB', '1..2..3', '-5', '>', '1MB..x'])('%j is none', (text) => {
    expect(() => parseSizes(text)).toThrow(RangeError);
  });
});

describe('ranges of times', () => {
  const now = new Date('2026-11-23T12:00:00.000Z');
  const day = 86_400_000;
  const local = (text: string) => new Date(text).getTime();

  it.each([
    ['7d', now.getTime() - 7 * day, MOST],
    ['..30d', LEAST, now.getTime() - 30 * day],
    ['2w..12h', now.getTime() - 14 * day, now.getTime() - day / 2],
    ['2026-01-01..2026-01-31', local('2026-01-01T00:00'), local('2026-02-01T00:00') - 1],
    ['>2026-01-31', local('2026-02-01T00:00'), MOST],
    ['<2026-01-31', LEAST, local('2026-01-31T00:00') - 1],
    ['2026-01-31T10:00Z..', Date.UTC(2026, 0, 31, 10), MOST],
    ['2026-01-31T10:00:00.5+01:00', Date.UTC(2026, 0, 31, 9) + 500, MOST],
  ])('%s', (text, from, to) => {
    expect(parseTimes(text, now)).toEqual({ from, to });
  });

  it.each(['yesterday', '7', '2026-13-01', '2026', '7 days', ''])('%j is none', (text) => {
    expect(() => parseTimes(text, now)).toThrow(RangeError);
  });

  it('hold nothing whose time is not known', () => {
    expect(isIn(parseTimes('7d', now), Number.NaN)).toBe(false);
    expect(isIn({ from: LEAST, to: MOST }, Number.NaN)).toBe(false);
  });
});
