import { expect, it } from 'vitest';
import { assetXml, findingsOf, xml } from '../../../test/support/validation.ts';
import { checkReservedEndings } from './reserved-endings.ts';

const DAM = 'jcr_root/content/dam';
const file = xml('jcr:primaryType="nt:file"');

it.each([
  ['nothing in a file and its companion', { [`${DAM}/a`]: 'x', [`${DAM}/a.dir/.content.xml`]: file }, []],
  [
    'a companion without its file',
    { [`${DAM}/a.dir/.content.xml`]: file },
    ['file.companion content/dam/a.dir'],
  ],
  [
    'a companion without a node',
    { [`${DAM}/a`]: 'x', [`${DAM}/a.dir/b`]: 'x' },
    ['file.companion content/dam/a.dir'],
  ],
  [
    'nothing beside a plain asset',
    {
      [`${DAM}/a`]: 'x',
      [`${DAM}/a.yaml`]: 'jcr:primaryType: dam:Asset\n',
      [`${DAM}/a.dir/_jcr_content/note`]: 'x',
    },
    [],
  ],
  ['a file named as a property', { [`${DAM}/a.binary`]: 'x' }, ['name.reserved content/dam/a.binary']],
  [
    'no property',
    { [`${DAM}/a.jpg/.content.xml`]: assetXml(), [`${DAM}/a.jpg/_jcr_content/metadata/x.binary`]: 'x' },
    [],
  ],
])('finds %s', (_, files, expected) => {
  expect(findingsOf(checkReservedEndings, files)).toEqual(expected);
});
