import { describe } from 'vitest';
import { watchWithChokidar } from './chokidar-watcher.ts';
import { describeWatcher } from './watcher.contract.ts';

describe('the chokidar watcher', () => {
  describeWatcher(watchWithChokidar);
});
