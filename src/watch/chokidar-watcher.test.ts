import fs, { mkdirSync } from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { PATIENCE, put, watchedFolder } from '../../test/support/watched-folder.ts';
import { watchWithChokidar } from './chokidar-watcher.ts';
import { describeWatcher } from './watcher.contract.ts';

describe('the chokidar watcher', () => {
  describeWatcher(watchWithChokidar);

  it('says once that the system allows too few watches, and leaves the rest to the sweep', async () => {
    allowWatches(20);
    const { at, problems, settled } = await watchedFolder(watchWithChokidar, { sweep: 200 }, (root) => {
      for (let i = 0; i < 100; i++) mkdirSync(join(root, `${i}`));
    });
    expect(problems).toMatchObject([{ code: 'watch.limit' }]);
    for (let i = 0; i < 100; i++) put(at(`${i}/a/b.txt`), 'new');
    await settled();
    expect(problems).toHaveLength(1);
  });

  it('hints everything at the sweep', async () => {
    const { root, hinted } = await watchedFolder(watchWithChokidar, { sweep: 50 });
    await vi.waitFor(() => expect(hinted).toContain(root), PATIENCE);
  });
});

/** Lets the system refuse every watch beyond the first few, until the test ends. */
function allowWatches(count: number): void {
  const { watch } = fs;
  let left = count;
  const scarce = (...parameters: Parameters<typeof watch>) => {
    if (left-- > 0) return watch(...parameters);
    throw Object.assign(new Error('no space left'), { code: 'ENOSPC' });
  };
  fs.watch = Object.assign(scarce, watch);
  syncBuiltinESMExports();
  onTestFinished(() => {
    fs.watch = watch;
    syncBuiltinESMExports();
  });
}
