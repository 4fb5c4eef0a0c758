/**
 * Edits of files as people write them: what they lead to, byte for byte.
 */
import { describe, expect, it } from 'vitest';
import type { NodeEdit } from '../format/node-document.ts';
import { type NodeData, node } from '../jcr/node.ts';
import { long, names, type Property, string, strings } from '../jcr/property.ts';
import { yamlFormat } from './yaml-format.ts';

function edited(text: string, ...edits: NodeEdit[]): string {
  const { document, problems } = yamlFormat.parse(text, 'a.yaml');
  if (!document) throw new Error(JSON.stringify(problems));
  return document.edit(edits).text;
}

const set = (path: string, property: string, value: Property): NodeEdit => {
  return { edit: 'set', node: path.split('/').filter(Boolean), property, value };
};
const remove = (path: string, property: string): NodeEdit => {
  return { edit: 'remove', node: path.split('/').filter(Boolean), property };
};
const add = (path: string, child: string, data: NodeData, before?: string): NodeEdit => {
  return {
    edit: 'addChild',
    node: path.split('/').filter(Boolean),
    child,
    data,
    ...(before ? { before } : {}),
  };
};
const removeChild = (path: string, child: string): NodeEdit => {
  return { edit: 'removeChild', node: path.split('/').filter(Boolean), child };
};
const order = (child: string, before?: string): NodeEdit => {
  return { edit: 'orderChild', node: [], child, ...(before ? { before } : {}) };
};

const child = node({ title: string('new') });
const long2: Property = { type: 'Long', multiple: true, values: ['1', '2'] };

describe('setting a property', () => {
  it.each<[string, string, NodeEdit, string]>([
    ['keeps quotes', "a: 'x' # why\n", set('', 'a', string("it's")), "a: 'it''s' # why\n"],
    [
      'keeps the space before a value',
      'a:    x   # why\n',
      set('', 'a', string('y z')),
      'a:    y z   # why\n',
    ],
    ['quotes what would be read otherwise', 'a: x\n', set('', 'a', string('12')), 'a: "12"\n'],
    ['drops a tag that is not needed', 'a: !Long 1\n', set('', 'a', long(2)), 'a: 2\n'],
    [
      'writes a new text of several lines as a block',
      'a: x\nb: 1\n',
      set('', 'a', string('x\ny')),
      'a: |-\n  x\n  y\nb: 1\n',
    ],
    ['but not before a comment', 'a: x # why\n', set('', 'a', string('x\ny')), 'a: "x\\ny" # why\n'],
    [
      'nor above one that would become text',
      'a: x\n    # why\n',
      set('', 'a', string('x\ny')),
      'a: "x\\ny"\n    # why\n',
    ],
    ['puts a line for a block', 'a: |\n  x\n  y\n\nb: 1\n', set('', 'a', string('z')), 'a: z\n\nb: 1\n'],
    [
      'brings a value up to its key',
      'a:\n  # why\n  x\nb: 1\n',
      set('', 'a', string('z')),
      'a: z\n  # why\nb: 1\n',
    ],
    [
      'also when remarks stand all around it',
      'a: # why\n  x # therefore\n',
      set('', 'a', string('z')),
      'a: z # why\n   # therefore\n',
    ],
    [
      'makes a list of a value',
      'a: x\nb: 1\n',
      set('', 'a', strings(['x', 'z'])),
      'a:\n  - x\n  - z\nb: 1\n',
    ],
    ['in one line before a comment', 'a: x # why\n', set('', 'a', strings(['x', 'z'])), 'a: [x, z] # why\n'],
    ['makes a value of a list', 'a:\n- x\n- y\nb: 1\n', set('', 'a', string('z')), 'a: z\nb: 1\n'],
    [
      'keeps a list in brackets',
      'a: [x, y] # why\n',
      set('', 'a', strings(['x', 'y, z'])),
      'a: [x, "y, z"] # why\n',
    ],
    [
      'or one text of it, if a comment would not become part of that',
      'a:\n- x # why\nb: 1\n',
      set('', 'a', string('x\nz')),
      'a: "x\\nz" # why\nb: 1\n',
    ],
    ['empties a list', 'a:\n  - x\nb: 1\n', set('', 'a', strings([])), 'a: []\nb: 1\n'],
    [
      'adds an item among others, whose quotes and remarks stay',
      'a:\n- "x" # first\n# then\n- y\n- z\n',
      set('', 'a', strings(['x', 'y', 'w', 'z'])),
      'a:\n- "x" # first\n# then\n- y\n- w\n- z\n',
    ],
    [
      'adds the first item',
      'a:\n    - y # why\n',
      set('', 'a', strings(['x', 'y'])),
      'a:\n    - x\n    - y # why\n',
    ],
    [
      'takes an item away',
      'a:\n  - x\n  - y\n  - z # last',
      set('', 'a', strings(['x', 'z'])),
      'a:\n  - x\n  - z # last',
    ],
    ['takes the last item away', 'a:\n  - x\n  - y', set('', 'a', strings(['x'])), 'a:\n  - x'],
    [
      'keeps the tag of a list',
      'a: !Name\n  - x\n',
      set('', 'a', { ...names(['x', 'true']) }),
      'a: !Name\n  - x\n  - true\n',
    ],
    ['gives a list another type', 'a:\n  - x\n', set('', 'a', long2), 'a:\n  - 1\n  - 2\n'],
    ['fills a key without a value', 'a: # why\nb:\n', set('', 'a', string('x')), 'a: x # why\nb:\n'],
    ['also with lines', 'a:  \nb:\n', set('', 'a', strings(['x'])), 'a:\n  - x\nb:\n'],
    ['and in braces', '{a, b: }', set('', 'a', string('x')), '{a: x, b: }'],
    [
      'goes after the last property',
      'a: 1 # one\n\n# the child\nc: {}\n',
      set('', 'b', long(2)),
      'a: 1 # one\nb: 2\n\n# the child\nc: {}\n',
    ],
    [
      'or before the first child, and what is said of it',
      'c:\n  # the child\n  d: {}\n',
      set('c', 'b', long(2)),
      'c:\n  b: 2\n  # the child\n  d: {}\n',
    ],
    ['but below the top of the file', '# schema\nc: {}\n', set('', 'b', long(2)), '# schema\nb: 2\nc: {}\n'],
    [
      'indents as its neighbours do',
      'c:\n    a: 1\nd:\n',
      set('c', 'b', strings(['x'])),
      'c:\n    a: 1\n    b:\n      - x\nd:\n',
    ],
    ['indents lists as other lists', 'a:\n- x\n', set('', 'b', strings(['z'])), 'a:\n- x\nb:\n- z\n'],
    [
      'goes into braces',
      'c: {a: 1, d: {}} # why\n',
      set('c', 'b', strings(['x', 'z'])),
      'c: {a: 1, b: [x, z], d: {}} # why\n',
    ],
    [
      'also over several lines',
      'c: {\n  a: 1, # one\n  d: 2, # two\n}\n',
      set('c', 'b', long(3)),
      'c: {\n  a: 1, # one\n  d: 2, b: 3, # two\n}\n',
    ],
    ['opens empty braces', 'c: {} # why\nd: 1\n', set('c', 'a', long(1)), 'c: # why\n  a: 1\nd: 1\n'],
    ['unless they are not plainly empty', 'c: { }\n', set('c', 'a', long(1)), 'c: {a: 1 }\n'],
    ['makes a node of a placeholder', 'c: ~\nd:\n', set('c', 'a', long(1)), 'c:\n  a: 1\nd:\n'],
    ['fills an empty file', '', set('', 'a', long(1)), 'a: 1\n'],
    ['below its comments', '# remark', set('', 'a', long(1)), '# remark\na: 1'],
    ['before the end of the document', '---\n...\n', set('', 'a', long(1)), '---\na: 1\n...\n'],
    ['keeps a missing final line end', 'a: 1', set('', 'b', long(2)), 'a: 1\nb: 2'],
    [
      'keeps line ends and a byte order mark',
      '\ufeffa: 1\r\nc:\r\n  d: 1\r\n',
      set('c', 'e', string('x\ny')),
      '\ufeffa: 1\r\nc:\r\n  d: 1\r\n  e: |-\r\n    x\r\n    y\r\n',
    ],
    [
      'stands in JSON as well',
      '{\n  "a": "x",\n  "b": true\n}\n',
      set('', 'a', string('y')),
      '{\n  "a": "y",\n  "b": true\n}\n',
    ],
  ])('%s', (_, text, edit, expected) => {
    expect(edited(text, edit)).toBe(expected);
  });
});

describe('removing a property', () => {
  it.each<[string, string, NodeEdit, string]>([
    ['takes its line', '# one\na: 1 # why\n# two\nb: 2\n', remove('', 'a'), '# one\n# two\nb: 2\n'],
    ['takes all its lines', 'a:\n  - x\n  # item\n  - y\n    # deeper\nb: 2\n', remove('', 'a'), 'b: 2\n'],
    ['leaves blank lines', 'a: |\n  x\n\nb: 2\n', remove('', 'a'), '\nb: 2\n'],
    ['and those that would become text', 'a: |+\n  x\nb: 2\n\nc: 3\n', remove('', 'b'), 'a: |+\n  x\nc: 3\n'],
    ['but those of the text', 'a: |+\n  x\n\nb: 2\n', remove('', 'a'), 'b: 2\n'],
    ['leaves braces', 'c:\n  a: 1\nd: 2\n', remove('c', 'a'), 'c: {}\nd: 2\n'],
    ['leaves braces before a comment', 'c: # why\n  a: 1', remove('c', 'a'), 'c: {} # why'],
    ['leaves nothing of a root', '# remark\na: 1\n', remove('', 'a'), '# remark\n'],
    ['at the end of a file', 'a: 1\nb: 2', remove('', 'b'), 'a: 1'],
    ['in braces', '{ a: 1, b: 2, c: 3 }', remove('', 'b'), '{ a: 1, c: 3 }'],
    ['first in braces', '{ a: 1,  b: 2 }', remove('', 'a'), '{ b: 2 }'],
    [
      'last in braces, whose remarks stay',
      '{ a: 1, # one\n  b: 2 # two\n}',
      remove('', 'b'),
      '{ a: 1 # one\n   # two\n}',
    ],
    ['alone in braces', '{ a: 1, }', remove('', 'a'), '{  }'],
  ])('%s', (_, text, edit, expected) => {
    expect(edited(text, edit)).toBe(expected);
    expect(yamlFormat.parse(expected, 'a.yaml').problems).toBeUndefined();
  });
});

describe('children', () => {
  it.each<[string, string, NodeEdit, string]>([
    [
      'are added at the end',
      'a: 1\nc: {}\n# end\n',
      add('', 'd', child),
      'a: 1\nc: {}\nd:\n  title: new\n# end\n',
    ],
    [
      'are added before a sibling and its remark',
      'b: {}\n\n# of c\nc: {}\n',
      add('', 'd', child, 'c'),
      'b: {}\n\nd:\n  title: new\n# of c\nc: {}\n',
    ],
    ['are added to braces', 'c: {a: 1}\n', add('c', 'd', child), 'c: {a: 1, d: {title: new}}\n'],
    [
      'take the place of a placeholder',
      'b:\n\nc: # why\n',
      add('', 'b', child),
      'b:\n  title: new\n\nc: # why\n',
    ],
    ['take the place of one in braces', '{b, c: null}', add('', 'c', child), '{b, c: {title: new}}'],
    ['may be empty', 'b:\n', add('', 'b', node({})), 'b: {}\n'],
    ['may be placeholders', 'b: {}\n', add('', 'c', { ...node({}), placeholder: true }), 'b: {}\nc:\n'],
    [
      'take their subtree along',
      'b:\n  x: 1\n\n  # inner\n  d:\n    y: 2\n  # last of b\nc: {}\n',
      removeChild('', 'b'),
      'c: {}\n',
    ],
    [
      'move with their remarks',
      'a: {}\n# of b\nb:\n  x: 1\n    # inner\nc: {}\n',
      order('b'),
      'a: {}\nc: {}\n# of b\nb:\n  x: 1\n    # inner\n',
    ],
    ['move to the front', '# file\na: {}\nb:\n  x: 1', order('b', 'a'), '# file\nb:\n  x: 1\na: {}'],
    ['move within braces', '{a: {}, b: {x: 1}, c: }', order('c', 'a'), '{c:, a: {}, b: {x: 1} }'],
    ['stay where they are', 'a: {}\nb: {}\n', order('a', 'b'), 'a: {}\nb: {}\n'],
  ])('%s', (_, text, edit, expected) => {
    expect(edited(text, edit)).toBe(expected);
    expect(yamlFormat.parse(expected, 'a.yaml').problems).toBeUndefined();
  });
});

describe('several edits', () => {
  const text = 'a: 1\nb: 2\nc:\n  d: 3\n  e: 4\n';

  it('are each applied to what the ones before left', () => {
    expect(edited(text, set('', 'a', long(5)), set('', 'a', long(1)))).toBe(text);
    expect(edited(text, remove('', 'a'), set('', 'a', long(5)))).toBe('b: 2\na: 5\nc:\n  d: 3\n  e: 4\n');
    expect(edited(text, remove('c', 'd'), remove('c', 'e'))).toBe('a: 1\nb: 2\nc: {}\n');
    expect(
      edited(text, set('c', 'f', long(6)), remove('c', 'd'), set('c', 'g', long(7)), remove('c', 'e')),
    ).toBe('a: 1\nb: 2\nc:\n  f: 6\n  g: 7\n');
    expect(
      edited('', set('', 'a', long(1)), set('', 'b', long(2)), add('', 'c', child), set('c', 'd', long(3))),
    ).toBe('a: 1\nb: 2\nc:\n  title: new\n  d: 3\n');
  });

  it('keep the order of new properties', () => {
    const edits = ['f', 'g', 'h'].map((name) => set('c', name, long(0)));
    expect(edited(text, ...edits)).toBe(`${text}  f: 0\n  g: 0\n  h: 0\n`);
    expect(edited('c: {d: 1}\n', ...edits)).toBe('c: {d: 1, f: 0, g: 0, h: 0}\n');
    expect(edited('c: {}\n', ...edits)).toBe('c:\n  f: 0\n  g: 0\n  h: 0\n');
  });

  it('leave the document they were given as it was', () => {
    const { document } = yamlFormat.parse(text, 'a.yaml');
    const after = document?.edit([set('', 'a', long(5))]);
    expect(document?.text).toBe(text);
    expect(after?.root.properties.get('a')).toEqual(long(5));
    expect(document?.root.properties.get('a')).toEqual(long(1));
  });
});
