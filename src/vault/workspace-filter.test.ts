/** The semantics of filters as a table, row by row from the facts on FileVault 5.1. */
import { describe, expect, it } from 'vitest';
import { parseWorkspaceFilter } from './parse-filter.ts';
import {
  filterContains,
  filterContainsProperty,
  filterCovers,
  importModeOf,
  isFilterAncestor,
  looksBelow,
  outermostRoots,
  replacesWholly,
} from './workspace-filter.ts';

function filterOf(body: string) {
  const { filter, problems } = parseWorkspaceFilter(
    `<?xml version="1.0"?>\n<workspaceFilter version="1.0">${body}</workspaceFilter>`,
    'filter.xml',
  );
  expect(problems).toEqual([]);
  if (!filter) throw new Error('no filter');
  return filter;
}

/** Filters the tables below speak of. */
const FILTERS = {
  empty: '',
  one: '<!-- ours --><filter root="/content/dam/a"/>',
  two: '<filter root="/content/dam/a"/><filter root="/content/dam/b"/>',
  all: '<filter/>',
  slash: '<filter root="/"/>',
  include: '<filter root="/c"><include pattern="/c/a(/.*)?"/></filter>',
  exclude: '<filter root="/c"><exclude pattern="/c/a(/.*)?"/></filter>',
  includeExclude:
    '<filter root="/c"><include pattern="/c/a(/.*)?"/><exclude pattern=".*/private(/.*)?"/></filter>',
  excludeInclude:
    '<filter root="/c"><exclude pattern="/c/a(/.*)?"/><include pattern="/c/a/keep(/.*)?"/></filter>',
  thrice:
    '<filter root="/c"><exclude pattern="/c/a.*"/><include pattern="/c/a/b.*"/><exclude pattern="/c/a/b/c"/></filter>',
  lastIncludes: '<filter root="/c"><exclude pattern="/c/x"/><include pattern="/c/x"/></filter>',
  relative: '<filter root="/c"><include pattern=".*/jcr:content(/.*)?"/></filter>',
  rootExcluded: '<filter root="/c"><exclude pattern="/c"/></filter>',
  union:
    '<filter root="/c"><exclude pattern="/c/a(/.*)?"/></filter><filter root="/c/a/b"/><filter root="/c"><include pattern="/c/a/x"/></filter>',
  modes:
    '<filter root="/c/a" mode="merge"/><filter root="/c" mode="UPDATE"/><filter root="/c/b" mode="merge_properties"/><filter root="/d" mode="update_properties"/>',
  modesWiderFirst: '<filter root="/c"/><filter root="/c/a" mode="merge"/>',
  modesByRootAlone: '<filter root="/c" mode="update"><exclude pattern=".*"/></filter><filter root="/c/a"/>',
  cleanup: '<filter root="/old" type="cleanup"/>',
  properties:
    '<filter root="/c"><exclude pattern="/c/a/jcr:title" matchProperties="true"/><exclude pattern="/c/x"/></filter>',
  onlyProperties:
    '<filter root="/c"><include pattern="/c/.*/cq:tags" matchProperties="TRUE"/></filter><filter root="/d"/>',
  propertiesUnion:
    '<filter root="/c"><exclude pattern=".*/p" matchProperties="true"/></filter><filter root="/c/a"/>',
  quoted: '<filter root="/c"><include pattern="/c/a\\.b"/></filter>',
  entity: '<filter root="/c"><include pattern="/c/a&amp;b"/></filter>',
} as const;

type Row = readonly [filter: keyof typeof FILTERS, path: string, expected: boolean];

describe('which nodes a filter contains', () => {
  it.each<Row>([
    ['empty', '/content/dam/a', false],
    ['one', '/content/dam/a', true],
    ['one', '/content/dam/a/en/x.jpg', true],
    ['one', '/content/dam/a/x.jpg/jcr:content/metadata', true],
    ['one', '/content/dam/a-other', false],
    ['one', '/content/dam', false],
    ['one', '/', false],
    ['two', '/content/dam/b/x', true],
    ['two', '/content/dam/c', false],
    ['all', '/', true],
    ['all', '/anything/at/all', true],
    ['slash', '/libs', true],
    ['include', '/c', false],
    ['include', '/c/b', false],
    ['include', '/c/a', true],
    ['include', '/c/a/b/c', true],
    ['include', '/c/ab', false],
    ['exclude', '/c', true],
    ['exclude', '/c/b', true],
    ['exclude', '/c/a', false],
    ['exclude', '/c/a/b', false],
    ['exclude', '/c/ab', true],
    ['includeExclude', '/c/a/x', true],
    ['includeExclude', '/c/a/private', false],
    ['includeExclude', '/c/a/private/x', false],
    ['includeExclude', '/c/b/x', false],
    ['excludeInclude', '/c/b', true],
    ['excludeInclude', '/c/a/x', false],
    ['excludeInclude', '/c/a/keep/x', true],
    ['thrice', '/c/a/b', true],
    ['thrice', '/c/a/b/c', false],
    ['thrice', '/c/a/b/c/d', true],
    ['thrice', '/c/z', true],
    ['lastIncludes', '/c/x', true],
    ['relative', '/c/x/jcr:content', true],
    ['relative', '/c/x', false],
    ['relative', '/d/jcr:content', false],
    ['rootExcluded', '/c', false],
    ['rootExcluded', '/c/a', true],
    ['union', '/c/a', false],
    ['union', '/c/a/b', true],
    ['union', '/c/a/x', true],
    ['union', '/c/a/y', false],
    ['cleanup', '/old/x', true],
    ['properties', '/c/a', true],
    ['properties', '/c/x', false],
    ['onlyProperties', '/c/a', true],
    ['quoted', '/c/a.b', true],
    ['quoted', '/c/aXb', false],
    ['entity', '/c/a&b', true],
  ])('%s: %s %s', (name, path, expected) => {
    expect(filterContains(filterOf(FILTERS[name]), path)).toBe(expected);
  });
});

describe('which paths a filter covers, whatever its rules say', () => {
  it.each<Row>([
    ['exclude', '/c/a/b', true],
    ['include', '/c', true],
    ['include', '/cc', false],
    ['empty', '/', false],
    ['union', '/c/a/y', true],
  ])('%s: %s %s', (name, path, expected) => {
    expect(filterCovers(filterOf(FILTERS[name]), path)).toBe(expected);
  });
});

describe('which paths lead to a root', () => {
  it.each<Row>([
    ['one', '/', true],
    ['empty', '/', true],
    ['one', '/content', true],
    ['one', '/content/dam', true],
    ['one', '/content/dam/a', true],
    ['one', '/content/dam/a/b', false],
    ['one', '/content/dam/other', false],
    ['one', '/cont', false],
    ['exclude', '/c', true],
  ])('%s: %s %s', (name, path, expected) => {
    expect(isFilterAncestor(filterOf(FILTERS[name]), path)).toBe(expected);
  });
});

describe('the import mode of a path', () => {
  it.each([
    ['one', '/content/dam/a/x', 'replace'],
    ['one', '/elsewhere', 'replace'],
    ['modes', '/c/a/x', 'merge'],
    ['modes', '/c/x', 'update'],
    ['modes', '/c/b/x', 'update'],
    ['modes', '/d', 'update_properties'],
    ['modesWiderFirst', '/c/a/x', 'replace'],
    ['modesByRootAlone', '/c/a/x', 'update'],
    ['cleanup', '/old', 'replace'],
  ] as const)('%s: %s is %s', (name, path, mode) => {
    expect(importModeOf(filterOf(FILTERS[name]), path)).toBe(mode);
  });
});

describe('which properties a filter contains', () => {
  it.each<readonly [filter: keyof typeof FILTERS, node: string, property: string, expected: boolean]>([
    ['one', '/content/dam/a', 'jcr:title', true],
    ['one', '/elsewhere', 'jcr:title', true],
    ['properties', '/c/a', 'jcr:title', false],
    ['properties', '/c/a', 'jcr:description', true],
    ['properties', '/c/b', 'jcr:title', true],
    ['onlyProperties', '/c/a', 'cq:tags', true],
    ['onlyProperties', '/c/a', 'jcr:title', false],
    ['onlyProperties', '/d/a', 'jcr:title', true],
    ['propertiesUnion', '/c/b', 'p', false],
    ['propertiesUnion', '/c/a', 'p', true],
    ['exclude', '/c/a', 'p', true],
    ['slash', '/', 'p', true],
  ])('%s: %s has %s: %s', (name, node, property, expected) => {
    expect(filterContainsProperty(filterOf(FILTERS[name]), node, property)).toBe(expected);
  });
});

describe('what a filter replaces wholly', () => {
  it.each<Row>([
    ['one', '/content/dam/a', true],
    ['one', '/content/dam/a/b', true],
    ['one', '/content/dam', false],
    ['exclude', '/c/b', false],
    ['properties', '/c/b', false],
    ['modes', '/c/a', false],
    ['modesWiderFirst', '/c', false],
    ['modesWiderFirst', '/c/b', true],
    ['modesByRootAlone', '/c/a', false],
    ['union', '/c/a/b', true],
  ])('%s: %s %s', (name, path, expected) => {
    expect(replacesWholly(filterOf(FILTERS[name]), path)).toBe(expected);
  });
});

describe('a filter on the way down', () => {
  it('looks below what it excludes only for relative includes', () => {
    expect(looksBelow(filterOf(FILTERS.relative), '/c/x')).toBe(true);
    expect(looksBelow(filterOf(FILTERS.include), '/c/b')).toBe(false);
    expect(looksBelow(filterOf(FILTERS.exclude), '/c/a')).toBe(false);
  });

  it('names the roots that lie below no other', () => {
    expect(outermostRoots(filterOf(FILTERS.union))).toEqual(['/c']);
    expect(outermostRoots(filterOf(FILTERS.two))).toEqual(['/content/dam/a', '/content/dam/b']);
    expect(outermostRoots(filterOf(FILTERS.slash))).toEqual(['/']);
  });
});
