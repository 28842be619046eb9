// The program in a few files: its TypeScript bundled once per state of the sources, so that a start loads it in one go.
import { createHash } from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const SERVER = join(ROOT, 'server');
/** The main file before it is bundled. */
export const SOURCE = join(SERVER, 'main.ts');
const BUNDLES = join(SERVER, 'dist');
/** What main.ts starts by its file: each is a file of its own in the bundle too. */
const THREADS = [
  'sources/simulatedWorker.ts',
  'sources/pastWorker.ts',
  'telemetry/history/writerThread.ts',
];
/** A program that runs still starts threads from its bundle: the last few stay, and all that are younger than a week. */
const KEPT_BUNDLES = 4;
const KEPT_MS = 7 * 86_400_000;
/** Of a start that was broken off while it made a bundle; a younger one may be at work. */
const HALF_MADE_MS = 86_400_000;

/** The bundle cannot be kept: server/dist cannot be written to. What has a bundle of before still starts from it. */
export class NoPlaceError extends Error {}

/**
 * The main file of a bundle of today's sources; made when it is not there.
 * Throws a NoPlaceError, or an Error whose message says in one line why the sources cannot be bundled.
 */
export async function ensureBundle() {
  const bundle = join(BUNDLES, stateOfSources());
  const main = join(bundle, 'main.js');
  if (existsSync(main)) return main;
  const making = `${bundle}.${process.pid}`;
  inPlace(() => makeFolder(making));
  try {
    const files = await bundled(making);
    inPlace(() => {
      for (const { path, contents } of files) writeFileSync(path, contents);
      giveName(making, bundle, main);
    });
  } finally {
    forget(making);
  }
  forgetOld();
  return main;
}

/** One level at a time: a recursive mkdir calls a file system that is read only ENOENT. @param {string} folder */
function makeFolder(folder) {
  if (!existsSync(BUNDLES)) {
    try {
      mkdirSync(BUNDLES);
    } catch (error) {
      if (!existsSync(BUNDLES)) throw error;
    }
  }
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder);
}

/** A bundle appears under its name only when it is whole; another start may have made the same. @type {(...names: string[]) => void} */
function giveName(making, bundle, main) {
  try {
    renameSync(making, bundle);
  } catch (error) {
    if (!existsSync(main)) throw error;
  }
}

/** @param {() => void} write */
function inPlace(write) {
  try {
    write();
  } catch (error) {
    throw new NoPlaceError(`the bundle of the server cannot be kept (${messageOf(error)})`);
  }
}

/** What belongs into `folder`. @param {string} folder */
async function bundled(folder) {
  try {
    const { build, stop } = await import('esbuild');
    try {
      const { outputFiles } = await build({
        absWorkingDir: ROOT,
        entryPoints: [SOURCE, ...THREADS.map((file) => join(SERVER, file))],
        entryNames: '[name]',
        outdir: folder,
        write: false,
        bundle: true,
        splitting: true,
        packages: 'external',
        platform: 'node',
        target: 'node20',
        format: 'esm',
        charset: 'utf8',
        sourcemap: 'linked',
        sourcesContent: false,
        logLevel: 'silent',
      });
      return outputFiles;
    } finally {
      // Its process would live on beside the server, with 54 MB.
      await stop();
    }
  } catch (error) {
    throw new Error(`the server cannot be bundled: ${firstOf(error)}`);
  }
}

/** The first thing that the bundler has to say, with its place. @param {unknown} failure */
function firstOf(failure) {
  const [first] = /** @type {Partial<import('esbuild').BuildFailure>} */ (failure).errors ?? [];
  if (!first) return messageOf(failure);
  const { location, text } = first;
  return location ? `${location.file}:${location.line}: ${text}` : text;
}

/** In one line. @param {unknown} error */
function messageOf(error) {
  return String(error instanceof Error ? error.message : error).replaceAll('\n', ' ');
}

/** Other starts come and go in the same folder: what is gone already is well, and what cannot go stays. */
function forgetOld() {
  try {
    const found = readdirSync(BUNDLES)
      .flatMap((name) => {
        const made = statSync(join(BUNDLES, name), { throwIfNoEntry: false });
        return made ? [{ name, madeMs: made.mtimeMs, whole: !name.includes('.') }] : [];
      })
      .sort((a, b) => b.madeMs - a.madeMs);
    // One has just been made: its time is now.
    const nowMs = found[0]?.madeMs ?? 0;
    const old = [
      ...found
        .filter(({ whole }) => whole)
        .slice(KEPT_BUNDLES)
        .filter(({ madeMs }) => nowMs - madeMs > KEPT_MS),
      ...found.filter(({ whole, madeMs }) => !whole && nowMs - madeMs > HALF_MADE_MS),
    ];
    for (const { name } of old) forget(join(BUNDLES, name));
  } catch {
    // The next bundle tidies again.
  }
}

/** @param {string} folder */
function forget(folder) {
  try {
    rmSync(folder, { recursive: true, force: true });
  } catch {
    // As above.
  }
}

/** Names and contents of all files that can be in the bundle: a copy of a checkout finds what was bundled before. */
function stateOfSources() {
  const hash = createHash('sha256');
  const files = readdirSync(SERVER, { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.(?:ts|mjs)$/.test(name) && !/^dist\b|\.test\.ts$/.test(name))
    .map((name) => join('server', name));
  for (const file of [...files.sort(), 'package-lock.json']) {
    const contents = readFileSync(join(ROOT, file));
    hash.update(`${file} ${contents.length}\n`).update(contents);
  }
  return hash.digest('hex').slice(0, 16);
}
