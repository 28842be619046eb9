// Growth of memory over time: minutes 16 to 26 of a run with viewers, when every buffer of the past has been filled.
import { startClients } from './clientsProcess.ts';
import { OVERVIEW_TOPICS } from './overviewTopics.ts';
import type { Row } from './row.ts';
import { type ServerProcess, startServer } from './serverProcess.ts';
import { waitMs } from './timing.ts';

const FROM_MIN = 16;
const TO_MIN = 26;
const MINUTE_MS = 60_000;
const CLIENTS = 10;

interface Sample {
  readonly minute: number;
  readonly residentMb: number;
  /** Of the main thread, after a full collection. */
  readonly keptMb: number;
}

export async function measureGrowth(): Promise<readonly Row[]> {
  const server = await startServer();
  const startMs = Date.now();
  try {
    const samples = await watch(server, startMs);
    const span = `minutes ${FROM_MIN} to ${TO_MIN}, ${CLIENTS} clients`;
    return [
      {
        what: `growth, ${span}: resident`,
        measured: slope(samples, ({ residentMb }) => residentMb),
        unit: 'MB per minute',
      },
      {
        what: `growth, ${span}: kept by the main thread`,
        measured: slope(samples, ({ keptMb }) => keptMb),
        unit: 'MB per minute',
      },
      {
        what: `growth: resident at minute ${TO_MIN}`,
        measured: samples.at(-1)?.residentMb ?? Number.NaN,
        unit: 'MB',
      },
    ];
  } finally {
    await server.stop();
  }
}

async function watch(server: ServerProcess, startMs: number): Promise<readonly Sample[]> {
  const { port } = server;
  const crowd = await startClients({ port, clients: CLIENTS, topics: OVERVIEW_TOPICS });
  try {
    const samples: Sample[] = [];
    for (let minute = FROM_MIN; minute <= TO_MIN; minute++) {
      await waitMs(startMs + minute * MINUTE_MS - Date.now());
      samples.push(await sampleOf(server, minute));
    }
    return samples;
  } finally {
    crowd.stop();
  }
}

async function sampleOf(server: ServerProcess, minute: number): Promise<Sample> {
  const residentMb = server.residentBytes() / 1e6;
  const { heapBytes, buffersBytes } = await server.keptMemory();
  const keptMb = (heapBytes + buffersBytes) / 1e6;
  console.log(
    `growth: minute ${minute}: resident ${residentMb.toFixed(1)} MB, kept ${keptMb.toFixed(1)} MB`,
  );
  return { minute, residentMb, keptMb };
}

/** Of the straight line that fits best. */
export function slope<S extends { readonly minute: number }>(
  samples: readonly S[],
  of: (sample: S) => number,
): number {
  const mean = (read: (sample: S) => number): number =>
    samples.reduce((total, sample) => total + read(sample), 0) / samples.length;
  const middle = mean(({ minute }) => minute);
  const level = mean(of);
  const along = mean((sample) => (sample.minute - middle) * (of(sample) - level));
  return along / mean(({ minute }) => (minute - middle) ** 2);
}
