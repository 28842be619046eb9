// npm test: every check in order up to the first failure, closed by one plain line: "N passed, N failed[, N skipped]".
import { spawnSync } from 'node:child_process';
import { readFileSync, rmSync } from 'node:fs';
import { ensureTool } from './tools.mjs';

const OUT = new URL('./out/', import.meta.url);
const STEPS = ['lint', 'types', 'dead', 'unit', 'build', 'e2e'];
const inCi = process.env.CI === 'true';

/** One npm script with its output passed on. @param {string} step */
function succeeds(step) {
  console.log(`\n> ${step}`);
  const startMs = performance.now();
  const { status } = spawnSync('npm', ['run', '--silent', step], {
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  console.log(`${step}: ${((performance.now() - startMs) / 1000).toFixed(1)} s`);
  return status === 0;
}

/** What a step's own report counts; most steps have none. @param {string} step */
function testCounts(step) {
  if (step === 'unit') {
    const report = readReport('vitest.json');
    return {
      passed: report.numPassedTests,
      failed: report.numFailedTests,
      skipped: report.numPendingTests + report.numTodoTests,
    };
  }
  if (step === 'e2e') {
    const { stats } = readReport('playwright.json');
    if (stats.flaky > 0) console.log(`flaky: ${stats.flaky} passed at the second try only`);
    return {
      passed: stats.expected + stats.flaky,
      failed: stats.unexpected,
      skipped: stats.skipped,
    };
  }
  return { passed: 0, failed: 0, skipped: 0 };
}

/** @param {string} name */
function readReport(name) {
  return JSON.parse(readFileSync(new URL(name, OUT), 'utf8'));
}

/** The steps that can run here. Without a tool its tests are skipped, in one line; in CI that is a failure. */
function possibleSteps() {
  const noPromtool = ensureTool('promtool');
  const noChromium = ensureTool('chromium');
  const verb = inCi ? 'cannot run' : 'skipped';
  if (noPromtool) console.log(`${verb}: the tests that need promtool, because ${noPromtool}`);
  if (noChromium) console.log(`${verb}: the browser tests, because ${noChromium}`);
  if (inCi && (noPromtool || noChromium)) return [];
  return noChromium ? STEPS.filter((step) => step !== 'e2e') : STEPS;
}

const total = { passed: 0, failed: 0, skipped: 0 };
let failure = '';
rmSync(OUT, { recursive: true, force: true });
for (const step of possibleSteps()) {
  if (!succeeds(step)) failure = step;
  try {
    const counted = testCounts(step);
    total.passed += counted.passed;
    total.failed += counted.failed;
    total.skipped += counted.skipped;
  } catch {
    failure = `${step} left no report`;
  }
  if (failure) break;
}
if (!failure && total.passed === 0) failure = 'no test ran';
if (!failure && inCi && total.skipped > 0) failure = 'tests were skipped in CI';
if (failure) {
  console.log(`\nfailed: ${failure}`);
  total.failed = Math.max(total.failed, 1);
  process.exitCode = 1;
}
const skipped = total.skipped > 0 ? `, ${total.skipped} skipped` : '';
console.log(`\n${total.passed} passed, ${total.failed} failed${skipped}`);
