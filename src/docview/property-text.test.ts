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

  const escaped = fc.constantFrom<PropertyType>('String', 'Name', 'Path');
  it('reads back every value it prints', () => {
    fc.assert(
      fc.property(escaped, fc.boolean(), fc.array(fc.string({ unit: 'binary' })), (type, multiple, items) => {
        const property: Property = { type, multiple, values: multiple ? items : [items[0] ?? ''] };
        const again = read(printProperty('x', property));
        expect({ ...again, type: again.type === 'undefined' ? 'String' : again.type }).toEqual(property);
      }),
      { numRuns: 1000 },
    );
  });
});
