import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { manifestKey, pathOfKey } from './s3-key.ts';

describe('keys of a bucket', () => {
  it('stay readable where names are ordinary', () => {
    expect(manifestKey('aem', '/content/dam/hero.jpg')).toBe('aem/content/dam/hero.jpg.json');
    expect(manifestKey('dynamicMedia', '/content/dam/Hero.jpg')).toBe(
      'dynamicMedia/content/dam/%48ero.jpg.json',
    );
    expect(pathOfKey('aem', manifestKey('aem', '/'))).toBe('/');
  });

  it('tell the path, or that only the manifest does, and fit', () => {
    const names = fc.array(fc.string({ unit: 'grapheme', minLength: 1, maxLength: 80 }), {
      minLength: 1,
      maxLength: 9,
    });
    fc.assert(
      fc.property(names, (segments) => {
        const path = `/${segments.map((segment) => segment.replaceAll('/', '_')).join('/')}`;
        const key = manifestKey('aem', path);
        expect(Buffer.byteLength(key)).toBeLessThan(900);
        expect([path, undefined]).toContain(pathOfKey('aem', key));
        if (key.includes('~')) expect(path.length).toBeGreaterThan(60);
        else expect(pathOfKey('aem', key)).toBe(path);
      }),
    );
  });
});
