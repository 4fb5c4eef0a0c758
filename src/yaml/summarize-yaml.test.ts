import { describe, expect, it } from 'vitest';
import type { SummaryQuery } from '../format/node-document.ts';
import { summarizeYaml } from './summarize-yaml.ts';

const QUERY: SummaryQuery = {
  capture: ['a', 'd'],
  volatile: (property) => property === 'b',
};

describe('the summary of a YAML node file', () => {
  it('does not depend on order, comments or quotes', () => {
    const one = summarizeYaml('a: x\nb: 1\nc:\n  d: [y, z]\n', QUERY);
    const other = summarizeYaml('# remark\nc: {d: ["y", \'z\']}\n\nb: 1 # one\na: "x"\n', QUERY);
    expect(other).toEqual(one);
    expect(one?.captured).toEqual({ a: 'x', d: 'y' });
  });

  it('tells a change of state from one of content', () => {
    const before = summarizeYaml('a: x\nb: 1\n', QUERY);
    const state = summarizeYaml('a: x\nb: 2\n', QUERY);
    expect(state?.contentDigest).toBe(before?.contentDigest);
    expect(state?.volatileDigest).not.toBe(before?.volatileDigest);
    expect(summarizeYaml('a: y\nb: 1\n', QUERY)?.contentDigest).not.toBe(before?.contentDigest);
    expect(summarizeYaml('a: "1"\n', QUERY)?.contentDigest).not.toBe(
      summarizeYaml('a: 1\n', QUERY)?.contentDigest,
    );
  });

  it('knows the type and identity of a node', () => {
    expect(summarizeYaml('jcr:primaryType: dam:Asset\njcr:uuid: 12\n', QUERY)).toMatchObject({
      primaryType: 'dam:Asset',
      uuid: '12',
    });
  });

  it('is none where there is no node', () => {
    expect(summarizeYaml('a: [1\n', QUERY)).toBeUndefined();
  });
});
