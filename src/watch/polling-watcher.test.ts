import { describe } from 'vitest';
import { watchByPolling } from './polling-watcher.ts';
import { describeWatcher } from './watcher.contract.ts';

describe('the polling watcher', () => {
  describeWatcher(watchByPolling, { pollInterval: 50 });
});
