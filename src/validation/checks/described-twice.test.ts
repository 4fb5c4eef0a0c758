import { expect, it } from 'vitest';
import { findingsOf, xml } from '../../../test/support/validation.ts';
import { checkDescribedTwice } from './described-twice.ts';

const node = xml('jcr:primaryType="nt:unstructured"');

it.each([
  ['both files', ['a.xml', 'a/.content.xml'], ['docview.twice apps/a.xml']],
  ['nothing for a folder of more children', ['a.xml', 'a/b/.content.xml'], []],
  ['nothing for one file', ['a/.content.xml'], []],
])('finds %s', (_, names, expected) => {
  const files = Object.fromEntries(names.map((name) => [`jcr_root/apps/${name}`, node]));
  expect(findingsOf(checkDescribedTwice, files)).toEqual(expected);
});
