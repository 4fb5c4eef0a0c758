import { expect, it, vi } from 'vitest';
import { temporaryFolder } from '../../test/support/temporary-folder.ts';
import { PATIENCE } from '../../test/support/watched-folder.ts';
import type { Problem } from '../problems/problem.ts';
import { watchInThread } from './thread-watcher.ts';

it('tells that the thread has ended, and sweeps without it', async () => {
  const root = temporaryFolder();
  const problems: Problem[] = [];
  const hinted: string[] = [];
  const script = new URL('data:text/javascript,throw new Error("no luck")');
  const watcher = await watchInThread(
    { kind: 'directory', script, setting: {} },
    {
      root,
      rules: { ignoredNames: [], ignoredPatterns: [], shallowNames: [] },
      onHints: (paths) => hinted.push(...paths),
      onProblem: (problem) => problems.push(problem),
      sweep: 10,
    },
  );
  expect(problems).toMatchObject([{ code: 'watch.failed', message: 'Watching failed: no luck.' }]);
  await vi.waitFor(() => expect(hinted).toContain(root), PATIENCE);
  await watcher.close();
});
