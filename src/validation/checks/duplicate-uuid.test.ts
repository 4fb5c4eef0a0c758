import { expect, it } from 'vitest';
import { assetXml, findingsOf, xml } from '../../../test/support/validation.ts';
import { checkDuplicateUuid } from './duplicate-uuid.ts';

const asset = (uuid: string) => assetXml('', { own: `jcr:uuid="${uuid}"` });
const page = (uuid: string) =>
  xml('jcr:primaryType="nt:unstructured"', `<a jcr:primaryType="nt:unstructured" jcr:uuid="${uuid}"/>`);

it.each([
  ['nothing where all differ', { 'a.jpg': asset('1'), 'b.jpg': asset('2') }, []],
  ['the second of two', { 'a.jpg': asset('1'), 'b.jpg': asset('1') }, ['b.jpg']],
  [
    'each after the first',
    { 'a.jpg': asset('1'), 'b.jpg': asset('1'), 'c.jpg': asset('1') },
    ['b.jpg', 'c.jpg'],
  ],
  ['nested nodes', { 'a.jpg': asset('1'), page: page('1') }, ['page']],
  ['nothing in an empty value', { 'a.jpg': asset(''), 'b.jpg': asset('') }, []],
])('finds %s', (_, nodes, names) => {
  const files = Object.entries(nodes).map(([name, text]) => [
    `jcr_root/content/dam/${name}/.content.xml`,
    text,
  ]);
  const expected = names.map((name) => `uuid.duplicate content/dam/${name}/.content.xml`);
  expect(findingsOf(checkDuplicateUuid, Object.fromEntries(files))).toEqual(expected);
});
