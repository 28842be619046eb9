// What browser tests start from: `test` with a page on a running server, and startServer for those that need their own.
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type BrowserContext, test as base, expect } from '@playwright/test';

interface ServerOptions {
  site?: 'ile-de-france' | 'one-rack' | 'campus';
  /** A free one unless given. */
  port?: number;
  seed?: number;
  speed?: number;
  /** None unless given. */
  backfill?: '30d' | '24h' | 0;
  /** Kept when given; otherwise a new folder that goes when the server goes. */
  data?: string;
}

interface Ending {
  /** null when a signal ended it. */
  readonly code: number | null;
  readonly tookMs: number;
}

export interface Server {
  readonly url: string;
  readonly port: number;
  /** Asks the server to close; one that has not within 10 s is killed and fails the test. */
  stop(signal?: 'SIGTERM' | 'SIGINT'): Promise<Ending>;
  /** Ends the server at once, as a crash would. */
  kill(): Promise<void>;
  /** Holds the process still with its sockets open, as a machine out of breath would. */
  freeze(): void;
  thaw(): void;
}

/** As `npm start` does. */
const COMMAND = ['--enable-source-maps', '--env-file=server/process.env', 'server/start.mjs'];

/** A server in a process of its own. It is ready when this resolves, and never outlives the test run. */
export async function startServer(options: ServerOptions): Promise<Server> {
  const data = options.data ?? (await mkdtemp(join(tmpdir(), 'carnot-e2e-')));
  const flags = Object.entries({ port: 0, backfill: 0, ...options, data }).flatMap(
    ([flag, value]) => [`--${flag}`, String(value)],
  );
  const child = spawn(process.execPath, [...COMMAND, ...flags]);
  const endWithRun = (): unknown => child.kill('SIGKILL');
  process.once('exit', endWithRun);
  const gone = once(child, 'exit').then(async () => {
    process.off('exit', endWithRun);
    if (options.data === undefined) await rm(data, { recursive: true, force: true });
  });
  const url = await announcedUrl(child);
  return {
    url,
    port: Number(new URL(url).port),
    async stop(signal = 'SIGTERM') {
      const impatience = setTimeout(() => child.kill('SIGKILL'), 10_000);
      const askedMs = performance.now();
      child.kill(signal);
      await gone;
      clearTimeout(impatience);
      if (child.signalCode === 'SIGKILL') throw new Error('the server did not close within 10 s');
      return { code: child.exitCode, tookMs: performance.now() - askedMs };
    },
    async kill() {
      child.kill('SIGKILL');
      await gone;
    },
    freeze: () => void child.kill('SIGSTOP'),
    thaw: () => void child.kill('SIGCONT'),
  };
}

/** What a start says and how it ends, for starts that end by themselves. */
export async function runToEnd(
  ...flags: string[]
): Promise<{ code: number | null; out: string; err: string }> {
  const child = spawn(process.execPath, [...COMMAND, ...flags]);
  let out = '';
  let err = '';
  child.stdout.on('data', (chunk: Buffer) => {
    out += chunk;
  });
  child.stderr.on('data', (chunk: Buffer) => {
    err += chunk;
  });
  const impatience = setTimeout(() => child.kill('SIGKILL'), 30_000);
  await once(child, 'close');
  clearTimeout(impatience);
  return { code: child.exitCode, out, err };
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

/**
 * Pages open on one server for all tests of a run; `test.use({ site: 'one-rack' })` chooses another site.
 * Every test fails on a warning or an error in the console, on a failed request and on a request to another host.
 */
export const test = base.extend<
  { complaints: readonly string[] },
  {
    site: NonNullable<ServerOptions['site']>;
    backfill: NonNullable<ServerOptions['backfill']>;
    server: Server;
  }
>({
  site: ['ile-de-france', { scope: 'worker', option: true }],
  backfill: [0, { scope: 'worker', option: true }],
  server: [
    async ({ site, backfill }, use) => {
      const server = await startServer({ site, backfill });
      await use(server);
      await server.stop();
    },
    { scope: 'worker', timeout: 120_000 },
  ],
  baseURL: ({ server }, use) => use(server.url),
  complaints: [
    async ({ context, server }, use) => {
      const complaints = listenTo(context, new URL(server.url).host);
      await use(complaints);
      expect(complaints, 'what the browser complained of').toEqual([]);
    },
    { auto: true },
  ],
});

function listenTo(context: BrowserContext, host: string): readonly string[] {
  const complaints: string[] = [];
  const leaves = (url: string): boolean => /^(http|ws)s?:/.test(url) && new URL(url).host !== host;
  const asked = (url: string): void => {
    if (leaves(url)) complaints.push(`${url} is another host`);
  };
  context.on('console', (message) => {
    if (['warning', 'error', 'assert'].includes(message.type())) complaints.push(message.text());
  });
  context.on('weberror', (error) => complaints.push(error.error().message));
  context.on('request', (request) => asked(request.url()));
  context.on('response', (response) => {
    if (response.status() >= 400) complaints.push(`${response.url()}: ${response.status()}`);
  });
  context.on('requestfailed', (request) => {
    const reason = request.failure()?.errorText ?? 'failed';
    // A view that is left calls off what it had asked for.
    if (reason !== 'net::ERR_ABORTED') complaints.push(`${request.url()}: ${reason}`);
  });
  context.on('page', (page) => {
    page.on('websocket', (socket) => {
      asked(socket.url());
      socket.on('socketerror', (error) => complaints.push(`${socket.url()}: ${error}`));
    });
  });
  return complaints;
}
