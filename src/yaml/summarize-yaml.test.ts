import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { messyYaml } from '../../test/support/messy-yaml.ts';
import { nodeArbitrary } from '../../test/support/node-arbitrary.ts';
import type { SummaryQuery } from '../format/node-document.ts';
import { summarizeNode } from '../format/summarize-node.ts';
import { readSimpleYaml } from './read-simple-yaml.ts';
import { summarizeYaml } from './summarize-yaml.ts';
import { yamlFormat } from './yaml-format.ts';

const QUERY: SummaryQuery = {
  capture: ['jcr:title', 'a'],
  volatile: (property) => property === 'b' || property === '1',
};
const RUNS = { numRuns: Number(process.env.OAKLING_RUNS ?? 500) };

const rootOf = (text: string) => yamlFormat.parse(text, 'x.yaml').document?.root;

/** Lines that are nearly simple, in any order and indentation: what a quick reader could take wrongly. */
const lineArbitrary = fc
  .tuple(
    fc.constantFrom('', '', ' ', '  ', '   ', '    ', '\t'),
    fc.constantFrom(
      '',
      '- ',
      '- - ',
      'a: ',
      'a:',
      'b: ',
      'b:',
      'c: !Name ',
      'jcr:primaryType: ',
      'd: !Long',
      '? ',
    ),
    fc.constantFrom(
      ...[
        '',
        'x',
        '1',
        '-1',
        '-',
        'x: y',
        'x:',
        'x #y',
        '#y',
        '"q"',
        '"q" ',
        '"\\x41"',
        '"\\u0041"',
        "'q'",
        "'q''r'",
      ],
      ...[
        '"',
        "'",
        '"a" b',
        '[]',
        '[a, b]',
        '{}',
        '{a: 1}',
        '|',
        '>-',
        '&a x',
        '*a',
        '!Foo x',
        '~',
        'null',
        '%',
        '@x',
      ],
      ...[
        '2026-11-23',
        '0x1F',
        '99999999999999999999',
        '---',
        '...',
        'x\u2028y',
        'x\u0085y',
        '\ufeff',
        'x\ry',
        'a b  ',
      ],
    ),
    fc.constantFrom('\n', '\n', '\n', '\r\n', '\n\n', ''),
  )
  .map((parts) => parts.join(''));

describe('the summary of a YAML node file', () => {
  it('reads what oakling prints the quick way', () => {
    const text = yamlFormat.print({
      properties: new Map([
        ['jcr:primaryType', { type: 'Name', multiple: false, values: ['dam:Asset'] }],
        ['jcr:mixinTypes', { type: 'Name', multiple: true, values: ['mix:referenceable'] }],
        ['size', { type: 'Long', multiple: false, values: ['9007199254740993'] }],
        ['price', { type: 'Decimal', multiple: false, values: ['12.50'] }],
        ['empty', { type: 'Long', multiple: true, values: [] }],
      ]),
      children: new Map([['jcr:content', { properties: new Map(), children: new Map(), placeholder: true }]]),
    });
    expect(readSimpleYaml(text)).toEqual(rootOf(text));
  });

  it('is the same by the quick way and by the parser', () => {
    const messy = fc
      .tuple(nodeArbitrary, fc.infiniteStream(fc.nat({ max: 23 })))
      .map(([node, stream]) => messyYaml(node, (options) => (stream.next().value ?? 0) % options));
    const texts = fc.oneof(
      nodeArbitrary.map(yamlFormat.print),
      messy,
      fc.array(lineArbitrary).map((lines) => lines.join('')),
    );
    fc.assert(
      fc.property(texts, (text) => {
        const quick = readSimpleYaml(text);
        if (quick) expect(rootOf(text)).toEqual(quick);
        const root = rootOf(text);
        expect(summarizeYaml(text, QUERY)).toEqual(root && summarizeNode(root, QUERY));
      }),
      RUNS,
    );
  });

  it('does not depend on order, comments or quotes', () => {
    const one = summarizeYaml('a: x\nb: 1\nc:\n  d: [y, z]\n', QUERY);
    const other = summarizeYaml('# remark\nc: {d: ["y", \'z\']}\n\nb: 1 # one\na: "x"\n', QUERY);
    expect(other).toEqual(one);
    expect(one?.captured).toEqual({ a: 'x' });
  });

  it('tells a change of state from one of content', () => {
    const before = summarizeYaml('a: x\nb: 1\n', QUERY);
    const after = summarizeYaml('a: x\nb: 2\n', QUERY);
    expect(after?.contentDigest).toBe(before?.contentDigest);
    expect(after?.volatileDigest).not.toBe(before?.volatileDigest);
  });

  it('is none where there is no node', () => {
    expect(summarizeYaml('a: [1\n', QUERY)).toBeUndefined();
  });
});
