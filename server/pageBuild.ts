// Builds the page when its bundle is missing or older than its sources.
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
  const { build } = await import('vite');
  await build({ configFile: join(root, 'vite.config.ts'), logLevel: 'warn' });
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
