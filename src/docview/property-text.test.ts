import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Property, PropertyType } from '../jcr/property.ts';
import { isUnreadable, parseProperty, printProperty } from './property-text.ts';

function read(text: string): Property {
  const property = parseProperty('x', text);
  if (isUnreadable(property)) throw new Error(property.reason);
  return property;
}

describe('the grammar of values', () => {
  it.each<[string, readonly string[]]>([
    ['[]', []],
    ['[\\0]', ['']],
    ['[,]', ['', '']],
    ['[a,]', ['a', '']],
    ['[,a]', ['', 'a']],
    ['[,,,]', ['', '', '', '']],
    ['[[a],[b]]', ['[a]', '[b]']],
    ['[a\\,b]', ['a,b']],
    ['[x{2\\,3}(/.*)]', ['x{2,3}(/.*)']],
    ['[a, b]', ['a', ' b']],
    ['[abc', ['abc']],
    ['{Long}[]', []],
    ['{Long}[1,2]', ['1', '2']],
    ['{Name}[jcr:read,rep:write]', ['jcr:read', 'rep:write']],
    ['{Binary}[,]', ['', '']],
    ['{String}[{x},\\[y]', ['{x}', '[y']],
    ['[]]', [']']],
  ])('reads the list %s', (text, values) => {
    expect(read(text)).toMatchObject({ multiple: true, values });
  });

  it.each([
    ['', ''],
    ['\\0', ''],
    ['\\{x}', '{x}'],
    ['{String}\\[a', '[a'],
    ['{foo', 'foo'],
    ['a]b', 'a]b'],
    ['{String}{x}', '{x}'],
    ['\\a\\,\\]', 'a,]'],
    ['{Binary}', ''],
    ['{Binary}\\0', ''],
    ['{BinaryRef}a1b2-id', 'a1b2-id'],
    ['{Double}5000.00', '5000.00'],
    ['{Double}-Infinity', '-Infinity'],
    ['{Boolean}TRUE', 'TRUE'],
    ['{Date}2020-01-02T03:04:05.678+02:00', '2020-01-02T03:04:05.678+02:00'],
    ['\\u00e9', 'é'],
    ['\\ud83d\\ude00', '😀'],
  ])('reads the single value %s', (text, value) => {
    expect(read(text)).toMatchObject({ multiple: false, values: [value] });
  });

  it('knows the types by name, and node types by rule', () => {
    expect(read('{Long}3').type).toBe('Long');
    expect(read('3').type).toBe('undefined');
    expect(parseProperty('jcr:primaryType', 'nt:file')).toMatchObject({ type: 'Name' });
  });

  it.each(['{Long}three', '{Boolean}false}', '{Date}yesterday', '{Colour}red'])('cannot read %s', (text) => {
    expect(isUnreadable(parseProperty('x', text))).toBe(true);
  });

  const text = fc.string({ unit: 'binary' });
  // FileVault escapes nothing in these, so a list of them cannot hold a comma or a backslash (facts 2.4).
  const bare = fc.stringMatching(/^[^[\]{},\\]+$/);
  const milliseconds = { min: new Date('0001-01-01'), max: new Date('9999-12-31'), noInvalidDate: true };
  const values: Readonly<Record<PropertyType, fc.Arbitrary<string>>> = {
    String: text,
    undefined: text,
    Name: text,
    Path: text,
    Boolean: fc.boolean().map(String),
    Long: fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }).map(String),
    Double: fc.double().map(String),
    Decimal: fc.tuple(fc.bigInt(), fc.nat(30)).map(([digits, exponent]) => `${digits}E-${exponent}`),
    Date: fc.date(milliseconds).map((date) => date.toISOString()),
    Binary: fc.constant(''),
    BinaryRef: bare,
    Reference: bare,
    WeakReference: bare,
    URI: bare,
  };
  const types = Object.keys(values) as PropertyType[];
  it.each(types)('reads back every %s it prints, single or several', (type) => {
    fc.assert(
      fc.property(fc.boolean(), fc.array(values[type], { minLength: 1 }), (multiple, items) => {
        const property: Property = { type, multiple, values: multiple ? items : items.slice(0, 1) };
        const again = read(printProperty('x', property));
        const isSaid = type !== 'String' && type !== 'undefined';
        expect(again).toEqual({ ...property, type: isSaid ? type : 'undefined' });
      }),
      { numRuns: 300 },
    );
  });

  it('reads back an empty list of every type', () => {
    for (const type of types) {
      const again = read(printProperty('x', { type, multiple: true, values: [] }));
      expect(again).toMatchObject({ multiple: true, values: [] });
    }
  });
});
