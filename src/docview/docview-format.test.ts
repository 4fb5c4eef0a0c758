import { describe, expect, it } from 'vitest';
import { describeNodeFormat } from '../format/node-format.contract.ts';
import { node } from '../jcr/node.ts';
import { long, name, names, string } from '../jcr/property.ts';
import { docviewFormat } from './docview-format.ts';

describeNodeFormat(docviewFormat);

function open(text: string) {
  const { document, problems } = docviewFormat.parse(text, 'a/.content.xml');
  if (!document) throw new Error(problems[0]?.message);
  return document;
}

const NEW = '<jcr:root xmlns:jcr="http://www.jcp.org/jcr/1.0" xmlns:nt="http://www.jcp.org/jcr/nt/1.0"';
const OLD =
  '<jcr:root xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:jcr="http://www.jcp.org/jcr/1.0" xmlns:nt="http://www.jcp.org/jcr/nt/1.0"';

describe('DocView as FileVault writes it', () => {
  it('prints a new file in the canonical form of today', () => {
    const root = node(
      {
        'jcr:primaryType': name('dam:Asset'),
        'jcr:mixinTypes': names(['mix:referenceable']),
        '1st': string('[tricky'),
        'dc:format': string('image/png'),
      },
      { 'jcr:content': node({ 'jcr:primaryType': name('dam:AssetContent') }) },
    );
    expect(docviewFormat.print(root)).toBe(`<?xml version="1.0" encoding="UTF-8"?>
<jcr:root xmlns:jcr="http://www.jcp.org/jcr/1.0" xmlns:dam="http://www.day.com/dam/1.0" xmlns:mix="http://www.jcp.org/jcr/mix/1.0" xmlns:dc="http://purl.org/dc/elements/1.1/"
    dc:format="image/png"
    jcr:mixinTypes="[mix:referenceable]"
    jcr:primaryType="dam:Asset"
    _x0031_st="\\[tricky">
    <jcr:content jcr:primaryType="dam:AssetContent"/>
</jcr:root>
`);
  });

  it('declares a new prefix where the generation of the file puts it', () => {
    const set = (text: string) =>
      open(text)
        .edit([{ edit: 'set', node: [], property: 'dam:size', value: long(1) }])
        .text.split('\n')[0];
    expect(set(`${OLD}\n    jcr:primaryType="nt:file"/>\n`)).toMatch(/xmlns:dc=.* xmlns:dam=.* xmlns:jcr=/);
    expect(set(`${NEW}\n    jcr:primaryType="nt:file"/>\n`)).toMatch(
      /xmlns:jcr="[^"]*" xmlns:dam=.* xmlns:nt=/,
    );
  });

  it('sorts XMP properties as the generation of the file does', () => {
    const XMP = 'xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmlns:xmpMM="http://ns.adobe.com/xap/1.0/mm/"';
    const ATTRIBUTES = '\n    xmp:CreatorTool="a"\n    xmpMM:DocumentID="b"/>\n';
    const order = (root: string) => [
      ...open(root + ATTRIBUTES)
        .edit([{ edit: 'set', node: [], property: 'xmp:ModifyDate', value: string('c') }])
        .root.properties.keys(),
    ];
    const uriSorted = `<jcr:root ${XMP} xmlns:jcr="http://www.jcp.org/jcr/1.0"`;
    const hashOrder = `<jcr:root xmlns:jcr="http://www.jcp.org/jcr/1.0" ${XMP}`;
    expect(order(uriSorted)).toEqual(['xmp:CreatorTool', 'xmp:ModifyDate', 'xmpMM:DocumentID']);
    expect(order(hashOrder)).toEqual(['xmp:CreatorTool', 'xmpMM:DocumentID', 'xmp:ModifyDate']);
  });

  it('breaks a tag that gets its second attribute, and joins it when that goes', () => {
    const text = `${NEW}\n    jcr:primaryType="nt:unstructured">\n    <a jcr:primaryType="nt:unstructured"/>\n</jcr:root>\n`;
    const document = open(text).edit([{ edit: 'set', node: ['a'], property: 'x', value: string('1') }]);
    expect(document.text).toContain('    <a\n        jcr:primaryType="nt:unstructured"\n        x="1"/>\n');
    expect(document.edit([{ edit: 'remove', node: ['a'], property: 'x' }]).text).toBe(text);
  });

  it('keeps quotes, and escapes for them', () => {
    const text = `${NEW} jcr:title='a "b"'/>`;
    const edited = open(text).edit([
      { edit: 'set', node: [], property: 'jcr:title', value: string(`it's "c"`) },
    ]);
    expect(edited.text).toBe(`${NEW} jcr:title='it&apos;s "c"'/>`);
  });

  it('places children of unordered types by name, and of ordered types last', () => {
    const children = (type: string) => {
      const text = `${NEW} xmlns:sling="s"\n    jcr:primaryType="${type}">\n    <a jcr:primaryType="nt:file"/>\n    <c jcr:primaryType="nt:file"/>\n</jcr:root>\n`;
      const data = node({ 'jcr:primaryType': name('nt:file') });
      return [
        ...open(text)
          .edit([{ edit: 'addChild', node: [], child: 'b', data }])
          .root.children.keys(),
      ].join('');
    };
    expect(children('sling:Folder')).toBe('abc');
    expect(children('sling:OrderedFolder')).toBe('acb');
  });

  it('keeps comments', () => {
    const text = `<!-- licence -->\n${NEW}\n    jcr:primaryType="nt:unstructured">\n    <!-- why -->\n    <a/>\n</jcr:root>`;
    const document = open(text);
    const edited = document.edit([
      { edit: 'addChild', node: [], child: 'b', data: node({ 'jcr:primaryType': name('nt:file') }) },
    ]);
    expect(edited.edit([{ edit: 'removeChild', node: [], child: 'b' }]).text).toBe(text);
    expect(edited.text).toContain('    <!-- why -->\n    <a/>\n    <b jcr:primaryType="nt:file"/>\n');
  });

  it('takes a value it cannot read as text, says so, and leaves it', () => {
    const text = `${NEW}\n    jcr:primaryType="nt:file"\n    bad="{Boolean}false}"\n    worse="{Colour}red"/>`;
    const document = open(text);
    expect(document.problems).toMatchObject([
      { code: 'docview.value', line: 3, column: 5 },
      { code: 'docview.value', line: 4 },
    ]);
    expect(document.root.properties.get('bad')).toEqual({
      type: 'undefined',
      multiple: false,
      values: ['{Boolean}false}'],
    });
    expect(document.edit([{ edit: 'set', node: [], property: 'x', value: string('y') }]).text).toContain(
      'bad="{Boolean}false}"',
    );
  });

  it('accepts any prefix of the JCR namespace for its root, and nothing else', () => {
    expect(docviewFormat.parse('<j:root xmlns:j="http://www.jcp.org/jcr/1.0"/>', 'a').document).toBeDefined();
    expect(docviewFormat.parse('<html/>', 'a').problems).toMatchObject([{ code: 'docview.root', line: 1 }]);
  });

  it('refuses a prefix nobody knows', () => {
    const edit = { edit: 'set', node: [], property: 'nobody:knows', value: string('x') } as const;
    expect(() => open(`${NEW}/>`).edit([edit])).toThrow('the namespace of the prefix nobody is not known');
  });

  it.each(['<a></a>', '<a>\n    </a>', '<a/>', '<a>\n        <!-- none yet -->\n    </a>'])(
    'gives %j back when its only child comes and goes',
    (element) => {
      const document = open(`${NEW}>\n    ${element}\n</jcr:root>\n`);
      const child = node({ 'jcr:primaryType': name('nt:file') });
      const added = document.edit([{ edit: 'addChild', node: ['a'], child: 'b', data: child }]);
      expect(added.root.children.get('a')?.children.size).toBe(1);
      expect(added.edit([{ edit: 'removeChild', node: ['a'], child: 'b' }]).text).toBe(document.text);
    },
  );

  it('moves an element with the comments and blank lines that belong to it', () => {
    const document = open(`${NEW}>\n    <a/>\n\n    <!-- of b -->\n    <b/>\n</jcr:root>\n`);
    const moved = document.edit([{ edit: 'orderChild', node: [], child: 'b', before: 'a' }]);
    expect(moved.text).toBe(`${NEW}>\n\n    <!-- of b -->\n    <b/>\n    <a/>\n</jcr:root>\n`);
    expect(moved.edit([{ edit: 'orderChild', node: [], child: 'b' }]).text).toBe(document.text);
  });

  it('leaves the prefix of a value undeclared that only the repository knows', () => {
    const edit = { edit: 'set', node: [], property: 'x', value: name('nobody:knows') } as const;
    expect(open(`${NEW}/>`).edit([edit]).text).toBe(`${NEW}\n    x="{Name}nobody:knows"/>`);
  });
});
