import { describe, expect, it } from 'vitest';
import { describeNodeFormat } from '../format/node-format.contract.ts';
import { type NodeData, node } from '../jcr/node.ts';
import {
  boolean,
  date,
  decimal,
  long,
  name,
  names,
  type Property,
  type PropertyType,
  string,
  strings,
} from '../jcr/property.ts';
import { schemaComment } from './schema-comment.ts';
import { yamlFormat } from './yaml-format.ts';

describeNodeFormat(yamlFormat);

function open(text: string) {
  const { document, problems } = yamlFormat.parse(text, 'a.yaml');
  if (!document) throw new Error(JSON.stringify(problems));
  return document;
}

const propertyOf = (text: string): Property | undefined => open(`x: ${text}\n`).root.properties.get('x');

describe('a value', () => {
  it.each<[string, PropertyType, string]>([
    ['plain text', 'String', 'plain text'],
    ['"quoted \\u00e9"', 'String', 'quoted é'],
    ["'it''s'", 'String', "it's"],
    ['"12"', 'String', '12'],
    ['!String 12', 'String', '12'],
    ['!!str 12', 'String', '12'],
    ['yes', 'String', 'yes'],
    ['1.2.3', 'String', '1.2.3'],
    ['true', 'Boolean', 'true'],
    ['False', 'Boolean', 'False'],
    ['12', 'Long', '12'],
    ['-9223372036854775808', 'Long', '-9223372036854775808'],
    ['9007199254740993', 'Long', '9007199254740993'],
    ['0x1F', 'Long', '31'],
    ['0o17', 'Long', '15'],
    ['!Long 007', 'Long', '007'],
    ['1.50', 'Double', '1.50'],
    ['1e3', 'Double', '1e3'],
    ['!Double 7', 'Double', '7'],
    ['.nan', 'Double', 'NaN'],
    ['-.inf', 'Double', '-Infinity'],
    ['!Decimal 12.50', 'Decimal', '12.50'],
    ['2026-11-23T10:00:00.000+01:00', 'Date', '2026-11-23T10:00:00.000+01:00'],
    ['2026-11-23T10:00:00+01:00', 'Date', '2026-11-23T10:00:00.000+01:00'],
    ['2026-11-23 9:00:00.5 -5', 'Date', '2026-11-23T09:00:00.500-05:00'],
    ['2026-11-23T10:00:00.123456Z', 'Date', '2026-11-23T10:00:00.123Z'],
    ['2026-11-23', 'Date', '2026-11-23T00:00:00.000Z'],
    ['!Date "2026-11-23T10:00:00Z"', 'Date', '2026-11-23T10:00:00Z'],
    ['!Name nt:file', 'Name', 'nt:file'],
    ['!Path /content/dam', 'Path', '/content/dam'],
    ['!Reference 5c3f', 'Reference', '5c3f'],
    ['!WeakReference 5c3f', 'WeakReference', '5c3f'],
    ['!URI https://example.com/#a', 'URI', 'https://example.com/#a'],
    ['!Binary', 'Binary', ''],
    ['|\n  two\n  lines', 'String', 'two\nlines\n'],
    ['>-\n  two\n  lines', 'String', 'two lines'],
  ])('%s is a %s: %s', (text, type, value) => {
    expect(propertyOf(text)).toEqual({ type, multiple: false, values: [value] });
    expect(open(`x: ${text}\n`).problems).toEqual([]);
  });

  it.each<[string, PropertyType, string[]]>([
    ['[a, b]', 'String', ['a', 'b']],
    ['\n- 1\n- 2', 'Long', ['1', '2']],
    ['[]', 'String', []],
    ['!Long []', 'Long', []],
    ['!Name [a, "null"]', 'Name', ['a', 'null']],
    ['!Double [1, .inf]', 'Double', ['1', 'Infinity']],
    ['[!Path /a, !Path /b]', 'Path', ['/a', '/b']],
  ])('%s is a list of %s', (text, type, values) => {
    expect(propertyOf(text)).toEqual({ type, multiple: true, values });
  });

  it('of a node type is a Name without saying so', () => {
    const { properties } = open('jcr:primaryType: "nt:file"\njcr:mixinTypes: [mix:title]\n').root;
    expect(properties.get('jcr:primaryType')).toEqual(name('nt:file'));
    expect(properties.get('jcr:mixinTypes')).toEqual(names(['mix:title']));
    expect(open('jcr:mixinTypes: []\n').root.properties.get('jcr:mixinTypes')).toEqual(names([]));
  });

  it.each([
    ['[1, a]', 4, /mixes Long and String/],
    ['[1, 2.5]', 4, /mixes Long and Double/],
    ['[a, [b]]', 8, /collection/],
    ['[a, ~]', 8, /has no value/],
    ['!Colour red', 12, /unknown tag !Colour/],
    ['!Colour [red]', 12, /unknown tag !Colour/],
    ['!Long many', 10, /not a valid Long: many/],
    ['!Boolean perhaps', 13, /not a valid Boolean/],
    ['99999999999999999999', 4, /not a valid Long/],
    ['!Date yesterday', 10, /not a valid Date/],
  ])('%s is a problem and stands as text', (text, column, message) => {
    const document = open(`x: ${text}\n`);
    expect(document.problems).toMatchObject([
      { code: 'yaml.value', path: 'a.yaml', line: 1, column, message: expect.stringMatching(message) },
    ]);
    expect(document.root.properties.get('x')?.type).toBe('undefined');
  });

  it('of a node type must not be left out', () => {
    expect(open('jcr:primaryType:\n').problems).toMatchObject([{ code: 'yaml.value', line: 1 }]);
  });
});

describe('a node', () => {
  it('is empty in a file without entries', () => {
    for (const text of ['', '\n', '# a remark\n', '---\n', '\ufeff', '---\n# a\n...\n', '{}\n']) {
      expect(open(text).root).toEqual(node({}));
    }
  });

  it('has mappings for children, and keys without a value for placeholders', () => {
    const { children } = open('a: {}\nb:\nc: ~\nd:\n  e: 1\n').root;
    expect(children.get('a')).toEqual(node({}));
    expect(children.get('b')?.placeholder).toBe(true);
    expect(children.get('c')?.placeholder).toBe(true);
    expect(children.get('d')).toEqual(node({ e: long(1) }));
  });

  it('may have a property and a child of one name', () => {
    const data = node({ a: string('x') }, { a: node({ b: string('z') }) });
    expect(yamlFormat.print(data)).toBe('a: x\na/:\n  b: z\n');
    expect(open('a: x\na/:\n  b: z\n').root).toEqual(data);
    expect(open('./a: x\na:\n  b: z\n').root).toEqual(data);
    const added = open('a:\n  b: y\n').edit([{ edit: 'set', node: [], property: 'a', value: string('x') }]);
    expect(added.text).toBe('./a: x\na:\n  b: y\n');
  });

  it.each([
    ['a: 1\na: 2\n', 2, 1, /unique/],
    ['a: 1\n./a: 2\n', 2, 1, /a second time/],
    ['a: 1\n---\nb: 2\n', 2, 1, /second document/],
    ['a: &x 1\nb: 2\n', 1, 7, /Anchors and aliases/],
    ['a: &x 1\nb: *x\n', 1, 7, /Anchors and aliases/],
    ['a:\n\tb: 1\n', 2, 1, /Tabs/],
    ['a: 1\rb: 2\n', 1, 5, /carriage return/],
    ['a: 1\n\ufeffb: 2\n', 2, 1, /byte order mark/],
    ['\ufeff  a: 1\n', 1, 2, /byte order mark/],
    ['a: [1\n', 2, 1, /\./],
    ['a: b: c\n', 1, 4, /\./],
    ['- a\n', 1, 1, /is a mapping/],
    ['text\n', 1, 1, /is a mapping/],
    ['~\n', 1, 1, /is a mapping/],
    ['? a\n: b\n', 1, 3, /question mark/],
    ['[a]: b\n', 1, 1, /keys must be strings/],
    ['"": b\n', 1, 1, /no name/],
    ['a/b: c\n', 1, 1, /no name/],
    ['a/: text\n', 1, 1, /child node/],
    ['./a: { b: 1 }\n', 1, 1, /is a property/],
    ['a: !Name\n  b: 1\n', 2, 3, /no tag/],
  ])('cannot be %j', (text, line, column, message) => {
    const { document, problems } = yamlFormat.parse(text, 'a.yaml');
    expect(document).toBeUndefined();
    expect(problems?.[0]).toMatchObject({
      code: 'yaml.syntax',
      path: 'a.yaml',
      line,
      column,
      message: expect.stringMatching(message),
    });
  });

  it('cannot be nested without end', () => {
    for (const deep of ['a: '.concat('['.repeat(20_000)), '{a: '.repeat(20_000)]) {
      const { problems } = yamlFormat.parse(deep, 'a.yaml');
      expect(problems?.[0]).toMatchObject({
        code: 'yaml.syntax',
        message: expect.stringContaining('nesting'),
      });
    }
    const levels = Array.from({ length: 100 }, (_, i) => `${' '.repeat(i)}a:`);
    expect(yamlFormat.parse(`${levels.join('\n')} {}\n`, 'a.yaml').document).toBeDefined();
  });

  it('with a thousand mistakes is told the first of them', () => {
    const { problems } = yamlFormat.parse('a: 1\n'.repeat(1000), 'a.yaml');
    expect(problems).toHaveLength(20);
  });
});

describe('a new file', () => {
  const asset = node(
    {
      'jcr:primaryType': name('dam:Asset'),
      'jcr:mixinTypes': names(['mix:referenceable']),
      'jcr:uuid': string('3c6e0b8a-9c15-4d2b-8f0e-5a1b2c3d4e5f'),
    },
    {
      'jcr:content': node(
        { 'jcr:lastModified': date(new Date('2026-11-23T09:00:00Z')) },
        {
          metadata: node({
            'dam:size': long(1024),
            'dam:sha1': string('12e34'),
            width: decimal('2.50'),
            ratio: { type: 'Double', multiple: false, values: ['NaN'] },
            'dc:title': string('Sea: "sand" & sun'),
            'dc:description': string('First line.\n\nThird line.\n'),
            note: string('tab\tand\nnewline'),
            sure: boolean(true),
            answer: string('yes'),
            when: string('2026-11-23'),
            empty: string(''),
            'cq:tags': strings(['a:b/c', '', '- d']),
            none: strings([]),
            sizes: { type: 'Long', multiple: true, values: [] },
            prices: { type: 'Decimal', multiple: true, values: ['1', '2.0'] },
            'odd: name': string('x'),
          }),
          renditions: { ...node({}), placeholder: true },
          related: node({}),
        },
      ),
    },
  );

  it('is printed as plainly as it can be', () => {
    expect(yamlFormat.print(asset)).toBe(`${schemaComment('asset')}
jcr:primaryType: dam:Asset
jcr:mixinTypes:
  - mix:referenceable
jcr:uuid: 3c6e0b8a-9c15-4d2b-8f0e-5a1b2c3d4e5f
jcr:content:
  jcr:lastModified: 2026-11-23T09:00:00.000Z
  metadata:
    dam:size: 1024
    dam:sha1: "12e34"
    width: !Decimal 2.50
    ratio: .nan
    dc:title: 'Sea: "sand" & sun'
    dc:description: |
      First line.

      Third line.
    note: "tab\\tand\\nnewline"
    sure: true
    answer: "yes"
    when: "2026-11-23"
    empty: ""
    cq:tags:
      - a:b/c
      - ""
      - "- d"
    none: []
    sizes: !Long []
    prices: !Decimal
      - 1
      - 2.0
    "odd: name": x
  renditions:
  related: {}
`);
  });

  it('names the schema of its type', () => {
    const first = (data: NodeData) => yamlFormat.print(data).split('\n')[0];
    expect(schemaComment('folder')).toBe(
      '# yaml-language-server: $schema=https://unpkg.com/oakling/schemas/folder-node.schema.json',
    );
    for (const type of ['sling:Folder', 'sling:OrderedFolder', 'nt:folder'])
      expect(first(node({ 'jcr:primaryType': name(type) }))).toBe(schemaComment('folder'));
    expect(first(node({ 'jcr:primaryType': name('cq:Page') }))).toBe('jcr:primaryType: cq:Page');
  });
});

describe('a place', () => {
  it('is that of the key, whatever the style', () => {
    const document = open('\ufeff# a\na: 1\nb: {c: {d: 2}, e: 3}\n"f":\r\n  g: 4\n');
    expect(document.locate([])).toEqual({ line: 2, column: 1 });
    expect(document.locate([], 'a')).toEqual({ line: 2, column: 1 });
    expect(document.locate(['b', 'c'], 'd')).toEqual({ line: 3, column: 9 });
    expect(document.locate(['b', 'c'])).toEqual({ line: 3, column: 5 });
    expect(document.locate(['f'], 'g')).toEqual({ line: 5, column: 3 });
    expect(document.locate([], 'b')).toBeUndefined();
    expect(document.locate(['b', 'x'])).toBeUndefined();
  });
});
