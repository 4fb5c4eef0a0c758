import { describe } from 'vitest';
import { watchFolders } from './directory-watcher.ts';
import { describeWatcher } from './watcher.contract.ts';

describe('the directory watcher', () => {
  describeWatcher(watchFolders);
});
