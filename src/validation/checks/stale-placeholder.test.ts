import { expect, it } from 'vitest';
import { filterXml, findingsOf, xml } from '../../../test/support/validation.ts';
import { checkStalePlaceholders } from './stale-placeholder.ts';

const DAM = 'jcr_root/content/dam';
const ordered = (children: string) => xml('jcr:primaryType="sling:OrderedFolder"', children);
const stale = ['docview.stale-placeholder content/dam/a/.content.xml'];

it.each([
  ['a child that is nowhere', ordered('<gone/>'), {}, stale],
  ['nothing for a folder', ordered('<b/>'), { [`${DAM}/a/b/`]: '' }, []],
  ['nothing for a file', ordered('<b.txt/>'), { [`${DAM}/a/b.txt`]: 'x' }, []],
  ['nothing for a NAME.xml', ordered('<b/>'), { [`${DAM}/a/b.xml`]: 'x' }, []],
  [
    'nothing for a companion',
    ordered('<b/>'),
    { [`${DAM}/a/b.dir/.content.xml`]: xml('jcr:primaryType="nt:file"') },
    [],
  ],
  ['nothing for an encoded name', ordered('<jcr:content/>'), { [`${DAM}/a/_jcr_content/x`]: 'x' }, []],
  ['nothing for a hidden file', ordered('<.b/>'), { [`${DAM}/a/.b`]: 'x' }, []],
  ['nothing for a same-name sibling', ordered('<b/><b_x005b_2_x005d_/>'), { [`${DAM}/a/b/`]: '' }, []],
  ['nothing where order means nothing', xml('jcr:primaryType="sling:Folder"', '<gone/>'), {}, []],
  ['nothing for access rights', ordered('<rep:policy/>'), {}, []],
  [
    'children of nested nodes',
    ordered('<jcr:content jcr:primaryType="nt:unstructured"><folderThumbnail/><gone/></jcr:content>'),
    { [`${DAM}/a/_jcr_content/folderThumbnail`]: 'x' },
    stale,
  ],
  [
    'what the filter covers',
    ordered('<gone/>'),
    { 'META-INF/vault/filter.xml': filterXml('/content/dam') },
    stale,
  ],
  [
    'nothing the filter does not cover',
    ordered('<b/>'),
    { 'META-INF/vault/filter.xml': filterXml('/content/dam/x') },
    [],
  ],
])('finds %s', (_, node, more, expected) => {
  expect(findingsOf(checkStalePlaceholders, { [`${DAM}/a/.content.xml`]: node, ...more })).toEqual(expected);
});

it('leaves ancestors of the assets alone where there is no filter', () => {
  const files = { 'jcr_root/content/.content.xml': ordered('<dam/><experience-fragments/>') };
  expect(findingsOf(checkStalePlaceholders, files)).toEqual([]);
});
