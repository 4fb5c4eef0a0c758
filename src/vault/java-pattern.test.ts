import { describe, expect, it } from 'vitest';
import { javaPattern, PatternError } from './java-pattern.ts';

describe('patterns of Java', () => {
  it.each<[pattern: string, matches: readonly string[], others: readonly string[]]>([
    ['/content/a', ['/content/a'], ['/content/a/b', 'x/content/a']],
    ['/a|/b', ['/a', '/b'], ['/ab', '/a/b']],
    ['/a(/.*)?', ['/a', '/a/b/c'], ['/ab']],
    ['/a\\-b\\_c\\ d\\@', ['/a-b_c d@'], ['/a-b']],
    ['/jcr\\:content', ['/jcr:content'], ['/jcr_content']],
    ['\\Q/a.b(c)\\E/.*', ['/a.b(c)/x'], ['/aXb(c)/x']],
    ['\\Q/a.b', ['/a.b'], ['/aXb']],
    ['/[^/]+', ['/ab', '/é😀'], ['/a/b']],
    ['/\\w+', ['/a_1'], ['/é']],
    ['/a\\sb', ['/a b', '/a\tb'], ['/a\u00a0b']],
    ['/a\\Sb', ['/a\u00a0b'], ['/a b']],
    ['/\\p{Alpha}+', ['/abZ'], ['/é']],
    ['/\\p{L}+', ['/é'], ['/1']],
    ['/\\P{Lu}', ['/a'], ['/A']],
    ['/\\p{IsLatin}', ['/é'], ['/я']],
    ['/\\p{IsAlphabetic}', ['/я'], ['/1']],
    ['/[a-z&&[^bc]]', ['/a', '/d'], ['/b', '/c', '/A']],
    ['/[a-d[m-p]]', ['/a', '/n'], ['/f']],
    ['/[\\w.-]+', ['/a.b-c'], ['/a/b']],
    ['/[]a]', ['/]', '/a'], ['/b']],
    ['/[a&]', ['/&', '/a'], ['/b']],
    ['/a*+a', [], ['/aaa']],
    ['/(?>a|ab)c', ['/ac'], ['/abc']],
    ['/a{2,3}', ['/aa', '/aaa'], ['/a', '/aaaa']],
    ['(?i)/ABC', ['/abc', '/ABC'], ['/ab']],
    ['\\A/a\\z', ['/a'], ['/a/b']],
    ['/(?<year>\\d{4})-\\k<year>', ['/2026-2026'], ['/2026-2025']],
    ['/(a)\\1', ['/aa'], ['/ab']],
    ['/\\x41\\u0042\\x{1F600}\\0101', ['/AB😀A'], ['/AB']],
    ['/(?!private).*', ['/public/a'], ['/private/a']],
    ['.*/renditions/(?!original$).+', ['/a/renditions/web.png'], ['/a/renditions/original']],
    ['', [''], ['a']],
  ])('%s', (pattern, matches, others) => {
    const expression = javaPattern(pattern);
    for (const text of matches) expect(expression.test(text), text).toBe(true);
    for (const text of others) expect(expression.test(text), text).toBe(false);
  });

  it.each(['(', ')', '[a', '*a', 'a{', '\\', '\\y', '/a(?i)b', '(?x) a', '\\p{Nonsense}', '(a)\\1b++'])(
    'refuses %s',
    (pattern) => {
      expect(() => javaPattern(pattern)).toThrow(PatternError);
    },
  );
});
