/** Whatever step a kill comes after, the tree ends up whole. */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readFiles, temporaryFolder, writeFiles } from '../../../test/support/temporary-tree.ts';
import { finishSteps, SwapError, type SwapStep, takeSteps } from './swap.ts';

function exchange() {
  const folder = temporaryFolder();
  writeFiles(folder, {
    'tree/gone.txt': 'gone',
    'tree/gone/deep/file.txt': 'gone',
    'tree/changed.txt': 'old',
    'tree/kept.txt': 'kept',
    'work/new-0': 'new',
    'work/new-1/deep/file.txt': 'new',
    'work/new-2': 'added',
  });
  const tree = (name: string) => join(folder, 'tree', name);
  const work = (name: string) => join(folder, 'work', name);
  const steps: SwapStep[] = [
    { step: 'remove', file: tree('gone.txt'), old: work('old-0') },
    { step: 'remove', file: tree('gone'), old: work('old-1') },
    { step: 'replace', file: tree('changed.txt'), old: work('old-2'), staged: work('new-0') },
    { step: 'create', file: tree('gone'), staged: work('new-1') },
    { step: 'create', file: tree('added.txt'), staged: work('new-2') },
  ];
  const content = () =>
    Object.fromEntries(
      Object.entries(readFiles(folder, 'tree')).map(([path, bytes]) => [path, bytes?.toString()]),
    );
  return { steps, content, tree };
}

const AFTER = {
  'tree/added.txt': 'added',
  'tree/changed.txt': 'new',
  'tree/gone/': undefined,
  'tree/gone/deep/': undefined,
  'tree/gone/deep/file.txt': 'new',
  'tree/kept.txt': 'kept',
};

describe('an exchange of files', () => {
  it.each([0, 1, 2, 3, 4, 5])('killed after %i steps is finished, however often', (taken) => {
    const { steps, content } = exchange();
    takeSteps(steps.slice(0, taken));
    expect(finishSteps(steps)).toEqual([]);
    expect(content()).toEqual(AFTER);
    expect(finishSteps(steps)).toEqual([]);
    expect(content()).toEqual(AFTER);
  });

  it('that fails on the way is undone', () => {
    const { steps, content, tree } = exchange();
    writeFiles(tree('..'), { 'tree/added.txt': 'somebody else’s' });
    const before = content();
    expect(() => takeSteps(steps)).toThrow(SwapError);
    expect(content()).toEqual(before);
  });

  it('keeps what it cannot put back, and says where', () => {
    const { steps, tree } = exchange();
    takeSteps(steps.slice(0, 3));
    mkdirSync(tree('gone'));
    expect(finishSteps(steps)).toMatchObject([
      { file: tree('gone'), kept: expect.stringContaining('new-1') },
    ]);
  });

  it('tells how far it came', () => {
    const { steps } = exchange();
    const told: number[] = [];
    takeSteps(steps, (taken) => told.push(taken));
    expect(told).toEqual([1, 2, 3, 4, 5]);
  });
});
