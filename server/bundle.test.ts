// What npm start does before the program: a tiny server in the place of ours, started by the real start.mjs.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, expect, test } from 'vitest';

const SERVER = dirname(fileURLToPath(import.meta.url));
const START: string = JSON.parse(readFileSync(join(SERVER, '../package.json'), 'utf8')).scripts
  .start;
const trees = mkdtempSync(join(tmpdir(), 'carnot-bundle-'));
afterAll(() => rmSync(trees, { recursive: true, force: true }));

/** TypeScript, so that it runs bundled or through tsx only. */
const MAIN = 'const from: string = import.meta.url;\nconsole.log(from);\n';

/** Says which processes it has beside it, once those that are ending have gone. */
const MAIN_ALONE = `import { readdirSync, readFileSync } from 'node:fs';
const parent = (pid: string): string => {
  try { return readFileSync('/proc/' + pid + '/stat', 'utf8').split(') ')[1]?.split(' ')[1] ?? ''; } catch { return ''; }
};
const beside = (): string[] => readdirSync('/proc').filter((pid) => /^\\d+$/.test(pid) && parent(pid) === String(process.pid));
let children = beside();
for (let looks = 0; children.length > 0 && looks < 50; looks++) {
  await new Promise((later) => setTimeout(later, 20));
  children = beside();
}
console.log(children.length);
`;

/** A checkout with `main` for its program, and threads that do nothing. */
function tree(main = MAIN): string {
  const root = mkdtempSync(join(trees, 'tree-'));
  for (const folder of ['server/sources', 'server/telemetry/history']) {
    mkdirSync(join(root, folder), { recursive: true });
  }
  const files = ['start.mjs', 'bundle.mjs', 'prebuild.mjs', 'process.env'];
  for (const file of [
    ...files.map((name) => `server/${name}`),
    'package.json',
    'package-lock.json',
  ]) {
    cpSync(join(SERVER, '..', file), join(root, file));
  }
  symlinkSync(join(SERVER, '../node_modules'), join(root, 'node_modules'));
  writeFileSync(join(root, 'server/main.ts'), main);
  for (const thread of [
    'sources/simulatedWorker',
    'sources/pastWorker',
    'telemetry/history/writerThread',
  ]) {
    writeFileSync(join(root, `server/${thread}.ts`), 'export {};\n');
  }
  return root;
}

/** `npm start` of a tree, to its end, or another command. */
async function start(
  root: string,
  command = START,
): Promise<{ code: unknown; out: string; err: string }> {
  const child = spawn(process.execPath, command.split(' ').slice(1), { cwd: root });
  let out = '';
  let err = '';
  child.stdout.on('data', (chunk: Buffer) => {
    out += chunk;
  });
  child.stderr.on('data', (chunk: Buffer) => {
    err += chunk;
  });
  const [code] = await once(child, 'close');
  return { code, out, err };
}

test('a start that has made its bundle has no bundler beside it any more', async () => {
  expect(await start(tree(MAIN_ALONE))).toEqual({ code: 0, out: '0\n', err: '' });
});

test('two starts at once both come up from one bundle, and leave no half of another', async () => {
  const root = tree();
  const starts = await Promise.all([start(root), start(root)]);
  for (const { out, err } of starts) {
    expect(err).toBe('');
    expect(out).toMatch(/server\/dist\/[0-9a-f]{16}\/main\.js\n$/);
  }
  expect(readdirSync(join(root, 'server/dist'))).toEqual([expect.stringMatching(/^[0-9a-f]{16}$/)]);
});

test('where the bundle cannot be kept the program starts all the same, and one line says so', async () => {
  const root = tree();
  writeFileSync(
    join(root, 'server/dist'),
    'a file in the place of the folder: nobody may write there',
  );
  const { code, out, err } = await start(root);
  expect(code).toBe(0);
  expect(out).toMatch(/\/server\/main\.ts\n$/);
  expect(err).toMatch(/^carnot: the bundle of the server cannot be kept \(E.+\).+\n$/);
});

test('what was built stays good in a copy, and its start makes nothing', async () => {
  const root = tree();
  expect(await start(root, 'node server/prebuild.mjs')).toEqual({ code: 0, out: '', err: '' });
  const [bundle = ''] = readdirSync(join(root, 'server/dist'));
  const copy = mkdtempSync(join(trees, 'copy-'));
  cpSync(root, copy, { recursive: true, verbatimSymlinks: true });
  const made = statSync(join(copy, 'server/dist', bundle)).mtimeMs;
  expect((await start(copy)).out).toContain(`${bundle}/main.js`);
  expect(readdirSync(join(copy, 'server/dist'))).toEqual([bundle]);
  expect(statSync(join(copy, 'server/dist', bundle)).mtimeMs).toBe(made);
});

test('sources that cannot be bundled end the start with one sentence that names the place', async () => {
  const root = tree("import './nowhere.ts';\n");
  const { code, out, err } = await start(root);
  expect([code, out]).toEqual([1, '']);
  expect(err).toMatch(/^carnot: the server cannot be bundled: server\/main\.ts:1: .+\n$/);
  expect(readdirSync(join(root, 'server/dist'))).toEqual([]);
});

test('tidying leaves the newest, the young and what another start makes, and never ends a start', async () => {
  const root = tree();
  const dist = join(root, 'server/dist');
  const agesD = {
    old: 9,
    older: 10,
    oldest: 11,
    young: 6,
    younger: 5,
    'young.1': 0.9,
    'old.2': 1.1,
  };
  for (const [name, ageD] of Object.entries(agesD)) {
    mkdirSync(join(dist, name), { recursive: true });
    const madeS = Date.now() / 1000 - ageD * 86_400;
    utimesSync(join(dist, name), madeS, madeS);
  }
  // Listed, and gone when it is looked at: as a folder that another start has just given its name.
  symlinkSync(join(root, 'gone'), join(dist, 'gone.3'));
  const { code, out, err } = await start(root);
  expect([code, err]).toEqual([0, '']);
  const made = /[0-9a-f]{16}/.exec(out)?.[0];
  const kept = [made, 'younger', 'young', 'old', 'young.1', 'gone.3'];
  expect(new Set(readdirSync(dist))).toEqual(new Set(kept));
});

test('all bundles of a week stay, however many', async () => {
  const root = tree();
  for (let number = 0; number < 6; number++) {
    mkdirSync(join(root, `server/dist/bundle${number}`), { recursive: true });
  }
  await start(root);
  expect(readdirSync(join(root, 'server/dist'))).toHaveLength(7);
});

test('a stack names the line of the source, in a thread too', async () => {
  const root = tree(`import { Worker } from 'node:worker_threads';
const thread = new Worker(new URL('./pastWorker.js', import.meta.url));
thread.on('error', ({ stack }) => console.log(stack, new Error('main').stack));
`);
  writeFileSync(
    join(root, 'server/sources/pastWorker.ts'),
    "interface Bundled { readonly away: true }\nexport type { Bundled };\nthrow new Error('thread');\n",
  );
  const { out } = await start(root);
  expect(out).toContain(join(root, 'server/sources/pastWorker.ts:3:'));
  expect(out).toContain(join(root, 'server/main.ts:3:'));
});
