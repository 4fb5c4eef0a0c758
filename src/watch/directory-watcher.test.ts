import { describe, expect, it, vi } from 'vitest';
import { PATIENCE, watchedFolder } from '../../test/support/watched-folder.ts';
import { watchFolders } from './directory-watcher.ts';
import { describeWatcher } from './watcher.contract.ts';

describe('the directory watcher', () => {
  describeWatcher(watchFolders);

  it('hints everything at the sweep', async () => {
    const { root, hinted } = await watchedFolder(watchFolders, { sweep: 50 });
    await vi.waitFor(() => expect(hinted).toContain(root), PATIENCE);
  });
});
