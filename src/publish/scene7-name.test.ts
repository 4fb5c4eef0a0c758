import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { scene7Id } from './scene7-id.ts';
import { scene7Name } from './scene7-name.ts';

const free = () => false;

describe('the Dynamic Media name', () => {
  it.each([
    ['hero.jpg', 'hero'],
    ['A Journey.PSD', 'A Journey'],
    ['archive.tar.gz', 'archive.tar'],
    ['LICENSE', 'LICENSE'],
    ['.hidden', '.hidden'],
    ['two\nlines.png', 'two\nlines'],
  ])('of %j is %j', (fileName, expected) => expect(scene7Name(fileName, free)).toBe(expected));

  it('is numbered until it is free', () => {
    const company = new Set(['chair', 'chair-1', 'chair-3']);
    expect(scene7Name('chair.tif', (name) => company.has(name))).toBe('chair-2');
  });

  it('keeps the first hundred characters of a longer one, and tells the rest apart', () => {
    const beginning = 'x'.repeat(100);
    expect(scene7Name(`${beginning}.jpg`, free)).toBe(beginning);
    const [one, two] = [`${beginning}1.jpg`, `${beginning}2.jpg`].map((name) => scene7Name(name, free));
    expect(one).toMatch(/^x{100}[0-9a-z]+$/);
    expect(one).not.toBe(two);
    expect(scene7Name(`${beginning}1.jpg`, free)).toBe(one);
  });

  it('cuts no character in two', () => {
    const name = scene7Name(`x${'😀'.repeat(120)}.jpg`, free);
    expect(Buffer.from(name).toString()).toBe(name);
  });

  it('is unique, however many files are alike', () => {
    const names = fc.array(fc.constantFrom('a.jpg', 'a.png', 'a-1.jpg', 'b.jpg', 'a-1-1.gif'), {
      maxLength: 30,
    });
    fc.assert(
      fc.property(names, (files) => {
        const company = new Set<string>();
        for (const file of files) company.add(scene7Name(file, (name) => company.has(name)));
        expect(company.size).toBe(files.length);
      }),
    );
  });
});

describe('an id of Dynamic Media', () => {
  it('looks like one, and always belongs to the same text', () => {
    fc.assert(
      fc.property(fc.uuid(), (uuid) => {
        expect(scene7Id('a', uuid, 9)).toMatch(/^a\|[1-9]\d{8}$/);
        expect(scene7Id('c', uuid, 5)).toMatch(/^c\|[1-9]\d{4}$/);
        expect(scene7Id('a', uuid, 9)).toBe(scene7Id('a', uuid, 9));
      }),
    );
  });

  it('spreads', () => {
    const ids = new Set(Array.from({ length: 10_000 }, (_, i) => scene7Id('a', `uuid-${i}`, 9)));
    // Of ten thousand among a thousand million, fewer than one pair meets on average.
    expect(ids.size).toBeGreaterThan(9_990);
  });
});
