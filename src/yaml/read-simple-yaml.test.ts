import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { messyYaml } from '../../test/support/messy-yaml.ts';
import { nodeArbitrary } from '../../test/support/node-arbitrary.ts';
import type { NodeData } from '../jcr/node.ts';
import type { Property } from '../jcr/property.ts';
import { readAnyYaml } from './read-node.ts';
import { readSimpleYaml } from './read-simple-yaml.ts';
import { yamlFormat } from './yaml-format.ts';

const RUNS = { numRuns: Number(process.env.OAKLING_RUNS ?? 500) };

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

/** A node without the values that take more than the simple form. */
function tame({ children, properties, ...rest }: NodeData): NodeData {
  const isSimple = (entry: [string, Property]) =>
    readSimpleYaml(yamlFormat.print({ properties: new Map([entry]), children: new Map() })) !== undefined;
  const tamed = [...children].map(([name, child]) => [name.replace("'", ''), tame(child)] as const);
  return {
    ...rest,
    properties: new Map([...properties].filter(isSimple)),
    children: new Map(tamed.filter(([name]) => !properties.has(name) && /^\w/.test(name))),
  };
}

const simpleArbitrary = nodeArbitrary.map((node) => yamlFormat.print(tame(node)));

/** A simple text with a few bytes put in, taken away or copied elsewhere. */
const damagedArbitrary = fc
  .tuple(
    simpleArbitrary,
    fc.array(
      fc.tuple(
        fc.nat(),
        fc.nat({ max: 3 }),
        fc.constantFrom(
          ...[
            '',
            ' ',
            '  ',
            '\n',
            '\r',
            '\t',
            ':',
            ': ',
            ' #',
            '#',
            '- ',
            '"',
            "'",
            '!',
            'a',
            '0',
            '-',
            '.',
            '[]',
          ],
        ),
      ),
      { minLength: 1, maxLength: 3 },
    ),
  )
  .map(([text, damages]) =>
    damages.reduce((damaged, [place, length, inserted]) => {
      const at = place % (damaged.length + 1);
      return damaged.slice(0, at) + inserted + damaged.slice(at + length);
    }, text),
  );

describe('the quick reader', () => {
  it('reads what oakling prints', () => {
    const text = yamlFormat.print({
      properties: new Map([
        ['jcr:primaryType', { type: 'Name', multiple: false, values: ['dam:Asset'] }],
        ['jcr:mixinTypes', { type: 'Name', multiple: true, values: ['mix:referenceable'] }],
        ['size', { type: 'Long', multiple: false, values: ['9007199254740993'] }],
        ['price', { type: 'Decimal', multiple: false, values: ['12.50'] }],
        ['empty', { type: 'Long', multiple: true, values: [] }],
      ]),
      children: new Map([
        ['jcr:content', { properties: new Map(), children: new Map(), placeholder: true }],
        ['1', { properties: new Map(), children: new Map() }],
      ]),
    });
    expect(readSimpleYaml(text)).toBeDefined();
    expect(readSimpleYaml(text)).toEqual(readAnyYaml(text, 'x.yaml').source);
  });

  it('reads what it accepts as the parser does, offsets included', () => {
    const messy = fc
      .tuple(nodeArbitrary, fc.infiniteStream(fc.nat({ max: 23 })))
      .map(([node, stream]) => messyYaml(node, (options) => (stream.next().value ?? 0) % options));
    const lines = fc.array(lineArbitrary).map((parts) => parts.join(''));
    const texts = fc.oneof(simpleArbitrary, damagedArbitrary, messy, lines);
    fc.assert(
      fc.property(texts, (text) => {
        const simple = readSimpleYaml(text);
        if (simple) expect(readAnyYaml(text, 'x.yaml')).toEqual({ source: simple, problems: [] });
      }),
      RUNS,
    );
  });
});
