import { expect, it } from 'vitest';
import { filterXml, findingsOf, folderXml } from '../../../test/support/validation.ts';
import { checkOutsideFilter } from './outside-filter.ts';

const node = folderXml();
const filter = { 'META-INF/vault/filter.xml': filterXml('/content/dam/acme') };

it.each([
  ['nothing without a filter', { 'jcr_root/apps/x/.content.xml': node }, []],
  [
    'nothing it covers, nor what leads there',
    { ...filter, 'jcr_root/content/.content.xml': node, 'jcr_root/content/dam/acme/a/b.txt': 'x' },
    [],
  ],
  [
    'a folder once',
    { ...filter, 'jcr_root/apps/x/.content.xml': node, 'jcr_root/apps/x/y/.content.xml': node },
    ['apps/x/.content.xml'],
  ],
  [
    'each file of its own',
    { ...filter, 'jcr_root/content/dam/a.txt': 'x', 'jcr_root/content/dam/b.txt': 'x' },
    ['content/dam/a.txt', 'content/dam/b.txt'],
  ],
])('finds %s', (_, files, expected) => {
  expect(findingsOf(checkOutsideFilter, files)).toEqual(expected.map((file) => `filter.outside ${file}`));
});
