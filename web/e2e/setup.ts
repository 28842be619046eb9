// What browser tests start from: `test` with a page on a running server, and startServer for those that need their own.
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test as base } from '@playwright/test';

interface ServerOptions {
  site?: 'ile-de-france' | 'one-rack' | 'campus';
  /** A free one unless given. */
  port?: number;
  seed?: number;
  speed?: number;
  /** Kept when given; otherwise a new folder that goes when the server goes. */
  data?: string;
}

interface Server {
  readonly url: string;
  /** Asks the server to close; one that has not within 10 s is killed and fails the test. */
  stop(): Promise<void>;
  /** Ends the server at once, as a crash would. */
  kill(): Promise<void>;
}

/** A server in a process of its own. It is ready when this resolves, and never outlives the test run. */
export async function startServer(options: ServerOptions): Promise<Server> {
  const data = options.data ?? (await mkdtemp(join(tmpdir(), 'carnot-e2e-')));
  const flags = Object.entries({ port: 0, ...options, data }).flatMap(([flag, value]) => [
    `--${flag}`,
    String(value),
  ]);
  const child = spawn(process.execPath, ['--import', 'tsx', 'server/main.ts', ...flags]);
  const endWithRun = (): unknown => child.kill('SIGKILL');
  process.once('exit', endWithRun);
  const gone = once(child, 'exit').then(async () => {
    process.off('exit', endWithRun);
    if (options.data === undefined) await rm(data, { recursive: true, force: true });
  });
  return {
    url: await announcedUrl(child),
    async stop() {
      const impatience = setTimeout(() => child.kill('SIGKILL'), 10_000);
      child.kill('SIGTERM');
      await gone;
      clearTimeout(impatience);
      if (child.signalCode === 'SIGKILL') throw new Error('the server did not close within 10 s');
    },
    async kill() {
      child.kill('SIGKILL');
      await gone;
    },
  };
}

/** The address that the server prints once it listens; what it said, if it ends before that. */
function announcedUrl(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let said = '';
    const listen = (chunk: Buffer): void => {
      said += chunk;
      const url = /http:\/\/localhost:\d+(?=\s)/.exec(said)?.[0];
      if (url !== undefined) resolve(url);
    };
    child.stdout?.on('data', listen);
    child.stderr?.on('data', listen);
    child.once('exit', () => reject(new Error(`the server ended before it listened:\n${said}`)));
  });
}

/** Pages open on one server for all tests of a file; `test.use({ site: 'one-rack' })` chooses another site. */
export const test = base.extend<
  object,
  { site: NonNullable<ServerOptions['site']>; server: Server }
>({
  site: ['ile-de-france', { scope: 'worker', option: true }],
  server: [
    async ({ site }, use) => {
      const server = await startServer({ site });
      await use(server);
      await server.stop();
    },
    { scope: 'worker', timeout: 120_000 },
  ],
  baseURL: ({ server }, use) => use(server.url),
});
