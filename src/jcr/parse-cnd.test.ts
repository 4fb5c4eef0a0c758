import { describe, expect, it } from 'vitest';
import { BUILT_IN_TYPES } from './built-in-types.ts';
import { parseCnd } from './parse-cnd.ts';

describe('node types in compact notation', () => {
  it('are read with namespaces, options, properties and children', () => {
    const { namespaces, types, problems } = parseCnd(
      `<acme = 'http://acme.example/1.0'> // ours
       /* a product */
       [acme:Product] > nt:unstructured, mix:title orderable primaryitem acme:main
         - acme:price (Decimal) = '0.00' mandatory < '[0,]'
         - acme:tags (string) multiple
         - "acme:a-b" (*) *
         + acme:main (nt:base, mix:title) = nt:unstructured mandatory sns
       <b='http://b.example'>
       [b:Marker] mixin`,
      'nodetypes.cnd',
    );
    expect(problems).toEqual([]);
    expect([...namespaces]).toEqual([
      ['acme', 'http://acme.example/1.0'],
      ['b', 'http://b.example'],
    ]);
    expect(types).toEqual([
      {
        name: 'acme:Product',
        supertypes: ['nt:unstructured', 'mix:title'],
        isMixin: false,
        isOrderable: true,
        properties: [
          { name: 'acme:price', type: 'Decimal', multiple: false },
          { name: 'acme:tags', type: 'String', multiple: true },
          { name: 'acme:a-b', type: 'undefined', multiple: true },
        ],
        children: [
          {
            name: 'acme:main',
            requiredTypes: ['nt:base', 'mix:title'],
            defaultType: 'nt:unstructured',
          },
        ],
      },
      {
        name: 'b:Marker',
        supertypes: [],
        isMixin: true,
        isOrderable: false,
        properties: [],
        children: [],
      },
    ]);
  });

  it('that cannot be read are told with their place, and the others are read', () => {
    const { types, problems } = parseCnd('[a\n- x\n[b] > nt:base\n[c] wonderful\n[d]', 'types.cnd');
    expect(types.map(({ name }) => name)).toEqual(['b', 'd']);
    expect(problems).toMatchObject([
      { code: 'nodetypes.syntax', path: 'types.cnd', line: 2, column: 1 },
      { code: 'nodetypes.syntax', line: 4, column: 5 },
    ]);
  });

  it('that are built in can all be read', () => {
    const { types, problems } = parseCnd(BUILT_IN_TYPES, 'built-in');
    expect(problems).toEqual([]);
    expect(types.length).toBe(BUILT_IN_TYPES.match(/^\[/gm)?.length);
    const names = new Set(types.map(({ name }) => name));
    for (const { supertypes } of types) for (const name of supertypes) expect(names).toContain(name);
  });
});
