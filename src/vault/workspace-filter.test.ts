import { describe, expect, it } from 'vitest';
import { filterContains, isFilterAncestor, parseWorkspaceFilter } from './workspace-filter.ts';

function filterOf(body: string) {
  const { filter, problems } = parseWorkspaceFilter(
    `<?xml version="1.0"?>\n<workspaceFilter version="1.0">${body}</workspaceFilter>`,
    'filter.xml',
  );
  expect(problems).toEqual([]);
  if (!filter) throw new Error('no filter');
  return filter;
}

describe('the workspace filter', () => {
  it('owns a root and everything below it, and nothing beside it', () => {
    const filter = filterOf('<!-- ours --><filter root="/content/dam/wknd" mode="update"/>');
    expect(filter.sets[0]?.mode).toBe('update');
    expect(filterContains(filter, '/content/dam/wknd')).toBe(true);
    expect(filterContains(filter, '/content/dam/wknd/en/a.jpg')).toBe(true);
    expect(filterContains(filter, '/content/dam/wknd-other')).toBe(false);
    expect(isFilterAncestor(filter, '/content/dam')).toBe(true);
    expect(isFilterAncestor(filter, '/content/dam/other')).toBe(false);
  });

  it('lets the first rule set the default and the last match win', () => {
    const filter = filterOf(
      `<filter root="/content/dam"><include pattern="/content/dam/a(/.*)?"/><exclude pattern=".*/private(/.*)?"/></filter>`,
    );
    expect(filterContains(filter, '/content/dam/b')).toBe(false);
    expect(filterContains(filter, '/content/dam/a/x.jpg')).toBe(true);
    expect(filterContains(filter, '/content/dam/a/private/x.jpg')).toBe(false);
  });

  it('is the union of its sets, and leaves rules on properties aside', () => {
    const filter = filterOf(
      `<filter root="/content/dam/a"><exclude pattern=".*" matchProperties="true"/></filter><filter root="/content/dam/b"/>`,
    );
    expect(filterContains(filter, '/content/dam/a/x')).toBe(true);
    expect(filterContains(filter, '/content/dam/b/x')).toBe(true);
  });

  it.each([
    ['<workspaceFilter', 'not well formed'],
    ['<other/>', 'another root'],
    ['<workspaceFilter><filter root="/" mode="sideways"/></workspaceFilter>', 'an unknown mode'],
    ['<workspaceFilter><filter root="/"><include pattern="("/></filter></workspaceFilter>', 'a bad pattern'],
  ])('reports %s (%s)', (text) => {
    const { filter, problems } = parseWorkspaceFilter(text, 'filter.xml');
    expect(filter).toBeUndefined();
    expect(problems.map((p) => p.code)).toEqual(['filter.syntax']);
  });
});
