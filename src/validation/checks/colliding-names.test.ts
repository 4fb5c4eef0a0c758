import { expect, it } from 'vitest';
import { findingsOf } from '../../../test/support/validation.ts';
import { checkCollidingNames } from './colliding-names.ts';

it.each([
  ['nothing in different names', ['a.jpg', 'b.jpg', 'a.png'], []],
  ['case', ['Hero.jpg', 'hero.jpg'], ['hero.jpg']],
  ['case in three', ['HERO', 'Hero', 'hero'], ['Hero', 'hero']],
  ['Unicode forms', ['gru\u0308n.jpg', 'gr\u00fcn.jpg'], ['gr\u00fcn.jpg']],
  ['FileVault’s escapes', ['__x', '_x'], ['_x']],
  ['nothing among other letters', ['straße', 'strasse'], []],
])('finds %s', (_, names, colliding) => {
  const files = Object.fromEntries(names.map((name) => [`jcr_root/content/dam/${name}`, 'x']));
  const expected = colliding.map((name) => `name.collision content/dam/${name}`);
  expect(findingsOf(checkCollidingNames, files)).toEqual(expected);
});
