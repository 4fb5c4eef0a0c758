import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeItemName, encodeItemName } from './item-names.ts';

describe('names of items in XML', () => {
  it.each([
    ['1', '_x0031_'],
    ['3d', '_x0033_d'],
    ['a b', 'a_x0020_b'],
    ['x@LastModified', 'x_x0040_LastModified'],
    ['test%test', 'test_x0025_test'],
    ['jcr:content', 'jcr:content'],
    ['_x0031_', '_x005f_x0031_'],
    ['foo[2]', 'foo_x005b_2_x005d_'],
  ])('%s is %s', (jcr, xml) => {
    expect(encodeItemName(jcr)).toBe(xml);
    expect(decodeItemName(xml)).toBe(jcr);
  });

  it('gives back every name', () => {
    const unit = fc.constantFrom('a', '1', '_', 'x', '0', '3', ' ', '@', 'é', '😀', '-', '.');
    fc.assert(
      fc.property(fc.string({ unit, minLength: 1 }), (jcr) => {
        expect(decodeItemName(encodeItemName(jcr))).toBe(jcr);
      }),
      { numRuns: 2000 },
    );
  });
});
