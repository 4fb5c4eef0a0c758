import fc from 'fast-check';
import { expect, it } from 'vitest';
import { fitWidths, lineWidth, rowLine, widthsOf } from './table.ts';

it('is as wide as the widest text of each column, in cells', () => {
  const rows = [
    [{ text: 'a' }, { text: '夏' }],
    [{ text: 'abc' }, { text: 'x' }],
  ];
  expect(widthsOf(rows)).toEqual([3, 2]);
  expect(rows.map((row) => rowLine(row, widthsOf(rows)))).toEqual(['a    夏', 'abc  x']);
});

it('leaves no spaces at the end of a line, painted or not', () => {
  const paint = (text: string) => `<${text}>`;
  expect(rowLine([{ text: 'a', paint }, { text: '' }], [5, 5])).toBe('<a>');
  expect(
    rowLine(
      [
        { text: 'a', paint },
        { text: 'b', paint },
      ],
      [5, 5],
    ),
  ).toBe('<a    >  <b>');
});

it('fits where it can, and takes nothing from columns that are narrow', () => {
  fc.assert(
    fc.property(fc.array(fc.nat(60), { minLength: 1, maxLength: 6 }), fc.nat(200), (widths, limit) => {
      const fitted = fitWidths(widths, limit);
      expect(lineWidth(fitted) <= limit || fitted.every((width) => width <= 8)).toBe(true);
      for (const [i, width] of fitted.entries()) {
        expect(width).toBeLessThanOrEqual(widths[i] ?? 0);
        expect(width).toBeGreaterThanOrEqual(Math.min(widths[i] ?? 0, 8));
      }
      if (lineWidth(widths) <= limit) expect(fitted).toEqual(widths);
    }),
  );
});
