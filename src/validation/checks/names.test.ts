import { expect, it } from 'vitest';
import { assetXml, findingsOf, folderXml } from '../../../test/support/validation.ts';
import { checkNames } from './names.ts';

const DAM = 'jcr_root/content/dam';

it.each([
  ['nothing in good names', { [`${DAM}/a b/Hero-1.jpg/.content.xml`]: assetXml() }, []],
  [
    'assets',
    { [`${DAM}/a#b.jpg/.content.xml`]: assetXml() },
    ['name.illegal content/dam/a#b.jpg/.content.xml'],
  ],
  [
    'names that are escaped on disk',
    { [`${DAM}/a%3fb.jpg/.content.xml`]: assetXml() },
    ['name.illegal content/dam/a%3fb.jpg/.content.xml'],
  ],
  ['bare files', { [`${DAM}/a{b.jpg`]: 'x' }, ['name.illegal content/dam/a{b.jpg']],
  [
    'folders with a node',
    { [`${DAM}/a*b/.content.xml`]: folderXml() },
    ['name.illegal content/dam/a*b/.content.xml'],
  ],
  ['folders without', { [`${DAM}/a*b/c.jpg`]: 'x' }, ['name.illegal content/dam/a*b']],
  [
    'the reserved folder',
    { [`${DAM}/subassets/.content.xml`]: folderXml() },
    ['name.reserved content/dam/subassets/.content.xml'],
  ],
  [
    'names that are too long as assets',
    { [`${DAM}/${'_'.repeat(255)}`]: 'x' },
    [`name.too-long content/dam/${'_'.repeat(255)}`],
  ],
  [
    'nothing inside assets',
    { [`${DAM}/a.jpg/.content.xml`]: assetXml(), [`${DAM}/a.jpg/_jcr_content/renditions/a#b`]: 'x' },
    [],
  ],
  ['nothing outside the assets', { 'jcr_root/apps/a#b/.content.xml': folderXml() }, []],
])('finds %s', (_, files, expected) => {
  expect(findingsOf(checkNames, files)).toEqual(expected);
});
