import { defineConfig } from 'vitest/config';

/** Stores in a bucket against a real S3 server, apart from the everyday tests: `npm run test:s3`. */
export default defineConfig({
  test: {
    include: ['test/s3/**/*.test.ts'],
    globalSetup: ['test/s3/start-server.ts'],
    setupFiles: ['test/support/fixed-seed.ts'],
    testTimeout: 60_000,
  },
});
