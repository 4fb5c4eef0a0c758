import { describe, expect, it } from 'vitest';
import { type Files, readFiles, temporaryFolder, writeFiles } from '../../test/support/temporary-tree.ts';
import { type NodeData, node } from '../jcr/node.ts';
import { long, name, string } from '../jcr/property.ts';
import { openNodeTree } from './node-tree.ts';
import type { TreeEdit } from './tree-edit.ts';

const JCR = 'xmlns:jcr="http://www.jcp.org/jcr/1.0"';

/** A canonical DocView file of a node with nothing but a type, and children as they are written. */
const xml = (type: string, ...children: readonly string[]) => {
  const lines = children.map((child) => `\n    ${child}`).join('');
  const [prefix] = type.split(':');
  const uri = {
    nt: 'http://www.jcp.org/jcr/nt/1.0',
    cq: 'http://www.day.com/jcr/cq/1.0',
    sling: 'http://sling.apache.org/jcr/sling/1.0',
    dam: 'http://www.day.com/dam/1.0',
    rep: 'internal',
  }[prefix ?? ''];
  const tag = `<jcr:root ${JCR} xmlns:${prefix}="${uri}"\n    jcr:primaryType="${type}"`;
  return `<?xml version="1.0" encoding="UTF-8"?>\n${tag}${children.length > 0 ? `>${lines}\n</jcr:root>` : '/>'}\n`;
};

const of = (
  type: string,
  children: Record<string, NodeData> = {},
  extra: Record<string, ReturnType<typeof string>> = {},
) => node({ 'jcr:primaryType': name(type), ...extra }, children);
const un = '<a jcr:primaryType="nt:unstructured"/>';

/** Edits a tree; answers the files afterwards, changed ones and new ones as text, `undefined` for gone ones. */
function edited(files: Files, edits: readonly TreeEdit[], mount = '/c') {
  const folder = temporaryFolder();
  writeFiles(folder, files);
  const before = readFiles(folder);
  const tree = openNodeTree({ folder, mount });
  const result = tree.edit(edits);
  const after = readFiles(folder);
  const changes: Record<string, string | null | undefined> = {};
  for (const file of new Set([...Object.keys(before), ...Object.keys(after)])) {
    const [was, is] = [before[file], after[file]];
    if (!(file in after)) changes[file] = undefined;
    else if (!(file in before)) changes[file] = is === null ? null : String(is);
    else if (was && is && !was.equals(is)) changes[file] = String(is);
  }
  return { changes, result, tree };
}

describe('properties', () => {
  it.each<[string, Files, string, string, RegExp]>([
    ['own file', { 'n/.content.xml': xml('nt:unstructured') }, '/c/n', 'n/.content.xml', /\n {4}x="1"\/>/],
    ['inline', { 'n/.content.xml': xml('cq:Page', un) }, '/c/n/a', 'n/.content.xml', /\n {8}x="1"\/>/],
    ['name.xml', { 'n.xml': xml('rep:ACL') }, '/c/n', 'n.xml', /x="1"/],
    [
      'yaml',
      { 'n/.content.yaml': 'jcr:primaryType: !Name nt:unstructured\n' },
      '/c/n',
      'n/.content.yaml',
      /\nx: "1"\n/,
    ],
    [
      'sidecar',
      { 'h.jpg': 'b', 'h.jpg.yaml': 'jcr:primaryType: !Name dam:Asset\n' },
      '/c/h.jpg',
      'h.jpg.yaml',
      /\nx: "1"\n/,
    ],
    [
      'companion',
      { o: 'b', 'o.dir/.content.xml': xml('nt:file', '<jcr:content jcr:primaryType="nt:resource"/>') },
      '/c/o/jcr:content',
      'o.dir/.content.xml',
      /x="1"/,
    ],
  ])('are set in the file that holds the node: %s', (_, files, path, file, expected) => {
    const { changes, result, tree } = edited(files, [
      { edit: 'set', path, property: 'x', value: string('1') },
    ]);
    expect(Object.keys(changes)).toEqual([file]);
    expect(changes[file]).toMatch(expected);
    expect(result).toMatchObject({ written: [expect.stringContaining(file)], problems: [] });
    expect(tree.node(path)?.properties.get('x')?.values).toEqual(['1']);
  });

  it('of what files only imply make a node file', () => {
    const set = (path: string): TreeEdit => ({ edit: 'set', path, property: 'x', value: string('1') });
    const file = edited({ 'f.txt': 'text' }, [set('/c/f.txt/jcr:content'), set('/c/f.txt')]);
    expect(Object.keys(file.changes)).toEqual(['f.txt.dir/', 'f.txt.dir/.content.xml']);
    expect(file.tree.data('/c/f.txt')?.children.get('jcr:content')?.properties.get('x')?.values).toEqual([
      '1',
    ]);
    expect(file.tree.node('/c/f.txt')?.properties.get('x')?.values).toEqual(['1']);
    const folder = edited({ 'd/f.txt': 'text' }, [set('/c/d')]);
    expect(folder.changes['d/.content.xml']).toContain('jcr:primaryType="nt:folder"');
    const rendition = '/c/h.jpg/jcr:content/renditions/original/jcr:content';
    const plain = edited({ 'h.jpg': 'b', 'h.jpg.yaml': 'jcr:primaryType: !Name dam:Asset\n' }, [
      set(rendition),
    ]);
    expect(Object.keys(plain.changes)).toContain(
      'h.jpg.dir/_jcr_content/renditions/original.dir/.content.xml',
    );
    expect(plain.tree.node(rendition)?.properties.get('x')?.values).toEqual(['1']);
  });

  it('take their binary file with them', () => {
    const files = {
      'n/.content.xml': xml('nt:unstructured'),
      'n/data.binary': 'bytes',
      'n/other.binary': 'bytes',
    };
    expect(edited(files, [{ edit: 'remove', path: '/c/n', property: 'data' }]).changes).toEqual({
      'n/data.binary': undefined,
    });
  });

  it('of several nodes are written to a file at once, and to none that is not XML', () => {
    const files = { 'n/.content.xml': xml('nt:unstructured', un), 'bad/.content.xml': '<jcr:root' };
    const set = (path: string): TreeEdit => ({ edit: 'set', path, property: 'x', value: long(1) });
    expect(edited(files, [set('/c/n'), set('/c/n/a')]).result.written).toHaveLength(1);
    const { changes, result } = edited(files, [set('/c/n'), set('/c/bad')]);
    expect(changes).toEqual({});
    expect(result.problems).toMatchObject([{ code: 'docview.syntax', path: 'bad/.content.xml' }]);
    expect(() => edited(files, [set('/c/n'), set('/c/nowhere')])).toThrow(RangeError);
  });
});

it('never makes a plain file of a node by what it adds', () => {
  const old = `<!--${'x'.repeat(960)}--><jcr:root ${JCR}\n    jcr:primaryType="nt:unstructured"/>\n`;
  const edit = { edit: 'set', path: '/c/n', property: 'dam:x', value: string('1') } as const;
  expect(edited({ 'n.xml': old }, [edit]).result.problems).toEqual([]);
  const sorted = old
    .replace(JCR, `xmlns:sling="http://sling.apache.org/jcr/sling/1.0" ${JCR}`)
    .replace('xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx', '');
  const { changes, result } = edited({ 'n.xml': sorted }, [{ ...edit, property: 'dc:x' }]);
  expect(changes).toEqual({});
  expect(result.problems).toMatchObject([{ code: 'xml.taken-for-file', path: 'n.xml' }]);
});

describe('nodes are added', () => {
  const add = (path: string, data: NodeData, before?: string): TreeEdit => ({
    edit: 'addNode',
    path,
    data,
    ...(before === undefined ? {} : { before }),
  });

  it('inline where the parent is written with what is below it', () => {
    const { changes } = edited({ 'n/.content.xml': xml('nt:unstructured', un) }, [
      add('/c/n/b', of('nt:unstructured'), 'a'),
    ]);
    expect(changes).toEqual({
      'n/.content.xml': xml('nt:unstructured', '<b jcr:primaryType="nt:unstructured"/>', un),
    });
  });

  it('in a folder of their own below a folder, which lists them only if it keeps an order', () => {
    const page = of('cq:Page', { 'jcr:content': of('nt:unstructured'), sub: of('cq:Page') });
    const unordered = edited({ 'n/.content.xml': xml('sling:Folder') }, [add('/c/n/p', page)]);
    expect(Object.keys(unordered.changes)).toEqual([
      'n/p/',
      'n/p/.content.xml',
      'n/p/sub/',
      'n/p/sub/.content.xml',
    ]);
    expect(unordered.changes['n/p/.content.xml']).toContain('<sub/>');
    const ordered = edited(
      { 'n/.content.xml': xml('sling:OrderedFolder', '<a/>'), 'n/a/.content.xml': xml('sling:Folder') },
      [add('/c/n/p', of('sling:Folder'), 'a')],
    );
    expect(ordered.changes['n/.content.xml']).toBe(xml('sling:OrderedFolder', '<p/>', '<a/>'));
    expect(ordered.changes['n/p/.content.xml']).toBe(xml('sling:Folder'));
  });

  it('without a place in a list that nobody keeps', () => {
    const files = { 'n/.content.xml': xml('sling:OrderedFolder'), 'n/a/.content.xml': xml('sling:Folder') };
    const { changes } = edited(files, [add('/c/n/p', of('sling:Folder'))]);
    expect(Object.keys(changes)).toEqual(['n/p/', 'n/p/.content.xml']);
    const first = edited(files, [add('/c/n/p', of('sling:Folder'), 'a')]);
    expect(first.changes['n/.content.xml']).toBe(xml('sling:OrderedFolder', '<p/>', '<a/>'));
  });

  it('in one file where their type covers everything below', () => {
    const { changes } = edited({ 'n/.content.xml': xml('cq:Page') }, [
      add('/c/n/rep:policy', of('rep:ACL', { allow: of('rep:GrantACE') })),
    ]);
    expect(Object.keys(changes).sort()).toEqual(['n/.content.xml', 'n/_rep_policy.xml']);
    expect(changes['n/_rep_policy.xml']).toContain('<allow jcr:primaryType="rep:GrantACE"/>');
  });

  it('beside a file where its content has them', () => {
    const path = '/c/o/jcr:content/metadata';
    const { changes, tree } = edited({ o: 'bytes' }, [add(path, of('nt:unstructured'))]);
    expect(Object.keys(changes).filter((file) => !file.endsWith('/'))).toEqual([
      'o.dir/.content.xml',
      'o.dir/_jcr_content/metadata/.content.xml',
    ]);
    expect(tree.node(path)?.primaryType).toBe('nt:unstructured');
    expect(tree.node('/c/o/jcr:content')?.children).toEqual(['metadata']);
  });

  it('sorted where the parent keeps no order', () => {
    const { changes } = edited(
      { 'n/.content.xml': xml('dam:AssetContent', '<b jcr:primaryType="nt:unstructured"/>') },
      [add('/c/n/a', of('nt:unstructured'))],
    );
    expect(String(changes['n/.content.xml']).indexOf('<a')).toBeLessThan(
      String(changes['n/.content.xml']).indexOf('<b'),
    );
  });

  it('in the layout and the generation around', () => {
    const plain = edited({ 'n/.content.yaml': 'jcr:primaryType: !Name sling:Folder\n' }, [
      add('/c/n/p', of('sling:Folder')),
    ]);
    expect(Object.keys(plain.changes)).toEqual(['n/p/', 'n/p/.content.yaml']);
    const old = `<?xml version="1.0" encoding="UTF-8"?>\r\n<jcr:root xmlns:sling="http://sling.apache.org/jcr/sling/1.0" ${JCR} xmlns:nt="http://www.jcp.org/jcr/nt/1.0"\r\n    jcr:primaryType="sling:Folder"/>\r\n`;
    const { changes } = edited({ 'n/.content.xml': old }, [add('/c/n/p', of('sling:Folder'))]);
    expect(changes['n/p/.content.xml']).toBe(
      `<?xml version="1.0" encoding="UTF-8"?>\r\n<jcr:root xmlns:sling="http://sling.apache.org/jcr/sling/1.0" ${JCR}\r\n    jcr:primaryType="sling:Folder"/>\r\n`,
    );
  });

  it('with namespaces that only other files of the tree declare', () => {
    const ours = `<jcr:root ${JCR} xmlns:acme="http://acme.example/a&amp;b"\n    jcr:primaryType="acme:Thing"\n    acme:x="1"/>\n`;
    const files = { 'm/.content.xml': ours, 'n/.content.xml': xml('nt:unstructured') };
    const data = of('nt:unstructured', {}, { 'acme:y': string('1') });
    const edits = [
      { edit: 'set', path: '/c/m', property: 'a', value: string('1') },
      add('/c/n/acme:z', data),
    ] as const;
    const { changes, tree } = edited(files, edits);
    expect(changes['n/.content.xml']).toContain(' xmlns:acme="http://acme.example/a&amp;b"');
    expect(tree.node('/c/n/acme:z')?.properties.get('acme:y')?.values).toEqual(['1']);
    expect(() =>
      edited(files, [add('/c/n/z', of('nt:unstructured', {}, { 'other:y': string('1') }))]),
    ).toThrow('prefix other');
  });

  it('never over another', () => {
    expect(() =>
      edited({ 'n/.content.xml': xml('sling:Folder') }, [add('/c/n', of('sling:Folder'))]),
    ).toThrow('/c/n is there already');
    const outside = of('cq:Page', { '..': of('cq:Page') });
    for (const edit of [add('/c/..', of('sling:Folder')), add('/c/x', outside), add('/c/a\0b', outside)]) {
      expect(() => edited({}, [edit])).toThrow('is no name of a node');
    }
    expect(() => edited({}, [add('/c/x/y', of('sling:Folder'))])).toThrow('there is no node /c/x');
  });
});

describe('nodes are removed', () => {
  it.each<[string, Files, string, Record<string, string | undefined>]>([
    [
      'with their folder and their place in the parent',
      {
        'n/.content.xml': xml('sling:OrderedFolder', '<a/>', '<b/>'),
        'n/a/.content.xml': xml('sling:Folder'),
        'n/a/f.txt': 'text',
        'n/b/.content.xml': xml('sling:Folder'),
      },
      '/c/n/a',
      {
        'n/.content.xml': xml('sling:OrderedFolder', '<b/>'),
        'n/a/': undefined,
        'n/a/.content.xml': undefined,
        'n/a/f.txt': undefined,
      },
    ],
    [
      'with what decorates their bytes',
      { 'f.txt': 'text', 'f.txt.dir/.content.xml': xml('nt:file') },
      '/c/f.txt',
      { 'f.txt': undefined, 'f.txt.dir/': undefined, 'f.txt.dir/.content.xml': undefined },
    ],
    [
      'with bytes and YAML',
      { 'h.jpg': 'b', 'h.jpg.yaml': 'jcr:primaryType: !Name dam:Asset\n' },
      '/c/h.jpg',
      { 'h.jpg': undefined, 'h.jpg.yaml': undefined },
    ],
    [
      'inline, with the folder of their files',
      { 'n/.content.xml': xml('cq:Page', un), 'n/a/x.binary': 'bytes' },
      '/c/n/a',
      { 'n/.content.xml': xml('cq:Page'), 'n/a/': undefined, 'n/a/x.binary': undefined },
    ],
    [
      'also where they are described above as well',
      { 'n/.content.xml': xml('cq:Page', un), 'n/a/.content.xml': xml('nt:unstructured') },
      '/c/n/a',
      { 'n/.content.xml': xml('cq:Page'), 'n/a/': undefined, 'n/a/.content.xml': undefined },
    ],
  ])('%s', (_, files, path, changes) => {
    const after = edited(files, [{ edit: 'removeNode', path }]);
    expect(after.changes).toEqual(changes);
    expect(after.tree.node(path)).toBeUndefined();
  });

  it('with the empty folders that led to them, unless those are nodes', () => {
    const deep = {
      'n/.content.xml': xml('cq:Page', '<a jcr:primaryType="nt:unstructured"/>'),
      'n/a/p/.content.xml': xml('cq:Page'),
    };
    expect(edited(deep, [{ edit: 'removeNode', path: '/c/n/a/p' }]).changes).toEqual({
      'n/a/': undefined,
      'n/a/p/': undefined,
      'n/a/p/.content.xml': undefined,
    });
    expect(edited({ 'n/f.txt': 'text' }, [{ edit: 'removeNode', path: '/c/n/f.txt' }]).changes).toEqual({
      'n/f.txt': undefined,
    });
  });

  it('but not the root, nor what a file cannot be without', () => {
    const files = { 'f.txt': 'text', 'h.jpg': 'b', 'h.jpg.yaml': 'jcr:primaryType: !Name dam:Asset\n' };
    for (const path of ['/c', '/c/f.txt/jcr:content', '/c/h.jpg/jcr:content/renditions']) {
      expect(() => edited(files, [{ edit: 'removeNode', path }])).toThrow(RangeError);
    }
  });
});

describe('nodes are moved', () => {
  const move = (path: string, to: string, before?: string): TreeEdit => ({
    edit: 'moveNode',
    path,
    to,
    ...(before === undefined ? {} : { before }),
  });

  it.each<[string, Files, string, string, Record<string, string | null | undefined>]>([
    [
      'to another name, keeping their place in the list',
      {
        'n/.content.xml': xml('sling:OrderedFolder', '<a/>', '<b/>'),
        'n/a/.content.xml': xml('sling:Folder'),
      },
      '/c/n/a',
      '/c/n/cq:z',
      {
        'n/.content.xml': xml('sling:OrderedFolder', '<cq:z/>', '<b/>').replace(
          '1.0"\n',
          '1.0" xmlns:cq="http://www.day.com/jcr/cq/1.0"\n',
        ),
        'n/a/': undefined,
        'n/a/.content.xml': undefined,
        'n/_cq_z/': null,
        'n/_cq_z/.content.xml': xml('sling:Folder'),
      },
    ],
    [
      'with bytes and what decorates them',
      { 'f.txt': 'text', 'f.txt.dir/.content.xml': xml('nt:file') },
      '/c/f.txt',
      '/c/_g_h.txt',
      {
        'f.txt': undefined,
        'f.txt.dir/': undefined,
        'f.txt.dir/.content.xml': undefined,
        '__g_h.txt': 'text',
        '__g_h.txt.dir/': null,
        '__g_h.txt.dir/.content.xml': xml('nt:file'),
      },
    ],
    [
      'with their YAML, names taken literally',
      {
        'h.jpg': 'b',
        'h.jpg.yaml': 'jcr:primaryType: !Name dam:Asset\n',
        'd/.content.yaml': 'jcr:primaryType: !Name sling:Folder\n',
      },
      '/c/h.jpg',
      '/c/d/_i_j.jpg',
      {
        'h.jpg': undefined,
        'h.jpg.yaml': undefined,
        'd/_i_j.jpg': 'b',
        'd/_i_j.jpg.yaml': 'jcr:primaryType: !Name dam:Asset\n',
      },
    ],
    [
      'inline, to another name',
      { 'n/.content.xml': xml('cq:Page', un) },
      '/c/n/a',
      '/c/n/z',
      { 'n/.content.xml': xml('cq:Page', '<z jcr:primaryType="nt:unstructured"/>') },
    ],
    [
      'from one list to the other',
      {
        'm/.content.xml': xml('sling:OrderedFolder', '<x/>'),
        'm/x/.content.xml': xml('sling:Folder'),
        'n/.content.xml': xml('sling:OrderedFolder', '<a/>'),
        'n/a/.content.xml': xml('sling:Folder'),
      },
      '/c/n/a',
      '/c/m/b',
      {
        'm/.content.xml': xml('sling:OrderedFolder', '<x/>', '<b/>'),
        'm/b/': null,
        'm/b/.content.xml': xml('sling:Folder'),
        'n/.content.xml': xml('sling:OrderedFolder'),
        'n/a/': undefined,
        'n/a/.content.xml': undefined,
      },
    ],
    [
      'from one document to another',
      { 'm/.content.xml': xml('nt:unstructured'), 'n/.content.xml': xml('nt:unstructured', un) },
      '/c/n/a',
      '/c/m/b',
      {
        'm/.content.xml': xml('nt:unstructured', '<b jcr:primaryType="nt:unstructured"/>'),
        'n/.content.xml': xml('nt:unstructured'),
      },
    ],
  ])('%s', (_, files, path, to, changes) => {
    const { changes: after, tree } = edited(files, [move(path, to)]);
    expect(after).toEqual(changes);
    expect(tree.node(path)).toBeUndefined();
    expect(tree.node(to)).toBeDefined();
  });

  it('to where a sorted parent has them', () => {
    const content = xml(
      'dam:AssetContent',
      '<a jcr:primaryType="nt:unstructured"/>',
      '<b jcr:primaryType="nt:unstructured"/>',
    );
    const { changes } = edited({ 'n/.content.xml': content }, [move('/c/n/a', '/c/n/c')]);
    expect(String(changes['n/.content.xml'])).toMatch(/<b [\s\S]*<c /);
  });

  it('but not over another, below themselves, or out of the tree', () => {
    const files = { 'n/.content.xml': xml('sling:Folder'), 'm/.content.xml': xml('sling:Folder') };
    for (const to of ['/c/m', '/c/n/x', '/d/n', '/c/nowhere/n']) {
      expect(() => edited(files, [move('/c/n', to)])).toThrow(RangeError);
    }
  });
});

describe('nodes are ordered', () => {
  const order = (path: string, before?: string): TreeEdit => ({
    edit: 'orderNode',
    path,
    ...(before === undefined ? {} : { before }),
  });

  it('in their parent, which lists all of them from then on', () => {
    const files = {
      'n/.content.xml': xml('sling:OrderedFolder', '<b/>'),
      'n/a/.content.xml': xml('sling:Folder'),
      'n/b/.content.xml': xml('sling:Folder'),
      'n/c/.content.xml': xml('sling:Folder'),
    };
    const { changes, tree } = edited(files, [order('/c/n/c', 'b')]);
    expect(changes).toEqual({ 'n/.content.xml': xml('sling:OrderedFolder', '<c/>', '<b/>', '<a/>') });
    expect(tree.node('/c/n')?.children).toEqual(['c', 'b', 'a']);
  });

  it('only where the parent keeps an order', () => {
    const files = { 'n/.content.xml': xml('sling:Folder'), 'n/a/.content.xml': xml('sling:Folder') };
    expect(() => edited(files, [order('/c/n/a')])).toThrow('keeps no order');
  });
});
