import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import { temporaryFolder } from '../../test/support/temporary-folder.ts';
import { IN_MEMORY } from '../../test/support/watched-folder.ts';
import type { Problem } from '../problems/problem.ts';
import { type TreeWatchOptions, watchTree } from './choose-watcher.ts';
import { deafFileSystem } from './network-mount.ts';

vi.mock('./network-mount.ts', () => ({ deafFileSystem: vi.fn() }));

describe('choosing a watcher', () => {
  let problems: Problem[];

  beforeEach(() => {
    problems = [];
    vi.mocked(deafFileSystem).mockReturnValue(undefined);
  });

  const kindFor = async (root: string, wishes: Partial<TreeWatchOptions> = {}) => {
    const watcher = await watchTree({
      root,
      rules: { ignoredNames: [], ignoredPatterns: [], shallowNames: [] },
      onHints() {},
      onProblem: (problem) => problems.push(problem),
      ...wishes,
    });
    await watcher.close();
    return watcher.kind;
  };

  it('takes chokidar for a tree of ordinary size', async () => {
    expect(await kindFor(temporaryFolder())).toBe('chokidar');
    expect(problems).toEqual([]);
  });

  it('takes the directory watcher for more than 20,000 paths', async () => {
    const root = mkdtempSync(join(IN_MEMORY, 'oakling-test-'));
    onTestFinished(() => rmSync(root, { recursive: true }));
    for (let i = 0; i < 100; i++) {
      mkdirSync(join(root, `${i}`));
      for (let j = 0; j < 200; j++) writeFileSync(join(root, `${i}/${j}`), '');
    }
    expect(await kindFor(root)).toBe('directory');
  });

  it('takes polling, and says so, where the file system does not tell all changes', async () => {
    vi.mocked(deafFileSystem).mockReturnValue('nfs4');
    expect(await kindFor(temporaryFolder())).toBe('polling');
    expect(problems).toMatchObject([{ code: 'watch.polling', severity: 'info', path: '.' }]);
    expect(problems[0]?.message).toContain('nfs4');
  });

  it.each(['chokidar', 'directory', 'polling'] as const)('takes %s where it is asked for', async (mode) => {
    vi.mocked(deafFileSystem).mockReturnValue('nfs4');
    expect(await kindFor(temporaryFolder(), { mode })).toBe(mode);
    expect(problems).toEqual([]);
  });
});
