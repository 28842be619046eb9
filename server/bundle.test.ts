// What npm start does before the program: a tiny server in the place of ours, started by the real start.mjs.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, expect, test } from 'vitest';

const SERVER = dirname(fileURLToPath(import.meta.url));
const trees = mkdtempSync(join(tmpdir(), 'carnot-bundle-'));
afterAll(() => rmSync(trees, { recursive: true, force: true }));

/** Says from which file it runs and which processes it has beside it, once those that are ending have gone. */
const MAIN = `import { readdirSync, readFileSync } from 'node:fs';
interface Told { readonly from: string; readonly children: string[] }
const parent = (pid: string): string => {
  try { return readFileSync('/proc/' + pid + '/stat', 'utf8').split(') ')[1]?.split(' ')[1] ?? ''; } catch { return ''; }
};
const beside = (): string[] => readdirSync('/proc').filter((pid) => /^\\d+$/.test(pid) && parent(pid) === String(process.pid));
let children = beside();
for (let looks = 0; children.length > 0 && looks < 50; looks++) {
  await new Promise((later) => setTimeout(later, 20));
  children = beside();
}
const told: Told = { from: import.meta.url, children };
console.log(JSON.stringify(told));
`;

/** A checkout with `main` for its program, and threads that do nothing. */
function tree(main = MAIN): string {
  const root = mkdtempSync(join(trees, 'tree-'));
  for (const folder of ['server/sources', 'server/telemetry/history']) {
    mkdirSync(join(root, folder), { recursive: true });
  }
  for (const file of ['start.mjs', 'bundle.mjs'])
    cpSync(join(SERVER, file), join(root, 'server', file));
  for (const file of ['package.json', 'package-lock.json'])
    cpSync(join(SERVER, '..', file), join(root, file));
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

/** A start of a tree, to its end. */
async function start(root: string): Promise<{ code: unknown; out: string; err: string }> {
  const child = spawn(process.execPath, [join(root, 'server/start.mjs')]);
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

test('a start that has made its bundle runs it, and has no bundler beside it any more', async () => {
  const { out, err } = await start(tree());
  expect(err).toBe('');
  expect(JSON.parse(out)).toEqual({
    from: expect.stringMatching(/server\/dist\/[0-9a-f]{16}\/main\.js$/),
    children: [],
  });
});
