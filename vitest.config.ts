import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    exclude: ['test/fixtures/**', 'test/packages/**'],
    globalSetup: ['test/global-setup.ts'],
    setupFiles: ['test/fail-on-warnings.ts'],
    testTimeout: 20_000,
  },
});
