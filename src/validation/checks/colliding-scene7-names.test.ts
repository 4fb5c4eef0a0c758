import { expect, it } from 'vitest';
import { assetXml, findingsOf } from '../../../test/support/validation.ts';
import { checkCollidingScene7Names } from './colliding-scene7-names.ts';

it.each([
  ['nothing without sync', ['', ''], []],
  ['the same file', ['dam:scene7File="Acme/tea"', 'dam:scene7File="Acme/tea"'], [1]],
  [
    'nothing in two companies',
    ['dam:scene7File="A/tea" dam:scene7Name="tea"', 'dam:scene7File="B/tea" dam:scene7Name="tea"'],
    [],
  ],
  ['the same name where no file is told', ['dam:scene7Name="tea"', 'dam:scene7Name="tea"'], [1]],
])('finds %s', (_, metadata, colliding) => {
  const file = (i: number) => `content/dam/${i}.jpg/.content.xml`;
  const files = Object.fromEntries(metadata.map((text, i) => [`jcr_root/${file(i)}`, assetXml(text)]));
  expect(findingsOf(checkCollidingScene7Names, files)).toEqual(
    colliding.map((i) => `scene7.collision ${file(i)}`),
  );
});
