import fc from 'fast-check';
import { expect, it } from 'vitest';
import { SearchableTexts } from './searchable-texts.ts';

const word = fc.constantFrom('sun', 'sunrise', 'moon', 'é', 'x'.repeat(50));
const text = fc.array(word, { maxLength: 4 }).map((words) => words.map((each) => ` ${each}\n`).join(''));

it('finds the rows that hold a term, and none that are blank', () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(text, fc.boolean()), { maxLength: 60 }), word, (rows, term) => {
      const texts = new SearchableTexts();
      for (const [each] of rows) texts.add(each);
      for (const [row, [, isBlank]] of rows.entries()) if (isBlank) texts.blank(row);
      const meant = rows.flatMap(([each, isBlank], row) =>
        !isBlank && each.includes(` ${term}`) ? [row] : [],
      );
      expect(texts.rowsWith(` ${term}`)).toEqual(meant);
      for (const [row, [each, isBlank]] of rows.entries()) if (!isBlank) expect(texts.textOf(row)).toBe(each);
    }),
    { numRuns: 300 },
  );
});

it('grows with what it holds', () => {
  const texts = new SearchableTexts();
  for (let row = 0; row < 5000; row++) texts.add(` asset ${row} of many\n`);
  expect(texts.rowsWith(' 4999')).toEqual([4999]);
  expect(texts.rowsWith(' asset')).toHaveLength(5000);
});
