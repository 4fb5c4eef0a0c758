import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { foldText, searchableText, searchTerms } from './fold-text.ts';

describe('folding text', () => {
  it.each([
    ['hero-1_Final.JPG', 'hero 1 final jpg'],
    ['Straße-Él_01', 'strasse el 01'],
    ['  ', ''],
    ['ﬁle', 'file'],
    ['東京.jpg', '東 京 jpg'],
    ['हिन्दी', 'हिन्दी'],
    ['properties:season/summer', 'properties season summer'],
  ])('%j is searched as %j', (text, folded) => {
    expect(foldText(text)).toBe(folded);
  });

  it('is done once and for all, and leaves no space at the ends', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        const folded = foldText(text);
        expect(foldText(folded)).toBe(folded);
        expect(folded).toBe(folded.trim());
      }),
    );
  });
});

describe('search terms', () => {
  it('are words, and phrases in quotes', () => {
    expect(searchTerms('  Sun "blue  sea" sun é-1 "" ')).toEqual([' sun', ' blue sea', ' e 1']);
  });

  it('find the beginnings of words, and no phrase across texts', () => {
    const text = searchableText(['sun-rise.jpg', '', 'Blue sea']);
    const isFound = (query: string) => searchTerms(query).every((term) => text.includes(term));
    expect(['su', 'sun rise', 'rise', 'bl', '"blue se"', 'jpg sea'].filter(isFound)).toHaveLength(6);
    expect(['un', '"jpg blue"', '"sea blue"', 'lue'].filter(isFound)).toEqual([]);
  });
});
