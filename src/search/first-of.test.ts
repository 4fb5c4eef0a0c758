import fc from 'fast-check';
import { expect, it } from 'vitest';
import { firstOf } from './first-of.ts';

it('answers what ordering all of them begins with', () => {
  fc.assert(
    fc.property(
      fc.array(fc.integer({ min: 0, max: 50 }), { maxLength: 200 }),
      fc.nat(220),
      (items, count) => {
        const compare = (a: number, b: number) => a - b;
        expect(firstOf(items, count, compare)).toEqual([...items].sort(compare).slice(0, count));
      },
    ),
    { numRuns: 300 },
  );
});
