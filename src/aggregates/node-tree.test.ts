import { symlinkSync } from 'node:fs';
import { join, relative } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Files, temporaryFolder, writeFiles } from '../../test/support/temporary-tree.ts';
import { firstValue } from '../jcr/property.ts';
import type { Problem } from '../problems/problem.ts';
import { openNodeTree } from './node-tree.ts';
import type { TreeNode } from './tree-node.ts';

const NS =
  'xmlns:jcr="http://www.jcp.org/jcr/1.0" xmlns:nt="http://www.jcp.org/jcr/nt/1.0" xmlns:sling="http://sling.apache.org/jcr/sling/1.0" xmlns:cq="http://www.day.com/jcr/cq/1.0" xmlns:dam="http://www.day.com/dam/1.0" xmlns:oak="http://jackrabbit.apache.org/oak/ns/1.0"';

/** A DocView file of a type, with more attributes and children as they are written. */
const xml = (type: string, inner = '', attributes = '') =>
  `<?xml version="1.0" encoding="UTF-8"?>\n<jcr:root ${NS} ${attributes} jcr:primaryType="${type}">${inner}</jcr:root>\n`;

function opened(files: Files, mount = '/content') {
  const folder = temporaryFolder();
  writeFiles(folder, files);
  const problems: Problem[] = [];
  const tree = openNodeTree({ folder, mount, report: (found) => problems.push(found) });
  const value = (path: string, property: string) => firstValue(tree.node(path)?.properties.get(property));
  const where = (path: string) => described(tree.node(path), folder);
  return { tree, folder, problems, value, where };
}

/** Where a node stands, in one word. */
function described(node: TreeNode | undefined, folder: string): string | undefined {
  if (!node) return undefined;
  const { source } = node;
  switch (source.source) {
    case 'folder':
      return `${relative(folder, source.folder)}/`;
    case 'document':
      return [relative(folder, source.file), ...source.node].join('#');
    default:
      return relative(folder, source.file);
  }
}

describe('a tree of nodes over files', () => {
  it.each<[string, Files, string, string, string]>([
    ['.content.xml', { 'a/.content.xml': xml('sling:Folder') }, 'a', 'sling:Folder', 'a/.content.xml'],
    ['a full coverage file', { '_a_b.xml': xml('rep:ACL') }, 'a:b', 'rep:ACL', '_a_b.xml'],
    [
      'an inline child',
      {
        'a/.content.xml': xml(
          'cq:Page',
          '<jcr:content jcr:primaryType="cq:PageContent"><b jcr:primaryType="nt:unstructured"/></jcr:content>',
        ),
      },
      'a/jcr:content/b',
      'nt:unstructured',
      'a/.content.xml#jcr:content#b',
    ],
    [
      'a child in its own folder',
      {
        'a/.content.xml': xml('cq:Component', '<dialog/>'),
        'a/_cq_dialog/.content.xml': xml('nt:unstructured'),
      },
      'a/cq:dialog',
      'nt:unstructured',
      'a/_cq_dialog/.content.xml',
    ],
    [
      'jcr:content in its own folder',
      { 'a/.content.xml': xml('sling:Folder'), 'a/_jcr_content/.content.xml': xml('nt:unstructured') },
      'a/jcr:content',
      'nt:unstructured',
      'a/_jcr_content/.content.xml',
    ],
    [
      'a folder that is structure only',
      {
        'a/.content.xml': xml('cq:Page', '<jcr:content jcr:primaryType="nt:unstructured"/>'),
        'a/_jcr_content/image/file.png': 'bytes',
      },
      'a/jcr:content',
      'nt:unstructured',
      'a/.content.xml#jcr:content',
    ],
    ['an implied folder', { 'a/b/c.txt': 'text' }, 'a/b', 'nt:folder', 'a/b/'],
    ['a plain file', { 'a/c.txt': 'text' }, 'a/c.txt', 'nt:file', 'a/c.txt'],
    ['what a plain file holds', { 'a/c.txt': 'text' }, 'a/c.txt/jcr:content', 'nt:resource', 'a/c.txt'],
    [
      'a file with a companion',
      {
        'a/original': 'bytes',
        'a/original.dir/.content.xml': xml(
          'nt:file',
          '<jcr:content jcr:primaryType="oak:Resource" jcr:mimeType="image/png"/>',
        ),
      },
      'a/original/jcr:content',
      'oak:Resource',
      'a/original.dir/.content.xml#jcr:content',
    ],
    [
      'a node below a companion',
      {
        'a/original': 'bytes',
        'a/original.dir/.content.xml': xml('nt:file', '<jcr:content jcr:primaryType="oak:Resource"/>'),
        'a/original.dir/_jcr_content/metadata/.content.xml': xml('nt:unstructured'),
      },
      'a/original/jcr:content/metadata',
      'nt:unstructured',
      'a/original.dir/_jcr_content/metadata/.content.xml',
    ],
    [
      'an nt:file declared above its file',
      {
        'a/.content.xml': xml(
          'nt:unstructured',
          '<f.txt jcr:primaryType="nt:file"><jcr:content jcr:primaryType="nt:resource" jcr:mimeType="text/x"/></f.txt>',
        ),
        'a/f.txt': 'text',
      },
      'a/f.txt/jcr:content',
      'nt:resource',
      'a/.content.xml#f.txt#jcr:content',
    ],
    [
      'a same-name sibling',
      {
        'a/.content.xml': xml(
          'nt:unstructured',
          '<i jcr:primaryType="nt:unstructured"/><i jcr:primaryType="sling:Folder"/>',
        ),
      },
      'a/i[2]',
      'sling:Folder',
      'a/.content.xml#i[2]',
    ],
    [
      'a folder in the plain layout',
      { 'a/.content.yaml': 'jcr:primaryType: !Name sling:Folder\n' },
      'a',
      'sling:Folder',
      'a/.content.yaml',
    ],
    [
      'a plain asset, its name taken literally',
      {
        '.content.yaml': 'jcr:primaryType: !Name sling:Folder\n',
        '_a_b.jpg': 'bytes',
        '_a_b.jpg.yaml': 'jcr:primaryType: !Name dam:Asset\n',
      },
      '_a_b.jpg',
      'dam:Asset',
      '_a_b.jpg.yaml',
    ],
    [
      'the original of a plain asset',
      { 'h.jpg': 'bytes', 'h.jpg.yaml': 'jcr:primaryType: !Name dam:Asset\n' },
      'h.jpg/jcr:content/renditions/original',
      'nt:file',
      'h.jpg',
    ],
  ])('reads %s', (_, files, path, type, source) => {
    const { tree, where, problems } = opened(files);
    expect(tree.node(`/content/${path}`)?.primaryType).toBe(type);
    expect(where(`/content/${path}`)).toBe(source);
    expect(problems).toEqual([]);
  });

  it('knows what files imply: bytes, MIME type, time, several values', () => {
    const { tree, value } = opened({
      'a/pic.png': 'bytes',
      'a/x/.content.xml': xml('nt:unstructured', '', 'data="{Binary}" list="{Binary}[,]"'),
      'a/x/data.binary': 'one',
      'a/x/list[0].binary': 'two',
      'a/x/list[1].binary': 'three',
      'h.jpg': 'bytes',
      'h.jpg.yaml':
        'jcr:primaryType: !Name dam:Asset\njcr:content:\n  jcr:primaryType: !Name dam:AssetContent\n  metadata:\n    jcr:primaryType: !Name nt:unstructured\n    dc:format: image/x-special\n',
    });
    const content = tree.node('/content/a/pic.png/jcr:content');
    expect([...(content?.properties.keys() ?? [])]).toEqual([
      'jcr:primaryType',
      'jcr:data',
      'jcr:mimeType',
      'jcr:lastModified',
    ]);
    expect(value('/content/a/pic.png/jcr:content', 'jcr:mimeType')).toBe('image/png');
    expect(content?.binaries.get('jcr:data')).toEqual([expect.stringMatching(/pic\.png$/)]);
    const binaries = tree.node('/content/a/x')?.binaries;
    expect(binaries?.get('data')).toEqual([expect.stringMatching(/data\.binary$/)]);
    expect(binaries?.get('list')).toHaveLength(2);
    expect(tree.node('/content/a/x')?.children).toEqual([]);
    const original = '/content/h.jpg/jcr:content/renditions/original/jcr:content';
    expect(value(original, 'jcr:mimeType')).toBe('image/x-special');
  });

  it('keeps the order of orderable types: as listed, then folders, then files', () => {
    const files = {
      'a/z/.content.xml': xml('nt:unstructured'),
      'a/b/.content.xml': xml('nt:unstructured'),
      'a/0.txt': 'text',
      'a/y.txt': 'text',
    };
    const list = '<y.txt/><gone/><inline jcr:primaryType="nt:unstructured"/><z/>';
    const ordered = opened({ ...files, 'a/.content.xml': xml('sling:OrderedFolder', list) });
    expect(ordered.tree.node('/content/a')?.children).toEqual(['y.txt', 'inline', 'z', 'b', '0.txt']);
    const unordered = opened({ ...files, 'a/.content.xml': xml('sling:Folder', list) });
    expect(unordered.tree.node('/content/a')?.children).toEqual(['0.txt', 'b', 'inline', 'y.txt', 'z']);
  });

  it('takes a node from its own file alone where it is described above as well', () => {
    const { value, tree } = opened({
      'a/.content.xml': xml(
        'cq:Page',
        '<jcr:content jcr:primaryType="nt:unstructured" old="1"><gone jcr:primaryType="nt:unstructured"/></jcr:content>',
      ),
      'a/_jcr_content/.content.xml': xml('cq:PageContent', '', 'new="1"'),
    });
    expect(value('/content/a/jcr:content', 'new')).toBe('1');
    expect(value('/content/a/jcr:content', 'old')).toBeUndefined();
    expect(tree.node('/content/a/jcr:content/gone')).toBeUndefined();
  });

  it('ignores what is below an element without attributes', () => {
    const { tree } = opened({
      'a/.content.xml': xml('nt:unstructured', '<p><q jcr:primaryType="nt:unstructured"/></p>'),
    });
    expect(tree.node('/content/a/p')).toBeUndefined();
    expect(tree.node('/content/a/p/q')).toBeUndefined();
    expect(tree.node('/content/a')?.children).toEqual([]);
  });

  it('tells of a node that two files describe; the file beside the folder counts', () => {
    const { value, problems } = opened({
      'a.xml': xml('nt:unstructured', '', 'from="file"'),
      'a/.content.xml': xml('nt:unstructured', '', 'from="folder"'),
    });
    expect(value('/content/a', 'from')).toBe('file');
    expect(problems).toMatchObject([{ code: 'docview.twice', path: 'a/.content.xml' }]);
  });

  it('knows of a node in an unreadable file that it is there, and reads its neighbours', () => {
    const { tree, problems, where } = opened({
      'a/.content.xml': '<jcr:root',
      'a/b/.content.xml': xml('sling:Folder'),
    });
    expect(tree.node('/content/a')?.primaryType).toBeUndefined();
    expect(where('/content/a')).toBe('a/.content.xml');
    expect(tree.node('/content/a/b')?.primaryType).toBe('sling:Folder');
    expect(problems).toMatchObject([{ code: 'docview.syntax', path: 'a/.content.xml' }]);
  });

  it('never leaves the tree', () => {
    const { tree, folder, problems } = opened({ 'a/.content.xml': xml('sling:Folder') });
    const outside = temporaryFolder();
    writeFiles(outside, { '.content.xml': xml('sling:Folder'), 'secret.txt': 'text' });
    symlinkSync(outside, join(folder, 'a', 'link'));
    symlinkSync(join(outside, 'secret.txt'), join(folder, 'a', 'secret.txt'));
    expect(tree.node('/content/a')?.children).toEqual([]);
    expect(tree.node('/content/a/link')).toBeUndefined();
    expect(tree.node('/content/../secret.txt')).toBeUndefined();
    expect(tree.node('/elsewhere')).toBeUndefined();
    expect(problems.map(({ code }) => code)).toEqual(['link.ignored', 'link.ignored']);
  });

  it('types what is not covered as its parent does', () => {
    const folder = temporaryFolder();
    writeFiles(folder, { 'a/.content.xml': xml('sling:OrderedFolder'), 'a/b/c/d.txt': 'text' });
    const tree = openNodeTree({
      folder,
      mount: '/content',
      isCovered: (path) => path.startsWith('/content/a/b/c'),
    });
    expect(tree.node('/content/a/b')?.primaryType).toBe('sling:OrderedFolder');
    expect(tree.node('/content/a/b/c')?.primaryType).toBe('nt:folder');
  });

  it('knows the node types the tree defines', () => {
    const { tree, problems } = opened(
      {
        'apps/acme/nodetypes/types.cnd':
          "<acme='http://acme.example'>\n[acme:List] > nt:folder orderable\n- acme:count (Long)",
        'broken.cnd': '[x',
        'l/.content.xml': xml(
          'acme:List',
          '<z jcr:primaryType="nt:folder"/><a jcr:primaryType="nt:folder"/>',
          'acme:count="3"',
        ),
      },
      '/',
    );
    expect(tree.node('/l')?.children).toEqual(['z', 'a']);
    expect(tree.node('/l')?.properties.get('acme:count')?.type).toBe('Long');
    expect(problems.map(({ code, path }) => [code, path])).toContainEqual(['nodetypes.syntax', 'broken.cnd']);
  });

  it('sees what changed since', () => {
    const { tree, folder } = opened({ 'a/.content.xml': xml('sling:Folder') });
    expect(tree.node('/content/a')?.children).toEqual([]);
    writeFiles(folder, { 'a/b.txt': 'text', 'a/.content.xml': xml('sling:OrderedFolder') });
    expect(tree.node('/content/a')?.primaryType).toBe('sling:OrderedFolder');
    expect(tree.node('/content/a')?.children).toEqual(['b.txt']);
  });

  it('answers a node with all that is below it, and where it says so', () => {
    const { tree, folder } = opened({
      'a/.content.xml': xml('cq:Page', '\n    <jcr:content jcr:primaryType="nt:unstructured"/>'),
      'a/b/.content.xml': xml('cq:Page'),
    });
    const data = tree.data('/content/a');
    expect([...(data?.children.keys() ?? [])]).toEqual(['jcr:content', 'b']);
    expect([...tree.walk()].map(({ path }) => path)).toEqual([
      '/content',
      '/content/a',
      '/content/a/jcr:content',
      '/content/a/b',
    ]);
    expect(tree.position('/content/a/jcr:content', 'jcr:primaryType')).toEqual({
      file: join(folder, 'a', '.content.xml'),
      at: { line: 3, column: 18 },
    });
  });

  it('knows of every file which node it is about', () => {
    const { tree, folder } = opened({
      'a/.content.xml': xml('cq:Page', '<jcr:content jcr:primaryType="nt:unstructured"/>'),
      'a/_jcr_content/image/data.binary': 'bytes',
      'a/f.txt': 'text',
      'a/f.txt.dir/.content.xml': xml('nt:file'),
      'a/_b_c.xml': xml('rep:ACL'),
      'h.jpg': 'bytes',
      'h.jpg.yaml': 'jcr:primaryType: !Name dam:Asset\n',
    });
    const pathOf = (file: string) => tree.pathOf(join(folder, ...file.split('/')));
    expect(pathOf('')).toBe('/content');
    expect(pathOf('a')).toBe('/content/a');
    expect(pathOf('a/.content.xml')).toBe('/content/a');
    expect(pathOf('a/_jcr_content/image/data.binary')).toBe('/content/a/jcr:content/image');
    expect(pathOf('a/f.txt.dir/.content.xml')).toBe('/content/a/f.txt');
    expect(pathOf('a/_b_c.xml')).toBe('/content/a/b:c');
    expect(pathOf('h.jpg.yaml')).toBe('/content/h.jpg');
    expect(pathOf('a/nothing')).toBeUndefined();
    expect(tree.pathOf('/elsewhere')).toBeUndefined();
  });

  it('reads any heap of files without an exception, and finds every node again by its path', () => {
    const part = fc.constantFrom(
      ...['a', 'a.dir', 'a.xml', '_jcr_content', '_a_b', '__a', 'a%3ab', 'a.binary', 'a[0].binary', 'a.yaml'],
      ...[
        '.content.xml',
        '.content.yaml',
        'original',
        'original.dir',
        '%',
        '_',
        'x.yaml',
        '.dir',
        '.xml',
        '%2e%2e',
        'a%2fb',
        '%00',
      ],
    );
    const content = fc.constantFrom(
      ...[
        '',
        'text',
        '<jcr:root',
        xml('nt:unstructured', '<a jcr:primaryType="nt:file"/><b/><_x002e__x002e_ a="1"/>'),
        xml('dam:Asset'),
      ],
      ...[
        xml('sling:OrderedFolder', '<a/><a/><a jcr:primaryType=""/>'),
        'jcr:primaryType: !Name dam:Asset',
        ': [',
        'a:\n',
      ],
    );
    const file = fc.tuple(fc.array(part, { minLength: 1, maxLength: 4 }), content);
    fc.assert(
      fc.property(fc.array(file, { maxLength: 12 }), (files) => {
        const folder = temporaryFolder();
        for (const [path, text] of files) {
          try {
            writeFiles(folder, { [path.join('/')]: text });
          } catch {
            // A folder stands where this file would, or the other way round.
          }
        }
        const tree = openNodeTree({ folder, mount: '/content' });
        for (const { path, children, source } of tree.walk()) {
          expect(tree.node(path)?.source).toEqual(source);
          expect(new Set(children).size).toBe(children.length);
          for (const child of children) expect(tree.node(`${path}/${child}`)).toBeDefined();
        }
      }),
      { numRuns: 150 },
    );
  });
});
