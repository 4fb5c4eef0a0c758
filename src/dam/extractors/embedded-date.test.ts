import fc from 'fast-check';
import { expect, it } from 'vitest';
import { jcrDate } from './embedded-date.ts';

it.each([
  ['2019-12-02T15:24:35.000-08:00', '2019-12-02T15:24:35.000-08:00'],
  ['2019-12-02T15:24:35-08:00', '2019-12-02T15:24:35.000-08:00'],
  ['2019-12-02T15:24+0530', '2019-12-02T15:24:00.000+05:30'],
  ['2019-12-02T15:24:35.5Z', '2019-12-02T15:24:35.500Z'],
  ['2019-12-02T15:24:35.123456+00:00', '2019-12-02T15:24:35.123Z'],
  ['2014:07:09 06:50:13', '2014-07-09T06:50:13.000Z'],
  ['2014:07:09 06:50:13+02:00', '2014-07-09T06:50:13.000+02:00'],
  ['2014-07', '2014-07-01T00:00:00.000Z'],
  ['2014', '2014-01-01T00:00:00.000Z'],
])('%s is %s', (text, expected) => {
  expect(jcrDate(text)).toBe(expected);
});

it.each([
  '',
  '0000:00:00 00:00:00',
  '2014-02-30',
  '2014-13-01',
  '20140709',
  'yesterday',
  '2014-07-09T25:00Z',
])('%j is no date', (text) => {
  expect(jcrDate(text)).toBeUndefined();
});

it('keeps every date that JCR itself writes', () => {
  fc.assert(
    fc.property(
      fc.date({ min: new Date('1000-01-01'), max: new Date('9999-12-31'), noInvalidDate: true }),
      (moment) => {
        expect(jcrDate(moment.toISOString())).toBe(moment.toISOString());
      },
    ),
  );
});
