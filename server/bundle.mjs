// The program in a few files: its TypeScript bundled once per state of the sources, so that a start loads it in one go.
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, renameSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const SERVER = join(ROOT, 'server');
const BUNDLES = join(SERVER, 'dist');
/** What main.ts starts by its file: each is a file of its own in the bundle too. */
const THREADS = [
  'sources/simulatedWorker.ts',
  'sources/pastWorker.ts',
  'telemetry/history/writerThread.ts',
];
/** A program that runs still starts threads from its bundle: those of the last few states stay. */
const KEPT_BUNDLES = 4;

/** The main file of a bundle of today's sources; made when it is not there. */
export async function ensureBundle() {
  const bundle = join(BUNDLES, stateOfSources());
  const main = join(bundle, 'main.js');
  if (!existsSync(main)) await make(bundle);
  return main;
}

/** Appears under its name only when it is whole: others may be making the same. @param {string} bundle */
async function make(bundle) {
  const { build, stop } = await import('esbuild');
  const making = `${bundle}.${process.pid}`;
  try {
    await build({
      entryPoints: ['main.ts', ...THREADS].map((file) => join(SERVER, file)),
      entryNames: '[name]',
      outdir: making,
      bundle: true,
      splitting: true,
      packages: 'external',
      platform: 'node',
      target: 'node20',
      format: 'esm',
      charset: 'utf8',
      logLevel: 'warning',
    });
  } finally {
    // Its process would live on beside the server, with 54 MB.
    await stop();
  }
  try {
    renameSync(making, bundle);
  } catch {
    rmSync(making, { recursive: true });
  }
  forgetOld();
}

function forgetOld() {
  const byAge = readdirSync(BUNDLES)
    .map((name) => ({ name, madeMs: statSync(join(BUNDLES, name)).mtimeMs }))
    .sort((a, b) => b.madeMs - a.madeMs);
  for (const { name } of byAge.slice(KEPT_BUNDLES)) {
    rmSync(join(BUNDLES, name), { recursive: true, force: true });
  }
}

/** Names, sizes and times of all files that can be in the bundle. */
function stateOfSources() {
  const hash = createHash('sha256');
  const files = readdirSync(SERVER, { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.(?:ts|mjs)$/.test(name) && !/^dist\b|\.test\.ts$/.test(name))
    .map((name) => join(SERVER, name));
  for (const file of [...files.sort(), join(ROOT, 'package-lock.json')]) {
    const { size, mtimeMs } = statSync(file);
    hash.update(`${file} ${size} ${mtimeMs}\n`);
  }
  return hash.digest('hex').slice(0, 16);
}
