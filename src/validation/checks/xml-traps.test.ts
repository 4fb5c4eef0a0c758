import { expect, it } from 'vitest';
import { findingsOf, xml } from '../../../test/support/validation.ts';
import { checkXmlTraps } from './xml-traps.ts';

const DAM = 'jcr_root/content/dam';
const node = xml('jcr:primaryType="nt:unstructured"');
const licence = `<!-- ${'licence '.repeat(200)}-->\n`;

it.each([
  [
    'uploads that look like nodes',
    { [`${DAM}/dialog.xml`]: xml('jcr:primaryType="sling:OsgiConfig"') },
    ['xml.taken-for-node content/dam/dialog.xml'],
  ],
  [
    'no nodes at home there',
    {
      [`${DAM}/a.xml`]: xml('jcr:primaryType="dam:Asset"'),
      [`${DAM}/_rep_policy.xml`]: xml('jcr:primaryType="rep:ACL"'),
    },
    [],
  ],
  ['no other XML', { [`${DAM}/feed.xml`]: '<feed/>' }, []],
  [
    'roots after a long comment',
    { 'jcr_root/apps/dialog.xml': licence + node },
    ['xml.taken-for-file apps/dialog.xml'],
  ],
  [
    'namespaces in single quotes',
    { 'jcr_root/apps/d.xml': node.replaceAll('"', "'") },
    ['xml.taken-for-file apps/d.xml'],
  ],
  ['no long comment where it does not matter', { 'jcr_root/apps/d/.content.xml': licence + node }, []],
  ['no other root of that name', { 'jcr_root/apps/d.xml': '<x:root xmlns:x="y"/>' }, []],
])('finds %s', (_, files, expected) => {
  expect(findingsOf(checkXmlTraps, files)).toEqual(expected);
});
