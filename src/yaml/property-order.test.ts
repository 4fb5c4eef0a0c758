import { describe, expect, it } from 'vitest';
import { string } from '../jcr/property.ts';
import { yamlFormat } from './yaml-format.ts';

const lines = (...names: readonly string[]) => names.map((name) => `${name}: x\n`).join('');

function withProperty(text: string, property: string): string {
  const { document } = yamlFormat.parse(text, 'a.yaml');
  return document?.edit([{ edit: 'set', node: [], property, value: string('x') }]).text ?? '';
}

describe('a new property in a block', () => {
  it.each([
    ['takes its place in an alphabetical order', ['a', 'c', 'd'], 'b', ['a', 'b', 'c', 'd']],
    ['goes after what is first in any order', ['jcr:primaryType', 'b'], 'a', ['jcr:primaryType', 'a', 'b']],
    [
      'goes before what is last',
      ['jcr:primaryType', 'jcr:uuid', 'b', 'jcr:z'],
      'c',
      ['jcr:primaryType', 'jcr:uuid', 'b', 'c', 'jcr:z'],
    ],
    ['goes last in any other order', ['b', 'a', 'd'], 'c', ['b', 'a', 'd', 'c']],
    ['goes last rather than above everything', ['b', 'c'], 'a', ['b', 'c', 'a']],
    ['goes last among none but the first', ['jcr:primaryType'], 'a', ['jcr:primaryType', 'a']],
  ])('%s', (_, before, name, after) => {
    expect(withProperty(lines(...before), name)).toBe(lines(...after));
  });

  it('leaves remarks with what they are about', () => {
    const text = 'a: x # one\n\n# about c\nc: x\n';
    expect(withProperty(text, 'b')).toBe('a: x # one\nb: x\n\n# about c\nc: x\n');
  });
});
