// Browser tests: the real server (web/e2e/setup.ts) and the Chromium of this machine.
import { defineConfig, devices } from '@playwright/test';
import { findTool } from './.ci/tools.mjs';

/** What counts seconds has the machine for itself; all else shares its two cores. */
const TIMED = /(busyClient|outage|process)\.spec\.ts/;

export default defineConfig({
  testDir: 'web/e2e',
  outputDir: '.ci/out/playwright',
  reporter: [['list'], ['json', { outputFile: '.ci/out/playwright.json' }]],
  forbidOnly: true,
  workers: 2,
  // A machine that is short of breath for a second is no fault; what passes only now is counted as flaky and said.
  retries: 1,
  timeout: 60_000,
  expect: { timeout: 10_000 },
  projects: [
    { name: 'views', testIgnore: TIMED },
    { name: 'timed', testMatch: TIMED, workers: 1, dependencies: ['views'] },
  ],
  use: {
    ...devices['Desktop Chrome'],
    screenshot: 'only-on-failure',
    launchOptions: {
      executablePath: findTool('chromium') ?? '/usr/bin/chromium',
      args: [
        '--no-sandbox',
        '--disable-gpu',
        '--disable-quic',
        '--no-first-run',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
      ],
    },
  },
});
