// Unit and integration tests: beside the code they test, in Node.
import { defineConfig } from 'vitest/config';
import { findTool } from './.ci/tools.mjs';

export default defineConfig({
  oxc: { jsx: { importSource: 'preact' } },
  test: {
    include: ['server/**/*.test.ts', 'web/**/*.test.{ts,tsx}'],
    env: { CARNOT_TEST_PROMTOOL: findTool('promtool') ?? '' },
    testTimeout: 20_000,
    hookTimeout: 30_000,
    reporters: ['default', 'json'],
    outputFile: { json: '.ci/out/vitest.json' },
    coverage: {
      include: ['server/**/*.ts', 'web/**/*.{ts,tsx}'],
      reportsDirectory: '.ci/out/coverage',
    },
  },
});
