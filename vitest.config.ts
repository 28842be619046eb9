// Unit and integration tests: beside the code they test, in Node.
import { defineConfig } from 'vitest/config';
import { findTool } from './.ci/tools.mjs';

export default defineConfig({
  test: {
    // The page keeps its state in modules, so each of its files begins anew; the server keeps none there, and loads once.
    projects: [
      { extends: true, test: { name: 'server', include: ['server/**/*.test.ts'], isolate: false } },
      {
        extends: true,
        oxc: { jsx: { importSource: 'preact' } },
        test: { name: 'web', include: ['web/**/*.test.{ts,tsx}'] },
      },
    ],
    env: { CARNOT_TEST_PROMTOOL: findTool('promtool') ?? '' },
    // Vitest would leave one core free; on two that is half of them.
    maxWorkers: '100%',
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
