import { defineConfig } from 'vitest/config';

/** The kill runs, apart from the everyday tests: `npm run test:kill`. */
export default defineConfig({
  test: { include: ['test/kill/**/*.test.ts'], testTimeout: 60_000, hookTimeout: 60_000 },
});
