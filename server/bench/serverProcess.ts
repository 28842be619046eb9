// The program itself in a process of its own, watched from outside: its processor time and memory from /proc.
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { HealthAnswer } from '../contract/api.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const PROBE = fileURLToPath(new URL('./memoryProbe.mjs', import.meta.url));
const START_WITHIN_MS = 120_000;

/** Bytes that survive a full collection: objects, and the buffers that they hold. */
interface KeptMemory {
  readonly heapBytes: number;
  readonly buffersBytes: number;
}

export interface ServerProcess {
  readonly url: string;
  readonly port: number;
  /** From its start to its first frame; the page is built before that when it is out of date. */
  readonly startS: number;
  /** Processor time so far: of the main thread, which serves, and of the whole process. */
  cpuMs(): { readonly main: number; readonly whole: number };
  residentBytes(): number;
  /** After a full collection of garbage. */
  keptMemory(): Promise<KeptMemory>;
  health(): Promise<HealthAnswer>;
  stop(): Promise<void>;
}

/** As `npm start` does, and with a look inside. */
const NODE_FLAGS = '--env-file=server/process.env --expose-gc --import'.split(' ');

/** Resolves with the first frame; `backfill` as the option of that name. */
export async function startServer(
  siteId = 'ile-de-france',
  backfill: '0' | '24h' = '0',
): Promise<ServerProcess> {
  const startedMs = performance.now();
  const data = mkdtempSync(join(tmpdir(), 'carnot-bench-'));
  const flags = ['--port', '0', '--site', siteId, '--data', data, '--backfill', backfill];
  const child = spawn(process.execPath, [...NODE_FLAGS, PROBE, 'server/start.mjs', ...flags], {
    cwd: ROOT,
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  });
  const endWithBench = (): unknown => child.kill('SIGKILL');
  process.once('exit', endWithBench);
  const gone = once(child, 'exit').then(() => {
    process.off('exit', endWithBench);
    rmSync(data, { recursive: true, force: true });
  });
  const url = await liveUrl(child).catch((error: unknown) => {
    child.kill('SIGKILL');
    throw error;
  });
  const { pid = 0 } = child;
  return {
    url,
    port: Number(new URL(url).port),
    startS: (performance.now() - startedMs) / 1_000,
    cpuMs: () => readCpuMs(pid),
    residentBytes: () => readResidentBytes(pid),
    async keptMemory() {
      const answer = once(child, 'message');
      child.send('kept?');
      const [kept] = await Promise.race([answer, gone.then(endedEarly)]);
      return kept as KeptMemory;
    },
    async health() {
      const answer = await fetch(`${url}/api/health`);
      return (await answer.json()) as HealthAnswer;
    },
    async stop() {
      child.kill('SIGTERM');
      await gone;
    },
  };
}

function endedEarly(): never {
  throw new Error('the server ended while it was watched');
}

/** The address in the line that the server prints with its first frame. */
function liveUrl(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let said = '';
    const fail = (why: string): void =>
      reject(new Error(`the server ${why}: ${said.trim().split('\n').at(-1) ?? ''}`));
    const impatience = setTimeout(() => fail('did not come to life'), START_WITHIN_MS);
    const listen = (chunk: Buffer): void => {
      said += chunk;
      const url = /live at (http:\/\/\S+)/.exec(said)?.[1];
      if (url === undefined) return;
      clearTimeout(impatience);
      resolve(url);
    };
    child.stdout?.on('data', listen);
    child.stderr?.on('data', listen);
    child.once('exit', () => {
      clearTimeout(impatience);
      fail('ended at its start');
    });
  });
}

/** Nanoseconds on a processor are the first number of a thread's schedstat. */
function readCpuMs(pid: number): { main: number; whole: number } {
  const ofThread = (thread: string): number => {
    try {
      const [ns] = readFileSync(`/proc/${pid}/task/${thread}/schedstat`, 'utf8').split(' ');
      return Number(ns) / 1e6;
    } catch {
      // It has ended since the list was read.
      return 0;
    }
  };
  const threads = readdirSync(`/proc/${pid}/task`).map(
    (thread) => [thread, ofThread(thread)] as const,
  );
  return {
    main: threads.find(([thread]) => thread === String(pid))?.[1] ?? Number.NaN,
    whole: threads.reduce((total, [, ms]) => total + ms, 0),
  };
}

function readResidentBytes(pid: number): number {
  const line = /^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'));
  return Number(line?.[1]) * 1024;
}
