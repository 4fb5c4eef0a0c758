/** Import semantics as tables: a tree, a package, and the tree after (facts 5.1, 6). */
import { mkdirSync, readFileSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { docview, filterXml, packageFile, propertiesXml, zipFile } from '../../../test/support/packages.ts';
import { type Files, readFiles, temporaryFolder, writeFiles } from '../../../test/support/temporary-tree.ts';
import { docviewFormat } from '../../docview/docview-format.ts';
import type { NodeData } from '../../jcr/node.ts';
import { type InstalledPackage, installPackage } from './install-package.ts';

const FOLDER = docview('jcr:primaryType="sling:Folder"');

/** Installs into a tree of files below `jcr_root/`; answers the files after, and what was said. */
async function installed(
  before: Files,
  filter: string,
  content: Files,
  options: { readonly newIds?: boolean } = {},
): Promise<{
  readonly after: Record<string, string>;
  readonly result: InstalledPackage;
  readonly root: string;
}> {
  const root = temporaryFolder();
  writeFiles(join(root, 'jcr_root'), { '.content.xml': docview('jcr:primaryType="rep:root"'), ...before });
  const file = await packageFile(filter, content);
  const result = await installPackage({ file, root, ...options });
  const again = await installPackage({ file, root, ...options });
  expect(again.changes).toEqual([]);
  return { after: textsOf(join(root, 'jcr_root')), result, root };
}

function textsOf(folder: string): Record<string, string> {
  const found = Object.entries(readFiles(folder));
  const files = found.flatMap(([path, bytes]) => (bytes ? [[path, bytes.toString('utf8')] as const] : []));
  return Object.fromEntries(files.filter(([path]) => path !== '.content.xml'));
}

/** A node as plain values, for comparing. */
function plain({ properties, children }: NodeData): unknown {
  const values = [...properties].map(([name, { values }]) => [name, values.join(',')] as const);
  const below = [...children].map(
    ([name, child]) => [name, child.placeholder ? null : plain(child)] as const,
  );
  return Object.fromEntries([...values, ...below].filter(([name]) => name !== 'jcr:primaryType'));
}

function nodeOf(text: string | undefined): unknown {
  const { document } = docviewFormat.parse(text ?? '', 'x');
  return document && plain(document.root);
}

describe('a package in mode replace', () => {
  it('makes a covered root what it says, and touches nothing beside it', async () => {
    const { after, result } = await installed(
      { 'c/a/old.txt': 'old', 'c/a/same.txt': 'same', 'c/a/sub/x': 'x', 'c/b/mine.txt': 'mine' },
      '<filter root="/c/a"/>',
      { 'c/.content.xml': FOLDER, 'c/a/.content.xml': FOLDER, 'c/a/same.txt': 'same', 'c/a/new.txt': 'new' },
    );
    expect(after).toEqual({
      'c/a/.content.xml': FOLDER,
      'c/a/same.txt': 'same',
      'c/a/new.txt': 'new',
      'c/b/mine.txt': 'mine',
    });
    expect(result.changes).toEqual([
      { change: 'delete', file: 'c/a/old.txt' },
      { change: 'delete', file: 'c/a/sub/' },
      { change: 'add', file: 'c/a/.content.xml' },
      { change: 'add', file: 'c/a/new.txt' },
    ]);
  });

  it('never touches what leads to a root, and makes it where it is missing', async () => {
    const own = docview('jcr:primaryType="sling:OrderedFolder" jcr:title="Ours"');
    const { after } = await installed({ 'c/.content.xml': own }, '<filter root="/c/d/a"/>', {
      'c/.content.xml': FOLDER,
      'c/d/.content.xml': FOLDER,
      'c/d/a/.content.xml': FOLDER,
    });
    expect(after).toEqual({
      'c/.content.xml': own,
      'c/d/.content.xml': FOLDER,
      'c/d/a/.content.xml': FOLDER,
    });
  });

  it('deletes a root it has no content for, and the placeholder that ordered it', async () => {
    const parent = docview('jcr:primaryType="sling:OrderedFolder"', '    <a/>\n    <b/>\n');
    const { after } = await installed(
      { 'c/.content.xml': parent, 'c/a/.content.xml': FOLDER, 'c/b/.content.xml': FOLDER },
      '<filter root="/c/a"/>',
      { 'c/.content.xml': FOLDER },
    );
    expect(Object.keys(after)).toEqual(['c/.content.xml', 'c/b/.content.xml']);
    expect(after['c/.content.xml']).toBe(parent.replace('    <a/>\n', ''));
  });

  it('deletes a root that stands inline', async () => {
    const parent = docview(
      'jcr:primaryType="nt:unstructured"',
      '    <a jcr:primaryType="nt:unstructured"/>\n',
    );
    const { after } = await installed({ 'c/.content.xml': parent }, '<filter root="/c/a"/>', {
      'x/.content.xml': FOLDER,
    });
    expect(nodeOf(after['c/.content.xml'])).toEqual({});
  });

  it('replaces one node inside another’s file, and leaves every other byte', async () => {
    const before = docview(
      'jcr:primaryType="dam:Asset"',
      `    <jcr:content jcr:primaryType="dam:AssetContent" keep="me">
        <metadata jcr:primaryType="nt:unstructured" old="1" both="1"/>
    </jcr:content>\n`,
    );
    const content = docview(
      'jcr:primaryType="dam:Asset" not="imported"',
      `    <jcr:content jcr:primaryType="dam:AssetContent" keep="not me">
        <metadata both="2" jcr:primaryType="nt:unstructured" new="3"/>
    </jcr:content>\n`,
    );
    const { after } = await installed(
      { 'c/a/.content.xml': before },
      '<filter root="/c/a/jcr:content/metadata"/>',
      { 'c/a/.content.xml': content },
    );
    expect(nodeOf(after['c/a/.content.xml'])).toEqual({
      'jcr:content': { keep: 'me', metadata: { both: '2', new: '3' } },
    });
  });

  it('gives way for nothing that its rules exclude', async () => {
    const { after } = await installed(
      { 'c/a/keep/x.txt': 'mine', 'c/a/go.txt': 'old', 'c/a/deep/keep/y.txt': 'mine', 'c/a/deep/go': 'old' },
      '<filter root="/c/a"><exclude pattern=".*/keep(/.*)?"/></filter>',
      { 'c/a/.content.xml': FOLDER, 'c/a/keep/x.txt': 'theirs', 'c/a/new.txt': 'new' },
    );
    expect(after).toEqual({
      'c/a/.content.xml': FOLDER,
      'c/a/keep/x.txt': 'mine',
      'c/a/deep/keep/y.txt': 'mine',
      'c/a/new.txt': 'new',
    });
  });

  it('leaves excluded inline nodes out, and those of the tree in', async () => {
    const node = (title: string) =>
      docview(
        'jcr:primaryType="nt:unstructured"',
        `    <in title="${title}" jcr:primaryType="nt:unstructured"/>\n    <out title="${title}" jcr:primaryType="nt:unstructured"/>\n`,
      );
    const filter = '<filter root="/c"><exclude pattern=".*/out"/></filter>';
    const fresh = await installed({}, filter, { 'c/.content.xml': node('new') });
    expect(nodeOf(fresh.after['c/.content.xml'])).toEqual({ in: { title: 'new' } });
    const { after } = await installed({ 'c/.content.xml': node('old') }, filter, {
      'c/.content.xml': node('new'),
    });
    expect(nodeOf(after['c/.content.xml'])).toEqual({ in: { title: 'new' }, out: { title: 'old' } });
  });

  it('leaves excluded properties alone', async () => {
    const { after } = await installed(
      { 'c/.content.xml': docview('jcr:primaryType="nt:unstructured" keep="mine" go="1"') },
      '<filter root="/c"><exclude pattern="/c/(keep|skip)" matchProperties="true"/></filter>',
      { 'c/.content.xml': docview('jcr:primaryType="nt:unstructured" keep="theirs" skip="1" come="1"') },
    );
    expect(nodeOf(after['c/.content.xml'])).toEqual({ keep: 'mine', come: '1' });
  });

  it('takes the place of other files that described the node', async () => {
    const { after } = await installed(
      {
        'c/a.xml': FOLDER,
        'c/b': 'a file',
        'c/p.jpg': 'picture',
        'c/p.jpg.yaml': 'jcr:primaryType: dam:Asset\n',
      },
      '<filter root="/c/a"/><filter root="/c/b"/><filter root="/c/p.jpg"/>',
      { 'c/a/.content.xml': FOLDER, 'c/b/.content.xml': FOLDER, 'c/p.jpg/.content.xml': FOLDER },
    );
    expect(Object.keys(after)).toEqual(['c/a/.content.xml', 'c/b/.content.xml', 'c/p.jpg/.content.xml']);
  });

  it.each(['.git', '.GIT', '.oakling', '.svn'])('brings no %s, and leaves names in peace', async (name) => {
    const { after, result } = await installed({ 'c/a/.gitkeep': '' }, '<filter root="/c/a"/>', {
      [`c/a/${name}/hooks/post-checkout`]: 'evil',
      'c/a/.DS_Store': 'x',
      'c/a/.htaccess': 'content',
    });
    expect(after).toEqual({ 'c/a/.gitkeep': '', 'c/a/.htaccess': 'content' });
    expect(result.problems.map(({ code }) => code)).toEqual(['package.left-out', 'package.left-out']);
  });
});

describe('the other import modes', () => {
  const target: Files = {
    'c/a/.content.xml': docview(
      'jcr:mixinTypes="[mix:a]" jcr:primaryType="nt:unstructured" mine="1" both="mine"',
      '    <child jcr:primaryType="nt:unstructured" mine="1"/>\n    <only jcr:primaryType="nt:unstructured"/>\n',
    ),
    'c/a/file.txt': 'mine',
    'c/a/only.txt': 'mine',
  };
  const content: Files = {
    'c/a/.content.xml': docview(
      'jcr:mixinTypes="[mix:b]" jcr:primaryType="cq:Page" theirs="2" both="theirs"',
      '    <child jcr:primaryType="nt:unstructured" theirs="2"/>\n    <new jcr:primaryType="nt:unstructured"/>\n',
    ),
    'c/a/file.txt': 'theirs',
    'c/a/new.txt': 'theirs',
  };

  it.each([
    [
      'replace',
      { 'jcr:mixinTypes': 'mix:b', both: 'theirs', theirs: '2', child: { theirs: '2' }, new: {} },
      { 'file.txt': 'theirs', 'new.txt': 'theirs' },
    ],
    [
      'merge_properties',
      {
        'jcr:mixinTypes': 'mix:a,mix:b',
        mine: '1',
        both: 'mine',
        theirs: '2',
        child: { mine: '1', theirs: '2' },
        only: {},
        new: {},
      },
      { 'file.txt': 'mine', 'new.txt': 'theirs', 'only.txt': 'mine' },
    ],
    [
      'update_properties',
      {
        'jcr:mixinTypes': 'mix:a,mix:b',
        mine: '1',
        both: 'theirs',
        theirs: '2',
        child: { mine: '1', theirs: '2' },
        only: {},
        new: {},
      },
      { 'file.txt': 'theirs', 'new.txt': 'theirs', 'only.txt': 'mine' },
    ],
    [
      'update',
      {
        'jcr:mixinTypes': 'mix:a,mix:b',
        mine: '1',
        both: 'theirs',
        theirs: '2',
        child: { mine: '1', theirs: '2' },
        only: {},
        new: {},
      },
      { 'file.txt': 'theirs', 'new.txt': 'theirs', 'only.txt': 'mine' },
    ],
    [
      'merge',
      { 'jcr:mixinTypes': 'mix:a', mine: '1', both: 'mine', child: { mine: '1' }, only: {} },
      { 'file.txt': 'mine', 'new.txt': 'theirs', 'only.txt': 'mine' },
    ],
  ] as const)('%s', async (mode, node, files) => {
    const { after } = await installed(target, `<filter root="/c/a" mode="${mode}"/>`, content);
    const { 'c/a/.content.xml': text, ...others } = after;
    expect(nodeOf(text)).toEqual(node);
    const expected = Object.entries(files).map(([name, value]) => [`c/a/${name}`, value]);
    expect(others).toEqual(Object.fromEntries(expected));
  });

  it.each(['merge', 'update', 'merge_properties', 'update_properties'])(
    '%s brings what is missing and deletes no root',
    async (mode) => {
      const filter = `<filter root="/c/a" mode="${mode}"/><filter root="/c/b" mode="${mode}"/>`;
      const { after } = await installed({ 'c/b/x.txt': 'mine' }, filter, { 'c/a/.content.xml': FOLDER });
      expect(after).toEqual({ 'c/a/.content.xml': FOLDER, 'c/b/x.txt': 'mine' });
    },
  );

  it('count for the first root that covers a path', async () => {
    const filter = '<filter root="/c/a" mode="merge"/><filter root="/c"/>';
    const { after } = await installed({ 'c/a/x.txt': 'mine', 'c/b/x.txt': 'mine' }, filter, {
      'c/a/x.txt': 'theirs',
      'c/b/x.txt': 'theirs',
    });
    expect(after).toEqual({ 'c/a/x.txt': 'mine', 'c/b/x.txt': 'theirs' });
  });

  it('merge into YAML, which stays YAML', async () => {
    const root = temporaryFolder();
    writeFiles(root, {
      'content/dam/a/.content.yaml':
        '# ours\njcr:primaryType: sling:Folder\njcr:content:\n  jcr:primaryType: nt:unstructured\n  jcr:title: Ours # mine\n',
    });
    const file = await packageFile('<filter root="/content/dam/a" mode="merge_properties"/>', {
      'content/dam/a/.content.xml': docview(
        'jcr:primaryType="sling:Folder"',
        '    <jcr:content jcr:primaryType="nt:unstructured" jcr:title="Theirs" jcr:description="New"/>\n',
      ),
    });
    await installPackage({ file, root });
    expect(readFileSync(join(root, 'content/dam/a/.content.yaml'), 'utf8')).toBe(
      '# ours\njcr:primaryType: sling:Folder\njcr:content:\n  jcr:primaryType: nt:unstructured\n  jcr:description: New\n  jcr:title: Ours # mine\n',
    );
  });
});

describe('a jcr:uuid', () => {
  const node = (id: string) => docview(`jcr:primaryType="nt:unstructured" jcr:uuid="${id}"`);

  it('that a covered node has makes that node give way', async () => {
    const { after, result } = await installed(
      { 'c/old/.content.xml': node('1'), 'c/other/.content.xml': node('2') },
      '<filter root="/c" mode="update_properties"/>',
      { 'c/new/.content.xml': node('1') },
    );
    expect(result.problems).toEqual([]);
    expect(Object.keys(after)).toEqual(['c/new/.content.xml', 'c/other/.content.xml']);
  });

  it('that another node has refuses the package', async () => {
    const { after, result } = await installed({ 'd/.content.xml': node('1') }, '<filter root="/c"/>', {
      'c/.content.xml': node('1'),
    });
    expect(result).toMatchObject({ installed: false, problems: [{ code: 'package.uuid' }] });
    expect(Object.keys(after)).toEqual(['d/.content.xml']);
  });

  it('that is twice in the package refuses it', async () => {
    const content = { 'c/a/.content.xml': node('1'), 'c/b/.content.xml': node('1') };
    const { result } = await installed({}, '<filter root="/c"/>', content);
    expect(result).toMatchObject({ installed: false, problems: [{ code: 'package.uuid' }] });
  });

  it('is new where asked for, and the same one next time', async () => {
    const { after, result } = await installed(
      { 'd/.content.xml': node('1') },
      '<filter root="/c"/>',
      { 'c/.content.xml': node('1') },
      { newIds: true },
    );
    expect(result.installed).toBe(true);
    expect(nodeOf(after['c/.content.xml'])).toMatchObject({
      'jcr:uuid': expect.stringMatching(/^[0-9a-f-]{36}$/),
    });
    expect(nodeOf(after['d/.content.xml'])).toMatchObject({ 'jcr:uuid': '1' });
  });
});

describe('packages in a package', () => {
  async function container(handling?: string): Promise<string> {
    const inner = await packageFile(
      '<filter root="/content/inner"/>',
      { 'content/inner/.content.xml': FOLDER },
      { 'META-INF/vault/properties.xml': propertiesXml({ group: 'g', name: 'inner', version: '1' }) },
    );
    return packageFile(
      '<filter root="/etc/packages/g/inner.zip"/><filter root="/content/outer"/>',
      { 'etc/packages/g/inner.zip': readFileSync(inner), 'content/outer/.content.xml': FOLDER },
      handling === undefined
        ? {}
        : { 'META-INF/vault/properties.xml': propertiesXml({ name: 'outer', subPackageHandling: handling }) },
    );
  }

  const zip = 'jcr_root/etc/packages/g/inner.zip';
  const content = 'jcr_root/content/inner/.content.xml';
  it.each<[handling: string | undefined, comes: readonly string[]]>([
    [undefined, [content, zip]],
    ['*:*;install', [content, zip]],
    ['*;extract', [content]],
    ['g:inner;add', [zip]],
    ['g:inner;ignore', []],
    ['*:*;ignore,g:*;extract', [content]],
    ['g:inner;ignore,other:*;add', []],
  ])('are handled as %s says', async (handling, comes) => {
    const root = temporaryFolder();
    const { problems } = await installPackage({ file: await container(handling), root });
    expect(problems).toEqual([]);
    const found = Object.keys(readFiles(root)).filter(
      (name) => name.includes('inner') && !name.endsWith('/'),
    );
    expect(found).toEqual(comes);
  });

  it('reach a tree that has no place for /etc', async () => {
    const root = temporaryFolder();
    writeFiles(root, { 'picture.txt': 'x' });
    const inner = await packageFile('<filter root="/content/dam/a"/>', {
      'content/dam/a/.content.xml': FOLDER,
    });
    const file = await packageFile('<filter root="/etc/packages"/>', {
      'etc/packages/i.zip': readFileSync(inner),
    });
    const { problems } = await installPackage({ file, root });
    expect(problems.map(({ code, path }) => [code, path])).toEqual([['package.outside', '/etc']]);
    expect(Object.keys(readFiles(root))).toEqual(['a/', 'a/.content.xml', 'picture.txt']);
  });
});

describe('an installation', () => {
  it('makes a project of an empty folder', async () => {
    const root = temporaryFolder();
    const file = await packageFile('<filter root="/c"/>', { 'c/.content.xml': FOLDER });
    expect((await installPackage({ file, root })).installed).toBe(true);
    expect(Object.keys(readFiles(root)).filter((name) => !name.endsWith('/'))).toEqual([
      'META-INF/vault/filter.xml',
      'META-INF/vault/properties.xml',
      'jcr_root/c/.content.xml',
    ]);
  });

  it('can be tried without any change', async () => {
    const root = temporaryFolder();
    const file = await packageFile('<filter root="/c"/>', { 'c/.content.xml': FOLDER });
    const { changes, installed: isDone } = await installPackage({ file, root, dryRun: true });
    expect(isDone).toBe(false);
    expect(changes.map(({ file: changed }) => changed)).toContain('jcr_root/c/.content.xml');
    expect(readFiles(root)).toEqual({});
  });

  it('follows no link out of the tree', async () => {
    const root = temporaryFolder();
    const outside = temporaryFolder();
    mkdirSync(join(root, 'jcr_root/c'), { recursive: true });
    symlinkSync(outside, join(root, 'jcr_root/c/a'));
    const file = await packageFile('<filter root="/c/a"/>', { 'c/a/x.txt': 'x' });
    const { problems } = await installPackage({ file, root });
    expect(problems).toMatchObject([{ code: 'package.blocked', path: 'c/a' }]);
    expect(readFiles(outside)).toEqual({});
  });

  it('says what it does not obey', async () => {
    const file = await packageFile(
      '<filter root="/c"/>',
      { 'c/.content.xml': FOLDER },
      {
        'META-INF/vault/properties.xml': propertiesXml({
          name: 'p',
          acHandling: 'merge',
          'installhook.a.class': 'A',
          dependencies: 'g:other',
        }),
      },
    );
    const { problems, installed: isDone } = await installPackage({ file, root: temporaryFolder() });
    expect(isDone).toBe(true);
    expect(problems.map(({ code }) => code)).toEqual(Array(3).fill('package.not-obeyed'));
  });

  it.each<[what: string, files: Files, says: string]>([
    ['no filter', { 'jcr_root/x': 'x' }, 'filter.xml'],
    ['no content', { 'META-INF/vault/filter.xml': filterXml('') }, 'jcr_root'],
    ['all in a folder', { 'p/META-INF/vault/filter.xml': filterXml(''), 'p/jcr_root/x': '' }, 'p/'],
  ])('of a package with %s is refused', async (_, files, says) => {
    const { problems } = await installPackage({ file: await zipFile(files), root: temporaryFolder() });
    expect(problems).toMatchObject([{ code: 'package.invalid' }]);
    expect(`${problems[0]?.message} ${problems[0]?.hint}`).toContain(says);
  });
});
