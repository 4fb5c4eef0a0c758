import { describe, expect, it } from 'vitest';
import { parseWorkspaceFilter, printFilter } from './parse-filter.ts';

describe('a filter that FileVault would refuse', () => {
  it.each<[text: string, line: number, column: number, says: string]>([
    ['<workspaceFilter', 1, 1, 'not closed'],
    ['<other/>', 1, 1, 'not workspaceFilter'],
    ['<workspaceFilter version="1.1"/>', 1, 18, 'version 1.1'],
    ['<workspaceFilter version="one"/>', 1, 18, 'version one'],
    ['<workspaceFilter>\n  <root/>\n</workspaceFilter>', 2, 3, 'element root'],
    ['<workspaceFilter>\n<filter root="/" mode="sideways"/></workspaceFilter>', 2, 18, '"sideways"'],
    ['<workspaceFilter><filter><only pattern=".*"/></filter></workspaceFilter>', 1, 26, 'element only'],
    ['<workspaceFilter><filter><include/></filter></workspaceFilter>', 1, 26, 'no pattern'],
    ['<workspaceFilter><filter>\n<include pattern="("/></filter></workspaceFilter>', 2, 10, '"("'],
    ['<workspaceFilter><filter root="content"/></workspaceFilter>', 1, 26, 'begin with a /'],
  ])('%j at %i:%i', (text, line, column, says) => {
    const { filter, problems } = parseWorkspaceFilter(text, 'filter.xml');
    expect(filter).toBeUndefined();
    expect(problems).toMatchObject([{ code: 'filter.syntax', path: 'filter.xml', line, column }]);
    expect(problems[0]?.message.toLowerCase()).toContain(says.toLowerCase());
  });
});

describe('a filter', () => {
  it.each(['1.0', '1', '0.9'])('may be of version %s', (version) => {
    expect(parseWorkspaceFilter(`<workspaceFilter version="${version}"/>`, 'f').problems).toEqual([]);
  });

  it('needs no version, and its roots may end in a slash', () => {
    const { filter } = parseWorkspaceFilter('<workspaceFilter><filter root="/a/"/></workspaceFilter>', 'f');
    expect(filter?.sets.map(({ root }) => root)).toEqual(['/a']);
  });

  it('is written as FileVault writes it', () => {
    const text = printFilter(['/content/dam/a', '/content/dam/b&c']);
    expect(text).toBe(`<?xml version="1.0" encoding="UTF-8"?>
<workspaceFilter version="1.0">
    <filter root="/content/dam/a"/>
    <filter root="/content/dam/b&amp;c"/>
</workspaceFilter>
`);
    const { filter } = parseWorkspaceFilter(text, 'filter.xml');
    expect(filter?.sets.map(({ root }) => root)).toEqual(['/content/dam/a', '/content/dam/b&c']);
  });
});
