import stringWidth from 'string-width';
import { describe, expect, it } from 'vitest';
import { pad, truncateEnd, truncateMiddle } from './truncate.ts';

const PATH = '/content/dam/summer-campaign/beach.jpg';

describe('a text that is too wide', () => {
  it.each([
    [38, PATH],
    [37, '/content/dam/summe…campaign/beach.jpg'],
    [20, '/content/…/beach.jpg'],
    [5, '/c…pg'],
    [1, '…'],
    [0, ''],
  ])('loses its middle at %i cells', (width, expected) => {
    expect(truncateMiddle(PATH, width)).toBe(expected);
  });

  it('loses its end', () => {
    expect(truncateEnd('published to Dynamic Media', 12)).toBe('published t…');
    expect(truncateEnd('published', 9)).toBe('published');
  });

  it.each(['夏の海岸の写真.jpg', '👨‍👩‍👧‍👦👨‍👩‍👧‍👦👨‍👩‍👧‍👦.png', 'cafe\u0301cafe\u0301cafe\u0301.tif'])(
    'never takes more cells than there are: %s',
    (name) => {
      for (let width = 0; width < 20; width++) {
        expect(stringWidth(truncateMiddle(name, width))).toBeLessThanOrEqual(width);
        expect(stringWidth(truncateEnd(name, width))).toBeLessThanOrEqual(width);
      }
    },
  );
});

it('pads by cells, not by characters', () => {
  expect(pad('夏.jpg', 8)).toBe('夏.jpg  ');
  expect(pad('long enough', 4)).toBe('long enough');
});
