import { describe, expect, it } from 'vitest';
import { string } from '../../jcr/property.ts';
import type { KeptStatus } from './kept-status.ts';
import { relocated } from './relocate-status.ts';
import type { StatusStoreKind } from './status-store.ts';

const status = (...names: readonly string[]): KeptStatus =>
  names.length === 0
    ? new Map()
    : new Map([['jcr:content', new Map(names.map((name) => [name, string(name)]))]]);
const [NONE, A, B] = [status(), status('a'), status('b')];

interface Row {
  readonly inFile: KeptStatus;
  readonly beside?: KeptStatus;
  readonly to: StatusStoreKind;
  readonly prefer?: StatusStoreKind;
  readonly is: KeptStatus | 'there' | 'conflict';
}

const ROWS: readonly Row[] = [
  { inFile: NONE, to: 'state', is: 'there' },
  { inFile: NONE, beside: A, to: 'state', is: 'there' },
  { inFile: A, to: 'state', is: A },
  { inFile: A, beside: A, to: 'state', is: A },
  // What is beside the tree counts there, an empty state, too.
  { inFile: A, beside: B, to: 'state', is: B },
  { inFile: A, beside: NONE, to: 'state', is: NONE },
  { inFile: A, beside: B, to: 'state', prefer: 'content', is: A },
  { inFile: A, beside: B, to: 'state', prefer: 'state', is: B },
  { inFile: NONE, to: 'content', is: 'there' },
  { inFile: A, to: 'content', is: 'there' },
  { inFile: NONE, beside: A, to: 'content', is: A },
  { inFile: NONE, beside: NONE, to: 'content', is: NONE },
  { inFile: A, beside: A, to: 'content', is: A },
  { inFile: A, beside: B, to: 'content', is: 'conflict' },
  { inFile: A, beside: NONE, to: 'content', is: 'conflict' },
  { inFile: A, beside: B, to: 'content', prefer: 'content', is: A },
  { inFile: A, beside: B, to: 'content', prefer: 'state', is: B },
];

describe('state on its way', () => {
  it.each(ROWS)('to $to, preferring $prefer', ({ inFile, beside, to, prefer, is }) => {
    expect(relocated({ inFile, beside }, to, prefer)).toEqual(is);
  });

  it('is the same in another order', () => {
    const [inFile, beside] = [status('a', 'b'), status('b', 'a')];
    expect(relocated({ inFile, beside }, 'content', undefined)).toBe(beside);
  });
});
