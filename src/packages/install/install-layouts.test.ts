/** Packages into trees whose layout is not the package's: every node is changed where it stands. */
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { packageFile } from '../../../test/support/packages.ts';
import { type Files, readFiles, temporaryFolder, writeFiles } from '../../../test/support/temporary-tree.ts';
import { xml } from '../../../test/support/validation.ts';
import { openNodeTree } from '../../aggregates/node-tree.ts';
import type { NodeData } from '../../jcr/node.ts';
import { installPackage } from './install-package.ts';

const UN = 'jcr:primaryType="nt:unstructured"';
const page = (inside = '') =>
  xml('xmlns:cq="http://www.day.com/jcr/cq/1.0" jcr:primaryType="cq:Page"', inside);
const folder = xml('jcr:primaryType="sling:Folder"');
const unstructured = (attributes = '', inside = '') => xml(`${UN} ${attributes}`, inside);

/** A node as plain values: properties without the type, and children. */
function plain({ properties, children }: NodeData): Record<string, unknown> {
  const values = [...properties].map(([name, { values }]) => [name, values.join(',')] as const);
  const below = [...children].map(([name, child]) => [name, plain(child)] as const);
  const said = [...values, ...below].filter(([name]) => !/^jcr:(primaryType|lastModified|data)$/.test(name));
  return Object.fromEntries(said);
}

/** Installs into a tree; answers its files after, and what is at a path then. */
async function installed(before: Files, filter: string, content: Files, path: string) {
  const root = temporaryFolder();
  const tree = join(root, 'jcr_root');
  writeFiles(tree, {
    '.content.xml': xml('jcr:primaryType="rep:root"'),
    'c/.content.xml': folder,
    ...before,
  });
  const file = await packageFile(filter, content);
  const result = await installPackage({ file, root });
  const after = readFiles(tree);
  expect((await installPackage({ file, root })).changes).toEqual([]);
  const data = openNodeTree({ folder: tree, mount: '/' }).data(path);
  const names = Object.keys(after).filter((name) => !name.endsWith('/') && !/^(c\/)?\.content/.test(name));
  const text = (name: string) => after[name]?.toString('utf8') ?? '';
  return { names, text, node: data && plain(data), result };
}

const UPDATE = '<filter root="/c/a" mode="update_properties"/>';

describe('a package goes where the node stands:', () => {
  it.each<[string, Files, string, Files, string, Record<string, unknown>, string[]]>([
    [
      'in a file that holds a whole subtree',
      { 'c/a.xml': unstructured('keep="1"', `<b ${UN} old="1"/>`) },
      '<filter root="/c/a/b"/>',
      { 'c/a/.content.xml': unstructured('not="imported"'), 'c/a/b/.content.xml': unstructured('new="1"') },
      '/c/a',
      { keep: '1', b: { new: '1' } },
      ['c/a.xml'],
    ],
    [
      'in such a file, as something new',
      { 'c/a.xml': unstructured('keep="1"') },
      '<filter root="/c/a/b"/>',
      { 'c/a/b/.content.xml': unstructured('new="1"', `<deep ${UN}/>`) },
      '/c/a',
      { keep: '1', b: { new: '1', deep: {} } },
      ['c/a.xml'],
    ],
    [
      'in such a file, as an update',
      { 'c/a.xml': unstructured('keep="1" both="1"') },
      UPDATE,
      { 'c/a/.content.xml': unstructured('both="2" new="3"') },
      '/c/a',
      { keep: '1', both: '2', new: '3' },
      ['c/a.xml'],
    ],
    [
      'inline, though the package has a folder for it',
      { 'c/a/.content.xml': page(`<jcr:content ${UN} keep="1"/>`) },
      UPDATE,
      { 'c/a/.content.xml': page(), 'c/a/_jcr_content/.content.xml': unstructured('new="2"') },
      '/c/a',
      { 'jcr:content': { keep: '1', new: '2' } },
      ['c/a/.content.xml'],
    ],
    [
      'in its own folder, though it is inline in the package',
      { 'c/a/.content.xml': page(), 'c/a/_jcr_content/.content.xml': unstructured('keep="1"') },
      UPDATE,
      { 'c/a/.content.xml': page(`<jcr:content ${UN} new="2"/>`) },
      '/c/a',
      { 'jcr:content': { keep: '1', new: '2' } },
      ['c/a/.content.xml', 'c/a/_jcr_content/.content.xml'],
    ],
    [
      'beside the bytes of a file',
      {
        'c/a': 'bytes',
        'c/a.dir/.content.xml': xml(
          'jcr:primaryType="nt:file"',
          '<jcr:content jcr:primaryType="nt:resource" jcr:mimeType="image/x-mine" keep="1"/>',
        ),
      },
      UPDATE,
      {
        'c/a': 'new bytes',
        'c/a.dir/.content.xml': xml(
          'jcr:primaryType="nt:file"',
          '<jcr:content jcr:primaryType="nt:resource" jcr:mimeType="image/x-new" new="1"/>',
        ),
      },
      '/c/a',
      { 'jcr:content': { 'jcr:mimeType': 'image/x-new', keep: '1', new: '1' } },
      ['c/a', 'c/a.dir/.content.xml'],
    ],
    [
      'beside the bytes of a file that had nothing beside it',
      { 'c/a': 'bytes' },
      UPDATE,
      {
        'c/a.dir/.content.xml': xml(
          'jcr:primaryType="nt:file"',
          '<jcr:content jcr:primaryType="nt:resource" jcr:mimeType="image/x-new"/>',
        ),
      },
      '/c/a',
      { 'jcr:content': { 'jcr:mimeType': 'image/x-new' } },
      ['c/a', 'c/a.dir/.content.xml'],
    ],
    [
      'in a folder without a node',
      { 'c/a/x.txt': 'x' },
      UPDATE,
      { 'c/.content.xml': folder, 'c/a/.content.xml': xml('jcr:primaryType="sling:Folder" new="1"') },
      '/c/a',
      { new: '1', 'x.txt': { 'jcr:content': { 'jcr:mimeType': 'text/plain' } } },
      ['c/a/.content.xml', 'c/a/x.txt'],
    ],
    [
      'as one of several siblings of a name',
      { 'c/a/.content.xml': unstructured('', `<i ${UN} n="1"/><i ${UN} n="2"/>`) },
      UPDATE,
      { 'c/a/.content.xml': unstructured('', `<i ${UN}/><i ${UN} n="two"/><i ${UN} n="3"/>`) },
      '/c/a',
      { i: { n: '1' }, 'i[2]': { n: 'two' }, 'i[3]': { n: '3' } },
      ['c/a/.content.xml'],
    ],
    [
      'or into a folder of its own, where FileVault gives it one',
      { 'c/a/.content.xml': page(`<jcr:content ${UN}/><one/>`), 'c/a/one/.content.xml': page() },
      UPDATE,
      {
        'c/a/.content.xml': page(
          `<jcr:content ${UN}/><two xmlns:cq="http://www.day.com/jcr/cq/1.0" jcr:primaryType="cq:Page"><jcr:content ${UN} x="1"/></two>`,
        ),
      },
      '/c/a',
      { 'jcr:content': {}, one: {}, two: { 'jcr:content': { x: '1' } } },
      ['c/a/.content.xml', 'c/a/one/.content.xml', 'c/a/two/.content.xml'],
    ],
    [
      'and goes from wherever it stands',
      { 'c/a/.content.xml': unstructured('', `<in ${UN}/><out ${UN}/>`), 'c/a/in/x.txt': 'x' },
      '<filter root="/c/a"><exclude pattern=".*/out"/></filter>',
      { 'c/a.xml': unstructured('new="1"') },
      '/c/a',
      { new: '1', out: {} },
      ['c/a/.content.xml'],
    ],
  ])('%s', async (_, before, filter, content, path, node, names) => {
    const after = await installed(before, filter, content, path);
    expect(after.result.problems).toEqual([]);
    expect(after.node).toEqual(node);
    expect(after.names).toEqual(names);
  });

  it('in the files of a plain asset', async () => {
    const root = temporaryFolder();
    writeFiles(root, {
      '.content.yaml': 'jcr:primaryType: sling:Folder\n',
      'hero.jpg': 'old bytes',
      'hero.jpg.yaml':
        '# ours\njcr:primaryType: dam:Asset\njcr:content:\n  jcr:primaryType: dam:AssetContent\n  keep: mine\n',
    });
    const asset = xml(
      'jcr:primaryType="dam:Asset"',
      '<jcr:content jcr:primaryType="dam:AssetContent" new="1"/>',
    );
    const file = await packageFile('<filter root="/content/dam/hero.jpg" mode="update_properties"/>', {
      'content/dam/hero.jpg/.content.xml': asset,
      'content/dam/hero.jpg/_jcr_content/renditions/original': 'new bytes',
      'content/dam/hero.jpg/_jcr_content/renditions/small.png': 'small',
    });
    expect((await installPackage({ file, root })).problems).toEqual([]);
    const after = readFiles(root);
    expect(Object.keys(after).filter((name) => !name.endsWith('/'))).toEqual([
      '.content.yaml',
      'hero.jpg',
      'hero.jpg.dir/_jcr_content/renditions/small.png',
      'hero.jpg.yaml',
    ]);
    expect(after['hero.jpg']?.toString()).toBe('new bytes');
    expect(after['hero.jpg.yaml']?.toString()).toMatch(/^# ours\n[\s\S]*\n {2}keep: mine\n/);
    expect(after['hero.jpg.yaml']?.toString()).toContain('  new: "1"\n');
    expect((await installPackage({ file, root })).changes).toEqual([]);
  });
});

describe('the order of children', () => {
  const parent = xml('jcr:primaryType="sling:OrderedFolder"', '<!-- best first --><two/><one/>');

  it('lists who came as files and forgets who went, in the parent’s own text', async () => {
    const { text } = await installed(
      { 'c/a/.content.xml': parent, 'c/a/one/.content.xml': folder, 'c/a/two/.content.xml': folder },
      '<filter root="/c/a/one"/><filter root="/c/a/three"/>',
      { 'c/a/.content.xml': folder, 'c/a/three/.content.xml': folder },
      '/c/a',
    );
    expect(text('c/a/.content.xml')).toMatch(/<!-- best first -->\s*<two\/>\s*<three\/>/);
    expect(text('c/a/.content.xml')).not.toContain('<one/>');
  });

  it('is the package’s where the package replaces the parent', async () => {
    const { text, node } = await installed(
      {
        'c/a/.content.xml': unstructured('', `<x ${UN}/><y ${UN}/><mine ${UN}/>`),
      },
      '<filter root="/c/a"><exclude pattern=".*/mine"/></filter>',
      { 'c/a/.content.xml': unstructured('', `<y ${UN}/><z ${UN}/><x ${UN}/>`) },
      '/c/a',
    );
    expect(Object.keys(node ?? {})).toEqual(['mine', 'y', 'z', 'x']);
    expect(text('c/a/.content.xml').match(/<(\w+) jcr:primaryType="nt:unstructured"/g)).toHaveLength(4);
  });
});

describe('what a package cannot do', () => {
  it('is to write a node file that cannot be understood', async () => {
    const root = temporaryFolder();
    const broken =
      '<jcr:root xmlns:jcr="http://www.jcp.org/jcr/1.0" jcr:primaryType="cq:Page">\n<a>\n</jcr:root>';
    writeFiles(join(root, 'jcr_root'), { 'c/a/.content.xml': broken });
    const before = readFiles(root);
    const file = await packageFile(UPDATE, { 'c/a/.content.xml': unstructured('new="1"') });
    const { installed: isDone, problems } = await installPackage({ file, root });
    expect(isDone).toBe(false);
    expect(problems).toEqual([
      expect.objectContaining({
        code: 'docview.syntax',
        path: 'c/a/.content.xml',
        line: 3,
        column: 1,
      }),
    ]);
    expect(readFiles(root)).toEqual(before);
  });

  it('is to leave nodes without a namespace that only it declares', async () => {
    const { text, node } = await installed(
      { 'c/a/.content.xml': unstructured() },
      UPDATE,
      { 'c/a/.content.xml': xml(`xmlns:own="http://own.example/" ${UN} own:p="1"`, `<own:n ${UN}/>`) },
      '/c/a',
    );
    expect(node).toEqual({ 'own:p': '1', 'own:n': {} });
    expect(text('c/a/.content.xml')).toContain('xmlns:own="http://own.example/"');
  });
});
