import { describe, expect, it } from 'vitest';
import { problem } from '../../problems/problem.ts';
import type { Finding } from '../finding.ts';
import { githubAnnotations } from './github.ts';
import { sarifLog } from './sarif.ts';
import { countFindings, inReadingOrder } from './summary.ts';

const DUPLICATE: Finding = {
  problem: problem('uuid.duplicate', {
    path: 'content/dam/a b#%.jpg/.content.xml',
    at: { line: 3, column: 5 },
    message: 'jcr:uuid 1 is\ntaken, 100%.',
    hint: 'Remove it.',
  }),
};
const EMPTY: Finding = {
  problem: problem('file.empty', { path: 'a:b.txt', message: 'It has no bytes.', hint: 'Restore it.' }),
};
const OUTSIDE: Finding = {
  problem: problem('filter.outside', { path: 'c', message: 'Outside.', hint: 'Move it.' }),
};
const FIXED: Finding = { ...EMPTY, fix: { edits: [], done: 'Done.' }, fixed: true };
const ALL = [DUPLICATE, EMPTY, OUTSIDE, FIXED];

describe('GitHub annotations', () => {
  it('name file, place and code, with everything escaped, and leave out what was fixed', () => {
    expect(githubAnnotations(ALL, 'ui.content')).toEqual([
      '::error file=ui.content/content/dam/a b#%25.jpg/.content.xml,line=3,col=5,title=uuid.duplicate::jcr:uuid 1 is%0Ataken, 100%25. Remove it.',
      '::warning file=ui.content/a%3Ab.txt,title=file.empty::It has no bytes. Restore it.',
      '::notice file=ui.content/c,title=filter.outside::Outside. Move it.',
    ]);
  });

  it('name files as they are when the tree is where one is', () => {
    expect(githubAnnotations([OUTSIDE], '')).toEqual([
      '::notice file=c,title=filter.outside::Outside. Move it.',
    ]);
  });
});

/** As much of SARIF 2.1.0 as a report of ours has; every member the schema requires is among it. */
interface SarifLog {
  readonly version: string;
  readonly runs: readonly {
    readonly tool: {
      readonly driver: { readonly name: string; readonly rules: readonly { readonly id: string }[] };
    };
    readonly results: readonly {
      readonly ruleId: string;
      readonly ruleIndex: number;
      readonly level: string;
      readonly message: { readonly text: string };
      readonly locations: readonly {
        readonly physicalLocation: {
          readonly artifactLocation: { readonly uri: string };
          readonly region?: { readonly startLine: number; readonly startColumn: number };
        };
      }[];
    }[];
  }[];
}

describe('SARIF', () => {
  const log = sarifLog(ALL, { version: '1.2.3', prefix: 'ui.content' }) as SarifLog;
  const [run] = log.runs;

  it('is version 2.1.0 with one run of oakling', () => {
    expect(log.version).toBe('2.1.0');
    expect(log.runs).toHaveLength(1);
    expect(run?.tool.driver.name).toBe('oakling');
  });

  it('has a result for each finding that is not fixed, which refers to its rule', () => {
    expect(run?.results.map(({ ruleId, level }) => [ruleId, level])).toEqual([
      ['uuid.duplicate', 'error'],
      ['file.empty', 'warning'],
      ['filter.outside', 'note'],
    ]);
    for (const { ruleId, ruleIndex, message } of run?.results ?? []) {
      expect(run?.tool.driver.rules[ruleIndex]?.id).toBe(ruleId);
      expect(message.text).not.toBe('');
    }
  });

  it('places results by relative addresses, with a region where a text is concerned', () => {
    const places = run?.results.map(({ locations }) => locations[0]?.physicalLocation);
    expect(places).toEqual([
      {
        artifactLocation: { uri: 'ui.content/content/dam/a%20b%23%25.jpg/.content.xml' },
        region: { startLine: 3, startColumn: 5 },
      },
      { artifactLocation: { uri: 'ui.content/a%3Ab.txt' } },
      { artifactLocation: { uri: 'ui.content/c' } },
    ]);
  });

  it('is a log without results when there are none', () => {
    const empty = sarifLog([], { version: '1', prefix: '' }) as SarifLog;
    expect(empty.runs[0]?.results).toEqual([]);
  });
});

describe('a summary', () => {
  it('counts by severity, what was fixed apart', () => {
    expect(countFindings(ALL)).toEqual({ errors: 1, warnings: 1, infos: 1, fixed: 1 });
  });

  it('is read by file and place', () => {
    const at = (line: number, column: number): Finding => ({
      problem: problem('docview.value', { path: 'b', at: { line, column }, message: '', hint: '' }),
    });
    const sorted = [at(2, 1), OUTSIDE, at(1, 9), EMPTY, at(1, 2)];
    expect(inReadingOrder(sorted)).toEqual([EMPTY, at(1, 2), at(1, 9), at(2, 1), OUTSIDE]);
  });
});
