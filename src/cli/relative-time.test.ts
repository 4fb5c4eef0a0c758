import { expect, it } from 'vitest';
import { timeAgo, timeUntil } from './relative-time.ts';

const NOW = new Date('2026-11-23T12:00:00Z');

it.each([
  ['2026-11-23T12:00:00Z', 'just now'],
  ['2026-11-23T11:59:01Z', 'just now'],
  ['2026-11-23T11:59:00Z', '1 min ago'],
  ['2026-11-23T10:00:00Z', '2 h ago'],
  ['2026-11-22T13:00:00Z', '23 h ago'],
  ['2026-11-21T11:00:00Z', '2 d ago'],
  ['2026-09-01T00:00:00Z', '2 mo ago'],
  ['2020-12-01T00:00:00Z', '5 y ago'],
  ['2026-11-23T12:00:01Z', 'at 2026-11-23T12:00:01Z'],
])('%s was %s', (time, words) => {
  expect(timeAgo(time, NOW)).toBe(words);
});

it.each([
  ['2026-11-23T12:00:00Z', 'due'],
  ['2026-11-23T12:00:00.400Z', 'in 1 s'],
  ['2026-11-23T12:00:59Z', 'in 59 s'],
  ['2026-11-23T12:01:00Z', 'in 1 min'],
  ['2026-11-24T11:00:00Z', 'in 23 h'],
  ['2026-12-24T12:00:00Z', 'in 31 d'],
  ['2028-11-24T12:00:00Z', 'in 2 y'],
])('%s comes %s', (time, words) => {
  expect(timeUntil(time, NOW)).toBe(words);
});
