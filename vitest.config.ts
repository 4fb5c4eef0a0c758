import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['src/**/*.test.ts', 'test/**/*.test.ts'],
    exclude: ['test/kill/**', 'test/s3/**', 'node_modules/**'],
    setupFiles: ['test/support/fixed-seed.ts'],
    // Much of the time is spent waiting for watchers to settle, so even two cores are worth two workers.
    maxWorkers: Math.max(2, availableParallelism() - 1),
    testTimeout: 30_000,
    hookTimeout: 30_000,
  },
});
