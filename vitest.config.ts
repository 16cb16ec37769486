import { availableParallelism } from 'node:os';

import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    exclude: ['test/fixtures/**', 'test/packages/**', 'test/tools/**'],
    globalSetup: ['test/global-setup.ts'],
    setupFiles: ['test/fail-on-warnings.ts'],
    testTimeout: 60_000,
    hookTimeout: 60_000,
    // Half of the suite waits for servers, so that one worker less than processors, the default, would leave them idle.
    maxWorkers: availableParallelism() + 1,
    // Tests that are marked as concurrent wait for servers, and work little.
    maxConcurrency: 10,
  },
});
