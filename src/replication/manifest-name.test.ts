import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { manifestName, nameOfManifest } from './manifest-name.ts';

describe('file names of manifests', () => {
  it('stay readable where names are ordinary', () => {
    expect(manifestName('summer hero-1.jpg')).toBe('summer hero-1.jpg');
    expect(manifestName('Hero.jpg')).toBe('%48ero.jpg');
    expect(manifestName('gr\u00fcn.jpg')).toBe('gr%c3%bcn.jpg');
    expect(manifestName('con.jpg')).toBe('%63on.jpg');
    expect(manifestName('console.jpg')).toBe('console.jpg');
  });

  it('are different for different names, on any file system', () => {
    const name = fc.string({ unit: 'grapheme', maxLength: 120 });
    fc.assert(
      fc.property(name, name, (a, b) => {
        const [first, second] = [manifestName(a), manifestName(b)];
        expect(first).toMatch(/^[a-z0-9_\-. %~]*$/);
        expect(first.length).toBeLessThanOrEqual(200);
        expect(nameOfManifest(first)).toBe(first.includes('~') ? undefined : a);
        expect(first === second).toBe(a === b);
      }),
      {
        examples: [
          ['hero', 'Hero'],
          ['\u00e9', 'e\u0301'],
          ['x'.repeat(300), `${'x'.repeat(299)}y`],
        ],
      },
    );
  });
});
