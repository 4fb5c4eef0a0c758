/**
 * The contract suite of node file formats: every implementation of `NodeFormat` runs it.
 *
 * @module
 */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type NodeData, node } from '../jcr/node.ts';
import {
  boolean,
  date,
  decimal,
  long,
  name,
  names,
  type Property,
  string,
  strings,
} from '../jcr/property.ts';
import type { NodeDocument, NodeEdit, NodeFormat } from './node-document.ts';

const unstructured = (title: string) =>
  node({ 'jcr:primaryType': name('nt:unstructured'), 'jcr:title': string(title) });

const SAMPLE = node(
  {
    'jcr:primaryType': name('dam:Asset'),
    'jcr:mixinTypes': names(['mix:referenceable']),
    'jcr:uuid': string('e9a81364-447c-4114-ab92-11a436b6bfd5'),
  },
  {
    'jcr:content': node(
      { 'jcr:primaryType': name('dam:AssetContent'), 'cq:name': string('hero.jpg') },
      {
        metadata: node({
          'jcr:primaryType': name('nt:unstructured'),
          'dam:size': long(1024),
          'dam:extracted': date(new Date('2026-01-02T03:04:05.678Z')),
          'dam:Physicalwidthininches': decimal('2.5'),
          'dc:title': string('Sea, "sand" & <sun>'),
          'cq:tags': strings(['a, b', '', '[c]']),
          sourcing: boolean(false),
        }),
        related: node({ 'jcr:primaryType': name('nt:unstructured') }),
      },
    ),
  },
);

const METADATA = ['jcr:content', 'metadata'];

const value: fc.Arbitrary<Property> = fc.oneof(
  fc.string({ unit: 'binary' }).filter(isStorable).map(string),
  fc.array(fc.string().filter(isStorable)).map(strings),
  fc.integer().map(long),
  fc.boolean().map(boolean),
  fc.date({ noInvalidDate: true, min: new Date('0001-01-01'), max: new Date('9999-12-31') }).map(date),
);

/** What no text format of nodes can hold: lone surrogates. */
function isStorable(text: string): boolean {
  return !/[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/.test(text);
}

const edit: fc.Arbitrary<NodeEdit> = fc.oneof(
  fc.record({
    edit: fc.constant('set' as const),
    node: fc.constantFrom<readonly string[]>([], ['jcr:content'], METADATA),
    property: fc.constantFrom('jcr:title', 'dc:title', 'cq:tags', 'plain', 'dam:zoom'),
    value,
  }),
  fc.record({
    edit: fc.constant('remove' as const),
    node: fc.constantFrom<readonly string[]>(['jcr:content'], METADATA),
    property: fc.constantFrom('cq:name', 'dc:title', 'dam:size', 'absent'),
  }),
  fc.record({
    edit: fc.constant('removeChild' as const),
    node: fc.constant(['jcr:content']),
    child: fc.constantFrom('related', 'absent'),
  }),
);

/** Runs the suite for a format. */
export function describeNodeFormat(format: NodeFormat): void {
  const open = (text: string): NodeDocument => {
    const { document, problems } = format.parse(text, 'node');
    if (!document) throw new Error(problems.map(({ message }) => message).join(' '));
    return document;
  };
  const sample = () => open(format.print(SAMPLE));
  const at = (document: NodeDocument, path: readonly string[], property: string) =>
    path
      .reduce<NodeData | undefined>((data, step) => data?.children.get(step), document.root)
      ?.properties.get(property);

  describe(`the node format ${format.name}`, () => {
    it('reads what it prints', () => {
      expect(plain(sample().root)).toEqual(plain(SAMPLE));
    });

    it('reads every value it prints', () => {
      fc.assert(
        fc.property(value, (property) => {
          const document = open(format.print(node({ 'jcr:primaryType': name('nt:unstructured'), property })));
          expect(comparable(document.root.properties.get('property'))).toEqual(comparable(property));
        }),
        { numRuns: 300 },
      );
    });

    it('answers the same text when an edit changes nothing', () => {
      const document = sample();
      const same: NodeEdit[] = [
        { edit: 'set', node: METADATA, property: 'dam:size', value: long(1024) },
        { edit: 'remove', node: METADATA, property: 'absent' },
        { edit: 'removeChild', node: ['jcr:content'], child: 'absent' },
      ];
      expect(document.edit(same).text).toBe(document.text);
      expect(document.edit([]).text).toBe(document.text);
    });

    it('changes one value and no other line', () => {
      const document = sample();
      const edited = document.edit([
        { edit: 'set', node: METADATA, property: 'dam:size', value: long(2048) },
      ]);
      const [before, after] = [document.text.split('\n'), edited.text.split('\n')];
      expect(after).toHaveLength(before.length);
      expect(after.filter((line, i) => line !== before[i])).toEqual([expect.stringContaining('2048')]);
    });

    it('restores the text when what was added is removed', () => {
      const document = sample();
      const withProperty = document.edit([
        { edit: 'set', node: METADATA, property: 'dc:rights', value: string('ours') },
      ]);
      expect(withProperty.text).not.toBe(document.text);
      expect(withProperty.edit([{ edit: 'remove', node: METADATA, property: 'dc:rights' }]).text).toBe(
        document.text,
      );
      for (const parent of [['jcr:content'], [...METADATA], ['jcr:content', 'related']]) {
        const withChild = document.edit([
          { edit: 'addChild', node: parent, child: 'extra', data: unstructured('x') },
        ]);
        expect(at(withChild, [...parent, 'extra'], 'jcr:title')?.values).toEqual(['x']);
        expect(withChild.edit([{ edit: 'removeChild', node: parent, child: 'extra' }]).text).toBe(
          document.text,
        );
      }
    });

    it('puts a child before a sibling, and moves it', () => {
      const list = node(
        { 'jcr:primaryType': name('nt:unstructured') },
        { a: unstructured('a'), b: unstructured('b'), c: unstructured('c') },
      );
      const order = (document: NodeDocument) => [...document.root.children.keys()].join('');
      const document = open(format.print(list));
      expect(order(document)).toBe('abc');
      const inserted = document.edit([
        { edit: 'addChild', node: [], child: 'd', data: unstructured('d'), before: 'b' },
      ]);
      expect(order(inserted)).toBe('adbc');
      const moved = document.edit([{ edit: 'orderChild', node: [], child: 'c', before: 'a' }]);
      expect(order(moved)).toBe('cab');
      expect(moved.edit([{ edit: 'orderChild', node: [], child: 'c' }]).text).toBe(document.text);
    });

    it('renames a child where it stands, and back', () => {
      const document = sample();
      const rename = (from: string, to: string): NodeEdit => ({
        edit: 'renameChild',
        node: ['jcr:content'],
        child: from,
        name: to,
      });
      const renamed = document.edit([rename('metadata', 'dam:facts 2')]);
      expect([...(renamed.root.children.get('jcr:content')?.children.keys() ?? [])]).toEqual([
        'dam:facts 2',
        'related',
      ]);
      expect(at(renamed, ['jcr:content', 'dam:facts 2'], 'dam:size')?.values).toEqual(['1024']);
      expect(renamed.edit([rename('dam:facts 2', 'metadata')]).text).toBe(document.text);
      expect(document.edit([rename('related', 'related')]).text).toBe(document.text);
      expect(() => document.edit([rename('related', 'metadata')])).toThrow(RangeError);
      expect(() => document.edit([rename('absent', 'x')])).toThrow(RangeError);
    });

    it('replaces a placeholder where it stands', () => {
      const placeholder: NodeData = { properties: new Map(), children: new Map(), placeholder: true };
      const list = node(
        { 'jcr:primaryType': name('nt:unstructured') },
        { a: placeholder, b: unstructured('b') },
      );
      const document = open(format.print(list));
      expect(document.root.children.get('a')?.placeholder).toBe(true);
      const edited = document.edit([{ edit: 'addChild', node: [], child: 'a', data: unstructured('a') }]);
      expect([...edited.root.children.keys()]).toEqual(['a', 'b']);
      expect(at(edited, ['a'], 'jcr:title')?.values).toEqual(['a']);
    });

    it('means after any edits what was asked, and reads back the same', () => {
      fc.assert(
        fc.property(fc.array(edit, { maxLength: 6 }), (edits) => {
          const edited = sample().edit(edits);
          expect(plain(open(edited.text).root)).toEqual(plain(edited.root));
          const last = edits.findLast((one) => one.edit === 'set');
          const isLast = last && !edits.slice(edits.indexOf(last) + 1).some((one) => one.edit === 'remove');
          if (last?.edit === 'set' && isLast) {
            expect(comparable(at(edited, last.node, last.property))).toEqual(comparable(last.value));
          }
        }),
        { numRuns: 300 },
      );
    });

    it('keeps line ends, a byte order mark and a missing final newline', () => {
      const text = `\ufeff${format.print(SAMPLE).trimEnd().replaceAll('\n', '\r\n')}`;
      const document = open(text);
      expect(document.edit([]).text).toBe(text);
      const edited = document.edit([
        { edit: 'set', node: METADATA, property: 'dc:rights', value: string('ours') },
        { edit: 'addChild', node: ['jcr:content'], child: 'extra', data: unstructured('x') },
      ]);
      expect(edited.text.startsWith('\ufeff')).toBe(true);
      expect(edited.text.replaceAll('\r\n', '')).not.toContain('\n');
      expect(at(edited, METADATA, 'dc:rights')?.values).toEqual(['ours']);
    });

    it('locates nodes and properties', () => {
      const document = sample();
      const position = document.locate(METADATA, 'dam:size');
      const line = document.text.split('\n')[(position?.line ?? 0) - 1] ?? '';
      expect(line.slice((position?.column ?? 0) - 1)).toMatch(/^"?dam:size/);
      expect(document.locate(METADATA)?.line).toBeLessThan(position?.line ?? 0);
      expect(document.locate(['nowhere'])).toBeUndefined();
    });

    it('refuses edits of what is not there, and of what is there already', () => {
      const document = sample();
      const nowhere: NodeEdit = { edit: 'set', node: ['nowhere'], property: 'a', value: string('b') };
      const twice: NodeEdit = {
        edit: 'addChild',
        node: ['jcr:content'],
        child: 'metadata',
        data: unstructured('x'),
      };
      const beforeNobody: NodeEdit = {
        edit: 'orderChild',
        node: ['jcr:content'],
        child: 'related',
        before: 'nobody',
      };
      for (const wrong of [nowhere, twice, beforeNobody])
        expect(() => document.edit([wrong])).toThrow(RangeError);
    });

    it('says of text it cannot parse where and why, and never throws', () => {
      fc.assert(
        fc.property(
          fc.integer({ min: 0, max: format.print(SAMPLE).length }),
          fc.constantFrom('<', '&', '\u0001', ': {', '"'),
          (cut, noise) => {
            const text = format.print(SAMPLE);
            const { document, problems } = format.parse(text.slice(0, cut) + noise, 'node');
            if (!document)
              expect(problems[0]).toMatchObject({
                path: 'node',
                message: expect.any(String),
                hint: expect.any(String),
              });
          },
        ),
        { numRuns: 200 },
      );
    });
  });
}

/** Nodes as nested plain data, types untyped and String taken as one. */
function plain({ properties, children, placeholder }: NodeData): unknown {
  return {
    placeholder: placeholder ?? false,
    properties: Object.fromEntries([...properties].map(([key, property]) => [key, comparable(property)])),
    children: Object.fromEntries([...children].map(([key, child]) => [key, plain(child)])),
  };
}

function comparable(property: Property | undefined): unknown {
  return property && { ...property, type: property.type === 'undefined' ? 'String' : property.type };
}
