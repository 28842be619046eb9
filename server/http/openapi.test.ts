// The description of the API: correct to a linter, and complete.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTestTelemetry } from '../testing.ts';
import { createTestApp } from './testApp.ts';

const require = createRequire(import.meta.url);
const REDOCLY = require.resolve('@redocly/cli/bin/cli.js');

interface Description {
  readonly openapi: string;
  readonly paths: Readonly<Record<string, Readonly<Record<string, object>>>>;
}

let folder: string;
let description: Description;

beforeAll(async () => {
  const { app, get } = createTestApp(createTestTelemetry());
  description = (await get('/api/openapi.json')).body as Description;
  await app.close();
  folder = mkdtempSync(join(tmpdir(), 'carnot-openapi-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

/** What the linter has against a description. */
function problemsOf(described: unknown): readonly { readonly ruleId: string }[] {
  const file = join(folder, 'openapi.json');
  writeFileSync(file, JSON.stringify(described));
  const env = { ...process.env, REDOCLY_TELEMETRY: 'off', REDOCLY_SUPPRESS_UPDATE_NOTICE: 'true' };
  const args = [REDOCLY, 'lint', file, '--format=json'];
  try {
    return JSON.parse(
      String(execFileSync(process.execPath, args, { env, cwd: folder, stdio: 'pipe' })),
    ).problems;
  } catch (error) {
    return JSON.parse(String((error as { stdout: Buffer }).stdout)).problems;
  }
}

test('the description lints clean, and the linter is awake', () => {
  expect(problemsOf(description)).toEqual([]);
  const { '/api/site': site } = description.paths;
  const broken = {
    ...description,
    paths: { '/api/site': { get: { ...site?.get, responses: 1 } } },
  };
  expect(problemsOf(broken).length).toBeGreaterThan(0);
});

test('it is OpenAPI 3.1 and has every path', () => {
  expect(description.openapi).toBe('3.1.0');
  expect(Object.keys(description.paths).sort()).toEqual([
    '/api/accuracy',
    '/api/commands',
    '/api/efficiency',
    '/api/energy',
    '/api/events',
    '/api/floor',
    '/api/forecast',
    '/api/health',
    '/api/history',
    '/api/jobs',
    '/api/jobs/{jobId}',
    '/api/latest',
    '/api/metrics',
    '/api/places',
    '/api/rules',
    '/api/site',
    '/api/store',
    '/api/top',
    '/api/waveform',
    '/metrics',
    '/metrics/dcgm/{trayId}',
  ]);
});
