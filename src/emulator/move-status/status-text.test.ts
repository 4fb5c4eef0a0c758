import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { nodeArbitrary, propertyArbitrary } from '../../../test/support/node-arbitrary.ts';
import { docviewFormat } from '../../docview/docview-format.ts';
import type { NodeDocument, NodeFormat } from '../../format/node-document.ts';
import { type NodeData, node } from '../../jcr/node.ts';
import { name, type Property, string } from '../../jcr/property.ts';
import {
  isSameStatus,
  type KeptStatus,
  statusIn,
  withoutStatus,
} from '../../publish/status-store/kept-status.ts';
import { yamlFormat } from '../../yaml/yaml-format.ts';
import { textWithStatus } from './status-text.ts';

const NOTHING = new Map();

function parsed(format: NodeFormat, text: string): NodeDocument {
  const { document, problems } = format.parse(text, 'a');
  if (!document) throw new Error(problems.map(({ message }) => message).join());
  return document;
}

/** The text without publish state, and that with it again. */
function thereAndBack(format: NodeFormat, text: string): { readonly there: string; readonly back: string } {
  const document = parsed(format, text);
  const there = textWithStatus(document, format, NOTHING);
  return { there, back: textWithStatus(parsed(format, there), format, statusIn(document.root)) };
}

const STATUS_NAMES = [
  'cq:lastReplicated',
  'cq:lastReplicatedBy_publish',
  'dam:portalReplicationDate',
  'dam:scene7ID',
  'dam:scene7Tags',
];

/** Arbitrary nodes whose upper nodes hold publish state here and there. */
const published: fc.Arbitrary<NodeData> = fc
  .tuple(
    nodeArbitrary,
    nodeArbitrary,
    fc.array(fc.tuple(fc.constantFrom(...STATUS_NAMES), propertyArbitrary), { maxLength: 4 }),
    fc.array(fc.tuple(fc.constantFrom(...STATUS_NAMES), propertyArbitrary), { maxLength: 4 }),
  )
  .map(([root, content, above, below]) => ({
    ...withProperties(root, above),
    children: new Map([...root.children, ['jcr:content', withProperties(content, below)] as const]),
  }));

function withProperties(data: NodeData, more: readonly (readonly [string, Property])[]): NodeData {
  const type = ['jcr:primaryType', name('nt:unstructured')] as const;
  return { ...data, properties: new Map([type, ...data.properties, ...more]) };
}

/** Properties in the order in which oakling writes new nodes. */
function inOrder(data: NodeData): NodeData {
  const { 'jcr:primaryType': type, ...others } = Object.fromEntries(data.properties);
  const sorted = Object.entries(others).sort(([a], [b]) => (a < b ? -1 : 1));
  return {
    ...data,
    properties: new Map([...(type ? [['jcr:primaryType', type] as const] : []), ...sorted]),
    children: new Map([...data.children].map(([child, below]) => [child, inOrder(below)])),
  };
}

describe.each([docviewFormat, yamlFormat])('publish state taken out of $name and put back', (format) => {
  it('leaves the same nodes, and none of it in between', () => {
    fc.assert(
      fc.property(published, (data) => {
        const text = format.print(data);
        const { root } = parsed(format, text);
        const { there, back } = thereAndBack(format, text);
        expect(parsed(format, there).root).toEqual(withoutStatus(root));
        expect(parsed(format, back).root).toEqual(root);
      }),
    );
  });

  it('leaves the same bytes of a canonical file', () => {
    fc.assert(
      fc.property(published, (data) => {
        const text = format.print(inOrder(data));
        expect(thereAndBack(format, text).back).toBe(text);
      }),
    );
  });

  it('takes nodes along that hold nothing else only where they are missing', () => {
    const bare = node({ 'jcr:primaryType': name('dam:Asset') });
    const metadata = new Map([['jcr:content/metadata', new Map([['dam:scene7ID', string('a|1')]])]]);
    const text = textWithStatus(parsed(format, format.print(bare)), format, metadata);
    expect(isSameStatus(statusIn(parsed(format, text).root), metadata)).toBe(true);
    expect(textWithStatus(parsed(format, text), format, metadata)).toBe(text);
  });
});

/** A DocView file as people write it. */
const BY_HAND = [
  '<?xml version="1.0" encoding="UTF-8"?>',
  '<!-- ours -->',
  '<jcr:root xmlns:jcr="http://www.jcp.org/jcr/1.0" xmlns:dam="http://www.day.com/dam/1.0" xmlns:cq="http://www.day.com/jcr/cq/1.0"',
  '    jcr:primaryType="dam:Asset">',
  "  <jcr:content cq:lastReplicatedBy='me' jcr:primaryType=\"x\"  dam:z='a'/>",
  '</jcr:root>',
  '',
].join('\r\n');

describe('in a DocView file', () => {
  const textOf = (text: string, status: KeptStatus) =>
    textWithStatus(parsed(docviewFormat, text), docviewFormat, status);
  const status = new Map([['jcr:content', new Map([['cq:lastReplicatedBy', string('me')]])]]);

  it('leaves remarks, line ends and declarations that would not come back as they were', () => {
    expect(textOf(BY_HAND, NOTHING)).toBe(BY_HAND.replace(" cq:lastReplicatedBy='me'", ''));
  });

  it('takes back the declarations it brought', () => {
    const bare = textOf(BY_HAND, NOTHING).replace(' xmlns:cq="http://www.day.com/jcr/cq/1.0"', '');
    const published = textOf(bare, status);
    expect(published).toContain('xmlns:cq=');
    expect(textOf(published, NOTHING)).toBe(bare);
  });
});
