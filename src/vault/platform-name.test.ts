import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeName, encodeName } from './platform-name.ts';

describe('the platform name codec', () => {
  it.each([
    ['cq:content', '_cq_content'],
    ['cq:test_image.jpg', '_cq_test_image.jpg'],
    ['_test_image.jpg', '__test_image.jpg'],
    ['cq:test:image.jpg', '_cq_test%3aimage.jpg'],
    ['_cq_:test.jpg', '__cq_%3atest.jpg'],
    ['_cq:test.jpg', '_cq%3atest.jpg'],
    ['cq_:test.jpg', 'cq_%3atest.jpg'],
    ['_', '_'],
    [':', '%3a'],
    [':oak:mount-libs-nodetype', '%3aoak%3amount-libs-nodetype'],
    ['_DSC_0001.jpg', '__DSC_0001.jpg'],
    ['_x', '_x'],
    ['jcr:content', '_jcr_content'],
    ['50%.png', '50%25.png'],
    ['a b*[1].png', 'a b*[1].png'],
  ])('%s is %s on disk', (jcr, file) => {
    expect(encodeName(jcr)).toBe(file);
    expect(decodeName(file)).toBe(jcr);
  });

  it('reads the non-canonical spelling too', () => {
    expect(decodeName('__x')).toBe('_x');
  });

  it('gives back every name but those FileVault itself cannot: a leading _ followed by : or %', () => {
    fc.assert(
      fc.property(
        fc.string({
          unit: fc.constantFrom('a', 'b', '_', ':', '%', '2', '5', '?', '.', 'é', '😀', ' '),
          minLength: 1,
        }),
        (jcr) => {
          fc.pre(!/^_[:%]/.test(jcr));
          expect(decodeName(encodeName(jcr))).toBe(jcr);
        },
      ),
      { numRuns: 2000 },
    );
  });
});
