// Builds the page when its bundle is missing or older than its sources.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';

/** What the bundle is made of. */
const SOURCES = ['web', 'server/contract', 'vite.config.ts', 'package-lock.json'];

/** Resolves when `page` holds a bundle of today's sources; says so before it takes the time to build one. */
export async function ensurePage(
  { root, page }: { readonly root: string; readonly page: string },
  say: (line: string) => void,
): Promise<void> {
  const built = statSync(join(page, 'index.html'), { throwIfNoEntry: false })?.mtimeMs ?? 0;
  if (built >= Math.max(...SOURCES.map((source) => newestMs(join(root, source), page)))) return;
  say('Building the page …');
  await build(root);
}

/** In a process of its own: the bundler would keep 200 MB for as long as the server lives. */
async function build(root: string): Promise<void> {
  const options = JSON.stringify({ configFile: join(root, 'vite.config.ts'), logLevel: 'warn' });
  const code = `import { build } from 'vite'; await build(${options});`;
  const bundler = spawn(process.execPath, ['--input-type=module', '--eval', code], {
    cwd: root,
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  const [ended] = (await once(bundler, 'exit')) as [number | null];
  if (ended !== 0) throw new Error('the page could not be built; the reason is above');
}

/** When anything in a file or folder last changed, the bundle itself left out. */
function newestMs(path: string, page: string): number {
  if (path === page) return 0;
  const found = statSync(path);
  if (!found.isDirectory()) return found.mtimeMs;
  return readdirSync(path).reduce(
    (newest, name) => Math.max(newest, newestMs(join(path, name), page)),
    0,
  );
}
