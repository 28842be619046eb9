// What a visitor loads before the first screen: measured on the bundle as it is served.
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { build, type Rolldown } from 'vite';
import { beforeAll, expect, test, vi } from 'vitest';
import { METRIC_IDS, metricOf } from '../server/contract/metrics.ts';

/** Of the first screen and of the panels that it loads by itself (limits of the project: 130 kB). */
const MOST_BYTES = 130_000;

/** Asked for before all others. */
const FIRST = fileURLToPath(new URL('./public/first.js', import.meta.url));

let chunks: readonly Rolldown.OutputChunk[] = [];

beforeAll(async () => {
  // As `npm run build` makes it: libraries say more where they believe themselves under test.
  vi.stubEnv('NODE_ENV', 'production');
  const configFile = fileURLToPath(new URL('../vite.config.ts', import.meta.url));
  const built = await build({ configFile, logLevel: 'silent', build: { write: false } });
  const outputs = (Array.isArray(built) ? built : [built]) as Rolldown.RolldownOutput[];
  chunks = outputs.flatMap(({ output }) => output).filter((one) => one.type === 'chunk');
  vi.unstubAllEnvs();
}, 60_000);

/** The chunks of these and all that they import at once. */
function withImports(first: readonly Rolldown.OutputChunk[]): Set<Rolldown.OutputChunk> {
  const all = new Set(first);
  for (const chunk of all) {
    for (const one of chunks) if (chunk.imports.includes(one.fileName)) all.add(one);
  }
  return all;
}

test('the first screen stays within its bound', () => {
  const own = chunks.filter(
    ({ isEntry, facadeModuleId }) =>
      isEntry || /\/views\/overview\/(\w+Panel|parts)\.tsx?$/.test(facadeModuleId ?? ''),
  );
  const scripts = [...[...withImports(own)].map(({ code }) => code), readFileSync(FIRST)];
  const bytes = scripts.map((script) => gzipSync(script, { level: 9 }).length);
  expect(own.some(({ isEntry }) => isEntry)).toBe(true);
  expect(own.length).toBeGreaterThan(1);
  expect(bytes.reduce((sum, some) => sum + some, 0)).toBeLessThan(MOST_BYTES);
});

test('no bundle carries the help of a metric, and all of them its name', () => {
  const code = chunks.map((chunk) => chunk.code).join('\n');
  const carried = METRIC_IDS.filter((id) => code.includes(metricOf(id).help.en));
  const nameless = METRIC_IDS.filter((id) => !code.includes(metricOf(id).name.fr));
  expect(carried).toEqual([]);
  expect(nameless).toEqual([]);
});

test('no library of schemas is in any bundle', () => {
  const modules = chunks.flatMap(({ moduleIds }) => moduleIds);
  expect(modules.filter((id) => /typebox\/build\/(?!index\.mjs)/.test(id))).toEqual([]);
});
