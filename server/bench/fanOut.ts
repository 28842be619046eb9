// Fan-out: the real server, 1, 100 and 1,000 clients in another process, its processor time and their waiting time.
import { startClients } from './clientsProcess.ts';
import type { Arrivals } from './fanOutClients.ts';
import { OVERVIEW_TOPICS } from './overviewTopics.ts';
import type { Row } from './row.ts';
import { type ServerProcess, startServer } from './serverProcess.ts';
import { ofTail, waitMs } from './timing.ts';

const CLIENTS = [1, 100, 1_000] as const;
const SETTLE_MS = 5_000;
const FRAMES = 30;
const AIM_CPU_PCT = 6;
const AIM_CLIENT_US = 20;
const AIM_DELIVERY_MS = 35;

interface Load {
  readonly clients: number;
  readonly ticks: readonly Arrivals[];
  readonly lost: number;
  /** Processor time of the server per second. */
  readonly mainMsPerS: number;
  readonly wholeMsPerS: number;
  /** Milliseconds from the END of a second to its hand-over to the main thread, by frame. */
  readonly lateMs: ReadonlyMap<number, number>;
}

export async function measureFanOut(): Promise<readonly Row[]> {
  const server = await startServer();
  try {
    await waitMs(SETTLE_MS);
    const loads: Load[] = [];
    for (const clients of CLIENTS) loads.push(await observe(server, clients));
    return [...loads.flatMap(rowsOf), ...slopeOf(loads)];
  } finally {
    await server.stop();
  }
}

async function observe(server: ServerProcess, clients: number): Promise<Load> {
  const crowd = await startClients({ port: server.port, clients, topics: OVERVIEW_TOPICS });
  try {
    await waitMs(SETTLE_MS);
    const lateMs = new Map<number, number>();
    crowd.begin();
    await halfSecond();
    const start = { ...server.cpuMs(), atMs: performance.now() };
    for (let frame = 0; frame < FRAMES; frame++) {
      await halfSecond();
      const health = await server.health();
      lateMs.set(health.published, health.lateMs ?? Number.NaN);
    }
    const end = { ...server.cpuMs(), atMs: performance.now() };
    const seconds = (end.atMs - start.atMs) / 1_000;
    return {
      clients,
      ...(await crowd.end()),
      mainMsPerS: (end.main - start.main) / seconds,
      wholeMsPerS: (end.whole - start.whole) / seconds,
      lateMs,
    };
  } finally {
    crowd.stop();
  }
}

/** Half-way between two ticks, when the one before has long been delivered. */
function halfSecond(): Promise<void> {
  return waitMs(1_000 - ((Date.now() + 500) % 1_000));
}

function rowsOf(load: Load): readonly Row[] {
  const { clients, ticks, lateMs, wholeMsPerS } = load;
  const big = clients === CLIENTS.at(-1);
  const named = `fan-out, ${clients.toLocaleString('en')} ${clients === 1 ? 'client' : 'clients'}`;
  const known = ticks.filter(({ seq }) => lateMs.has(seq));
  const sinceHandOver = known.flatMap(({ seq, timeMs, atMs }) =>
    atMs.map((ms) => ms - timeMs - (lateMs.get(seq) ?? Number.NaN)),
  );
  const sinceSecond = known.flatMap(({ timeMs, atMs }) => atMs.map((ms) => ms - timeMs));
  const missed = 1 - sinceHandOver.length / (known.length * clients);
  return [
    {
      what: `${named}: all server CPU`,
      measured: wholeMsPerS / 10,
      unit: '% of a core',
      ...(big ? { aim: AIM_CPU_PCT } : {}),
    },
    {
      what: `${named}: delivery p99, from hand-over to last byte`,
      ...ofTail(sinceHandOver),
      unit: 'ms',
      ...(big ? { aim: AIM_DELIVERY_MS } : {}),
    },
    {
      what: `${named}: p99 from the END of the second to last byte`,
      ...ofTail(sinceSecond),
      unit: 'ms',
    },
    { what: `${named}: frames that did not come`, measured: 100 * missed, unit: '%', aim: 0 },
  ];
}

/** What one client more costs: the slope from the fewest to the most, so that encoding and the twin drop out. */
function slopeOf(loads: readonly Load[]): readonly Row[] {
  const [few, many] = [loads[0], loads.at(-1)];
  if (!few || !many) return [];
  const moreUs = 1_000 * (many.mainMsPerS - few.mainMsPerS);
  return [
    {
      what: 'fan-out: server CPU per client and frame',
      measured: moreUs / (many.clients - few.clients),
      unit: 'us',
      aim: AIM_CLIENT_US,
    },
  ];
}
