/** Node types of a package: known while it is installed, and afterwards by everybody. */
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { packageFile } from '../../../test/support/packages.ts';
import { readFiles, temporaryFolder, writeFiles } from '../../../test/support/temporary-tree.ts';
import { xml } from '../../../test/support/validation.ts';
import { openNodeTree } from '../../aggregates/node-tree.ts';
import { installPackage } from './install-package.ts';

const DEFINITIONS = `<'my'='http://my.example/'>
[my:List] > nt:hierarchyNode orderable + * (nt:base) = nt:unstructured
[my:Bag] > nt:hierarchyNode + * (nt:base) = nt:unstructured
`;
const MY = 'xmlns:my="http://my.example/"';
const of = (type: string, inside = '') => xml(`${MY} jcr:primaryType="${type}"`, inside);
const bag = of('my:Bag');

const definitions = { 'META-INF/vault/nodetypes.cnd': DEFINITIONS };

it.each([
  ['my:List', ['z', 'b', 'a'], '<z/><b/><a/>'],
  ['my:Bag', ['a', 'b', 'z'], '<z/><b/>'],
])('a %s of the tree takes a node in as its type says', async (type, order, listed) => {
  const root = temporaryFolder();
  writeFiles(join(root, 'jcr_root'), {
    '.content.xml': xml('jcr:primaryType="rep:root"'),
    'c/.content.xml': of(type, '<z/><b/>'),
    'c/z/.content.xml': bag,
    'c/b/.content.xml': bag,
  });
  const file = await packageFile('<filter root="/c/a"/>', { 'c/a/.content.xml': bag }, definitions);
  const { problems } = await installPackage({ file, root });
  expect(problems.map(({ code }) => code)).toEqual(['package.node-types']);
  const text = readFiles(join(root, 'jcr_root'))['c/.content.xml']?.toString() ?? '';
  expect(text.match(/<\w\/>/g)?.join('')).toBe(listed);
  const tree = openNodeTree({ folder: join(root, 'jcr_root'), mount: '/' });
  expect(tree.node('/c')?.children).toEqual(order);
  expect(tree.types.isOrderable(type)).toBe(type === 'my:List');
  // Told once, and the same for every version of the package.
  expect((await installPackage({ file, root })).problems).toEqual([]);
});

it('come along with a project that is made of the package', async () => {
  const root = temporaryFolder();
  const file = await packageFile('<filter root="/c"/>', { 'c/.content.xml': bag }, definitions);
  expect((await installPackage({ file, root })).problems).toEqual([]);
  expect(Object.keys(readFiles(root))).toContain('META-INF/vault/nodetypes.cnd');
  const tree = openNodeTree({ folder: join(root, 'jcr_root'), mount: '/' });
  expect(tree.types.isOrderable('my:Bag')).toBe(false);
});

it('that cannot be read are told where, and the package is installed', async () => {
  const root = temporaryFolder();
  writeFiles(root, { 'content/dam/x': '' });
  const broken = { 'META-INF/vault/nodetypes.cnd': '[my:List] > > nt:base\n' };
  const file = await packageFile('<filter root="/c"/>', { 'c/.content.xml': of('nt:unstructured') }, broken);
  const { installed, problems } = await installPackage({ file, root });
  expect(installed).toBe(true);
  expect(problems).toContainEqual(
    expect.objectContaining({ code: 'nodetypes.syntax', path: 'META-INF/vault/nodetypes.cnd', line: 1 }),
  );
});
