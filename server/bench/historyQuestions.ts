// Questions to the past over the program's own API, one after the other, while seconds go on being recorded.
import { monitorEventLoopDelay } from 'node:perf_hooks';
import type { FastifyInstance } from 'fastify';
import { buildApp } from '../http/app.ts';
import type { HistoryStore } from '../telemetry/history/history.ts';
import type { BenchTelemetry } from './benchTwin.ts';
import type { Row } from './row.ts';
import { quantile } from './timing.ts';

/** A slow question is asked for so long, but at least so often; a quick one so often. */
const MOST_MS = 6_000;
const LEAST_TIMES = 5;
const TIMES = 40;

interface Question {
  readonly what: string;
  readonly aim: number | undefined;
  /** Another address each time, so that nobody answers from memory. */
  readonly url: (turn: number) => string;
}

export interface Asked {
  readonly rows: readonly Row[];
  /** Of the main thread while the questions ran. */
  readonly delayP99Ms: number;
  readonly residentMb: number;
}

/** `days` names what is stored; the questions reach as far back as it does. */
export async function askQuestions(
  { twin, telemetry }: BenchTelemetry,
  store: HistoryStore,
  nowMs: number,
  days: string,
): Promise<Asked> {
  const { columns } = twin;
  let timeMs = nowMs;
  const second = (): void => {
    timeMs += 1_000;
    telemetry.sinks.tick({ timeMs, dtS: 1, newest: true, lateMs: 0, columns });
    const step = { timeMs, dtS: 1, origin: 'recorded', columns: telemetry.frame.columns } as const;
    store.record(step);
  };
  second();
  const app = openApp(telemetry, store);
  const live = setInterval(second, 1_000);
  const delay = monitorEventLoopDelay({ resolution: 1 });
  delay.enable();
  try {
    const rows: Row[] = [];
    for (const question of questionsOf(telemetry, store)) {
      const tookMs = await ask(app, question);
      const [p50 = 0, p95 = 0] = [0.5, 0.95].map((share) => quantile(tookMs, share));
      rows.push({
        what: `history, ${days}: ${question.what}, p95 of ${tookMs.length}`,
        measured: p95,
        unit: 'ms',
        spread: { of: 'p50/p95', values: [p50, p95] },
        ...(question.aim === undefined ? {} : { aim: question.aim }),
      });
      console.log(`  ${question.what}: p50 ${p50.toFixed(1)} ms, p95 ${p95.toFixed(1)} ms`);
    }
    const residentMb = process.memoryUsage.rss() / 1e6;
    return { rows, delayP99Ms: delay.percentile(99) / 1e6 - 1, residentMb };
  } finally {
    delay.disable();
    clearInterval(live);
    await app.close();
  }
}

function openApp(telemetry: BenchTelemetry['telemetry'], store: HistoryStore): FastifyInstance {
  return buildApp({
    telemetry,
    store,
    rules: [],
    pageDir: '/nowhere/page',
    version: 'bench',
    clients: () => 0,
    nowMs: () => performance.now(),
    wallMs: () => Date.now(),
    host: '127.0.0.1',
    logLevel: 'silent',
  });
}

function questionsOf(
  { places, ids }: BenchTelemetry['telemetry'],
  { tiers }: HistoryStore,
): readonly Question[] {
  const stored = tiers.find(({ name }) => name === 'gpuMinute')?.columns ?? [];
  const fields = [...new Set(stored.map(({ metric }) => `metric=${metric}`))].join('&');
  // A prime step through the parts, so that no two turns share a rack.
  const gpu = (turn: number): string =>
    ids.idOf('gpu', (turn * 7_919 + 1_234) % places.count('gpu'));
  return [
    {
      what: 'fleet power 24 h at 500 points',
      aim: 5,
      url: (turn) => `history?metric=siteFacilityPowerW&from=now-${86_400 + turn}s&points=500`,
    },
    {
      what: 'one GPU, all fields, 1 h',
      aim: 50,
      url: (turn) => `history?${fields}&ids=${gpu(turn)}&from=now-1h`,
    },
    {
      what: 'one GPU, all fields, 24 h',
      aim: 50,
      url: (turn) => `history?${fields}&ids=${gpu(turn)}&from=now-24h`,
    },
    {
      what: 'top 20 hottest GPUs of the day',
      aim: 20,
      url: (turn) => `top?metric=gpuTempC&n=20&from=now-${86_400 + turn}s`,
    },
    {
      what: 'kWh per rack of the month',
      aim: 5,
      url: (turn) => `energy?by=rack&from=now-${30 * 86_400 - turn}s`,
    },
    {
      what: 'a floor frame of the past',
      aim: 100,
      url: (turn) => `floor?metric=gpuTempC&at=now-${600 + ((turn * 7_919) % 85_000)}s`,
    },
  ];
}

async function ask(app: FastifyInstance, { url }: Question): Promise<readonly number[]> {
  const tookMs: number[] = [];
  const startMs = performance.now();
  for (let turn = 0; turn < TIMES; turn++) {
    if (turn >= LEAST_TIMES && performance.now() - startMs > MOST_MS) break;
    const askedMs = performance.now();
    const { statusCode, body } = await app.inject(`/api/${url(turn)}`);
    if (statusCode !== 200) throw new Error(`${url(turn)} is answered ${statusCode}: ${body}`);
    tookMs.push(performance.now() - askedMs);
  }
  return tookMs;
}
