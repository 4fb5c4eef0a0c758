import { expect, it } from 'vitest';
import { assetXml, findingsOf, folderXml } from '../../../test/support/validation.ts';
import { checkOriginals } from './originals.ts';

const ASSET = 'content/dam/a.jpg';
const node = (metadata: string, content = '') => ({
  [`jcr_root/${ASSET}/.content.xml`]: assetXml(metadata, { content }),
});
const original = (bytes: string) => ({ [`jcr_root/${ASSET}/_jcr_content/renditions/original`]: bytes });

it.each([
  ['nothing in an asset with its bytes', { ...node('dam:size="{Long}1"'), ...original('x') }, []],
  ['bytes that are gone', node('dam:sha1="abc"'), [`asset.no-original ${ASSET}/.content.xml`]],
  ['nothing in what never had bytes', node('dc_title="x"'), []],
  ['nothing in content fragments', node('dam:size="{Long}1"', 'contentFragment="{Boolean}true"'), []],
  [
    'nothing where a node holds the bytes',
    {
      ...node('dam:sha1="abc"'),
      [`jcr_root/${ASSET}/_jcr_content/renditions/original/.content.xml`]: folderXml(),
    },
    [],
  ],
  [
    'empty originals',
    { ...node('dam:size="{Long}1"'), ...original('') },
    [`file.empty ${ASSET}/_jcr_content/renditions/original`],
  ],
  ['empty files', { 'jcr_root/content/dam/b.txt': '' }, ['file.empty content/dam/b.txt']],
  ['no empty file elsewhere', { 'jcr_root/apps/b.css': '' }, []],
  ['renditions without an asset', original('x'), [`asset.incomplete ${ASSET}`]],
])('finds %s', (_, files, expected) => {
  expect(findingsOf(checkOriginals, files)).toEqual(expected);
});
