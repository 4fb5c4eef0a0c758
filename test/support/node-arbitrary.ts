/**
 * Arbitrary nodes and edits of them, for property tests of node file formats.
 *
 * @module
 */
import fc from 'fast-check';
import type { NodeEdit } from '../../src/format/node-document.ts';
import type { NodeData } from '../../src/jcr/node.ts';
import type { Property, PropertyType } from '../../src/jcr/property.ts';

const text = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.string({ unit: fc.constantFrom(...'ab:#-?,[]{}&*!|>\'"%@`~ \n\t\\=0.'), maxLength: 12 }),
  fc.constantFrom(
    ...[
      '',
      ' ',
      'true',
      'null',
      '~',
      '12',
      '0x1F',
      '1.5',
      '.inf',
      '2026-11-23',
      'yes',
      '- a',
      'a: b',
      'a #b',
      '---',
    ],
    ...[
      'two\nlines',
      'three\n\nlines\n',
      ' led\nby a space',
      'ends with\n\n',
      'several plain words',
      'tab\tinside',
      '\ufeff',
      'é ü 漢 😀',
      '...',
    ],
  ),
);
const integer = fc.oneof(
  fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }),
  fc.constantFrom(0n, 2n ** 53n + 1n),
);
const double = fc.oneof(
  fc.double({ noDefaultInfinity: true, noNaN: true }).map(String),
  fc.constantFrom('NaN', 'Infinity', '-Infinity', '5000.0', '1.0E10', '1.50', '7', '+1.5'),
);
const decimal = fc.oneof(integer.map(String), fc.constantFrom('12.50', '-0.10', '1E+3', '0'));
const date = fc.oneof(
  fc
    .date({ min: new Date('0001-01-01'), max: new Date('9999-12-31'), noInvalidDate: true })
    .map((value) => value.toISOString()),
  fc.constantFrom(
    '2026-11-23T10:00:00.000+01:00',
    '2026-11-23T10:00:00Z',
    '2026-11-23T10:00:00.123456-05:30',
  ),
);

const VALUES: Readonly<Partial<Record<PropertyType, fc.Arbitrary<string>>>> = {
  String: text,
  Binary: fc.base64String(),
  Boolean: fc.constantFrom('true', 'false', 'True'),
  Long: integer.map(String),
  Double: double,
  Decimal: decimal,
  Date: date,
  Name: fc.constantFrom('nt:file', 'jcr:read', '1'),
  Path: fc.constantFrom('/content/dam/a b', '../a', ''),
  Reference: fc.uuid(),
  WeakReference: fc.uuid(),
  URI: fc.constantFrom('https://example.com/?a=b#c', ''),
};

/** Arbitrary properties of every type, single and multiple, with values valid for the type. */
export const propertyArbitrary: fc.Arbitrary<Property> = fc.oneof(
  ...Object.entries(VALUES).map(([type, value]) =>
    fc.oneof(
      value.map((single) => ({ type: type as PropertyType, multiple: false, values: [single] })),
      fc
        .array(value, { maxLength: 4 })
        .map((values) => ({ type: type as PropertyType, multiple: true, values })),
    ),
  ),
);

const name = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.constantFrom(...'a b c d jcr:title dc:subject metadata item[2] 1 x@y'.split(' ')),
  },
  {
    weight: 1,
    arbitrary: fc.constantFrom('null', 'true', 'with space', '#hash', "it's", '12', '-dash', '"', 'é'),
  },
);

const type = fc.constantFrom('nt:unstructured', 'sling:Folder', 'dam:Asset');

/** Arbitrary nodes, three levels deep at most; names repeat often, so that properties and children meet. */
export const nodeArbitrary: fc.Arbitrary<NodeData> = fc.letrec<{ node: NodeData; child: NodeData }>(
  (tie) => ({
    node: fc
      .record({
        type: fc.option(type, { nil: undefined }),
        properties: fc.array(fc.tuple(name, propertyArbitrary), { maxLength: 5 }),
        children: fc.array(fc.tuple(name, tie('child')), { maxLength: 3 }),
      })
      .map((parts) => {
        const typed: [string, Property][] =
          parts.type === undefined
            ? []
            : [['jcr:primaryType', { type: 'Name', multiple: false, values: [parts.type] }]];
        return { properties: new Map([...typed, ...parts.properties]), children: new Map(parts.children) };
      }),
    child: fc.oneof(
      { depthSize: 'small', withCrossShrink: true },
      fc.constant({ properties: new Map(), children: new Map(), placeholder: true } as NodeData),
      tie('node'),
    ),
  }),
).node;

/** How an edit is chosen, to be made concrete for a node by {@link concreteEdit}. */
export interface EditSeed {
  readonly kind: NodeEdit['edit'];
  readonly way: readonly number[];
  readonly pick: number;
  readonly other: number | undefined;
  readonly name: string;
  readonly value: Property;
  readonly data: NodeData;
}

/** Arbitrary choices of edits. */
export const editSeedArbitrary: fc.Arbitrary<EditSeed> = fc.record({
  kind: fc.constantFrom<NodeEdit['edit'][]>(
    'set',
    'set',
    'set',
    'remove',
    'addChild',
    'removeChild',
    'renameChild',
    'orderChild',
  ),
  way: fc.array(fc.nat({ max: 5 }), { maxLength: 2 }),
  pick: fc.nat({ max: 20 }),
  other: fc.option(fc.nat({ max: 5 }), { nil: undefined }),
  name,
  value: propertyArbitrary,
  data: nodeArbitrary,
});

const TYPE_NAME: Property = { type: 'Name', multiple: false, values: ['nt:unstructured'] };

/** An edit that is allowed on a node. */
export function concreteEdit(root: NodeData, seed: EditSeed): NodeEdit {
  const path: string[] = [];
  let target = root;
  for (const step of seed.way) {
    const names = [...target.children.keys()];
    const next = names[step % Math.max(1, names.length)];
    const child = next === undefined ? undefined : target.children.get(next);
    if (next === undefined || !child || child.placeholder) break;
    path.push(next);
    target = child;
  }
  const properties = [...target.properties.keys()];
  const children = [...target.children.keys()];
  // Whether a value takes the place of a placeholder is each format's own affair.
  const fresh = target.children.get(seed.name)?.placeholder ? 'fresh' : seed.name;
  const property = properties[seed.pick % (properties.length + 1)] ?? fresh;
  const child = children[seed.pick % Math.max(1, children.length)];
  const before = seed.other === undefined ? undefined : children[seed.other % Math.max(1, children.length)];
  const isFree = target.children.get(seed.name)?.placeholder ?? !target.children.has(seed.name);
  if (seed.kind === 'remove') return { edit: 'remove', node: path, property };
  if (seed.kind === 'addChild' && isFree) {
    return { edit: 'addChild', node: path, child: seed.name, data: seed.data, ...(before ? { before } : {}) };
  }
  if (seed.kind === 'removeChild') return { edit: 'removeChild', node: path, child: child ?? seed.name };
  if (seed.kind === 'renameChild' && child !== undefined && isFreeName(target, seed.name)) {
    return { edit: 'renameChild', node: path, child, name: seed.name };
  }
  if (seed.kind === 'orderChild' && child !== undefined) {
    return { edit: 'orderChild', node: path, child, ...(before ? { before } : {}) };
  }
  // The repository knows node types as names only.
  const value: Property = property === 'jcr:primaryType' ? TYPE_NAME : seed.value;
  return { edit: 'set', node: path, property, value };
}

/** A name with an index is a place among siblings, not a name to give. */
function isFreeName({ children }: NodeData, name: string): boolean {
  return !children.has(name) && !name.endsWith(']') && !children.has(`${name}[2]`);
}
