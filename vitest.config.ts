import { availableParallelism } from 'node:os';

import { defineConfig } from 'vitest/config';

/**
 * What only gives code to the engine. These files share processes, and with them the compiler and the parsed types of the
 * packages. What changes files, or asks what is kept of them, has a process of its own.
 */
const engine = ['test/{clients,report,rules}/**/*.test.ts'];
const data = ['test/fixtures/**', 'test/packages/**', 'test/tools/**'];

export default defineConfig({
  test: {
    projects: [
      { extends: true, test: { name: 'engine', include: engine, exclude: data, isolate: false } },
      { extends: true, test: { name: 'whole', include: ['test/**/*.test.ts'], exclude: [...data, ...engine] } },
    ],
    globalSetup: ['test/global-setup.ts'],
    setupFiles: ['test/fail-on-warnings.ts'],
    testTimeout: 60_000,
    hookTimeout: 60_000,
    // Half of the suite waits for servers, so that one worker less than processors, the default, would leave them idle.
    maxWorkers: availableParallelism() + 1,
    // Programs of the compiler are many small objects: a larger space for new ones spares the collector a part of its work.
    execArgv: ['--max-semi-space-size=64'],
    // Tests that are marked as concurrent wait for servers, and work little.
    maxConcurrency: 10,
  },
});
