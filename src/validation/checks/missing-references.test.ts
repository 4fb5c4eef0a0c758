import { expect, it } from 'vitest';
import { assetXml, filterXml, findingsOf, folderXml, xml } from '../../../test/support/validation.ts';
import { checkMissingReferences } from './missing-references.ts';

const PAGE = 'content/page/.content.xml';
const page = (attributes: string) => xml(`jcr:primaryType="nt:unstructured" ${attributes}`);
const TREE = {
  'META-INF/vault/filter.xml': filterXml('/content'),
  'jcr_root/content/dam/a/.content.xml': folderXml('', { children: '<inline jcr:primaryType="dam:Asset"/>' }),
  'jcr_root/content/dam/a/hero.jpg/.content.xml': assetXml(),
  'jcr_root/content/dam/a/_x_y.jpg': 'x',
};

it.each([
  ['a missing asset', 'ref="/content/dam/a/gone.jpg"', 1],
  ['each of several', 'refs="[/content/dam/a/gone.jpg,/content/dam/a/hero.jpg,/content/dam/b]"', 2],
  ['no asset', 'ref="/content/dam/a/hero.jpg"', 0],
  ['no folder', 'ref="/content/dam/a/"', 0],
  ['no node inside another file', 'ref="/content/dam/a/inline"', 0],
  ['no name that is escaped on disk', 'ref="/content/dam/a/x:y.jpg"', 0],
  ['no rendition', 'ref="/content/dam/a/hero.jpg/jcr:content/renditions/original"', 0],
  ['no delivery', 'ref="/content/dam/a/hero.jpg?wid=3" other="/content/dam/a/hero.jpg#x"', 0],
  ['no pattern', 'ref="/content/dam/a/.*" other="/content/dam/{x}"', 0],
  [
    'no text with a path in it',
    'ref="see /content/dam/gone.jpg" html="&lt;a href=&quot;/content/dam/gone&quot;>"',
    0,
  ],
  ['no root', 'ref="/content/dam" other="/content/dam/"', 0],
  ['no page', 'ref="/content/gone"', 0],
  ['nothing in AEM’s bookkeeping', 'cq_parent="x" dam:relativePath="/content/dam/gone"', 0],
])('finds %s', (_, attributes, count) => {
  const found = findingsOf(checkMissingReferences, { ...TREE, [`jcr_root/${PAGE}`]: page(attributes) });
  expect(found).toEqual(Array.from({ length: count }, () => `reference.missing ${PAGE}`));
});

it.each([
  ['what another package owns', { 'META-INF/vault/filter.xml': filterXml('/content/page') }],
  ['anything in a package without a filter', { 'META-INF/vault/filter.xml': '' }],
])('does not find %s', (_, filter) => {
  const files = { ...TREE, ...filter, [`jcr_root/${PAGE}`]: page('ref="/content/dam/a/gone.jpg"') };
  expect(findingsOf(checkMissingReferences, files)).toEqual([]);
});
