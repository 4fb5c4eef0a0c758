import fc from 'fast-check';
import { expect, it } from 'vitest';
import { simplestFraction } from './fraction.ts';

it.each([
  [0.00625, '1/160'],
  [7.1, '71/10'],
  [72, '72/1'],
  [0, '0/1'],
  [-1 / 3, '-1/3'],
  [92659 / 12655, '92659/12655'],
])('%d is %s', (value, fraction) => {
  expect(simplestFraction(value)).toBe(fraction);
});

it('has the value it was made of', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 100_000 }), fc.integer({ min: 1, max: 10_000 }), (top, bottom) => {
      const [numerator = 0, denominator = 1] = simplestFraction(top / bottom)
        .split('/')
        .map(Number);
      expect(numerator * bottom).toBe(top * denominator);
    }),
  );
});
