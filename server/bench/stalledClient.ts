// What a client that has stopped reading can make the server hold: clients that follow all they may, stalled one by one.
import { METRIC_IDS, metricOf } from '../contract/metrics.ts';
import { MAX_TOPICS } from '../contract/socket.ts';
import type { Row } from './row.ts';
import { type ServerProcess, startServer } from './serverProcess.ts';
import { openStreamSocket, type StreamSocket } from './streamSocket.ts';
import { waitMs } from './timing.ts';

const CLIENTS = 20;
const SETTLE_MS = 10_000;
/** The kernel takes a few megabytes of each before anything waits in the server. */
const FILL_MS = 60_000;
const AIM_BYTES = 500_000;

export async function measureStalledClient(): Promise<readonly Row[]> {
  const server = await startServer();
  try {
    return await stall(server);
  } finally {
    await server.stop();
  }
}

async function stall(server: ServerProcess): Promise<readonly Row[]> {
  let lost = 0;
  let ticks = 0;
  const topics = heaviestTopics();
  const listener = { tick: () => ticks++, closed: () => lost++ };
  const clients: StreamSocket[] = [];
  try {
    for (let i = 0; i < CLIENTS; i++) {
      clients.push(openStreamSocket(server.port, topics, listener));
    }
    await waitMs(SETTLE_MS);
    if (ticks === 0) throw new Error('no client got a tick');
    const before = await keptBytes(server);
    // At different seconds, so that no two hold the same frame.
    for (const client of clients) {
      client.stall();
      await waitMs(1_000);
    }
    await waitMs(FILL_MS);
    const after = await keptBytes(server);
    return [
      {
        what: `stalled client of ${topics.length} topics: memory held by the server`,
        measured: Math.max(0, after - before) / CLIENTS / 1_000,
        unit: 'kB',
        aim: AIM_BYTES / 1_000,
      },
      { what: 'stalled clients: hung up on', measured: lost, unit: `of ${CLIENTS}` },
    ];
  } finally {
    for (const client of clients) client.close();
  }
}

async function keptBytes(server: ServerProcess): Promise<number> {
  const { heapBytes, buffersBytes } = await server.keptMemory();
  return heapBytes + buffersBytes;
}

/** All a client may follow: every plane of GPUs, the tables of the site, and racks up to the limit. */
function heaviestTopics(): readonly string[] {
  const planes = METRIC_IDS.filter((id) => {
    const { scope, range, kind } = metricOf(id);
    return scope === 'gpu' && range && kind !== 'mask' && kind !== 'id';
  }).map((id) => `floor:${id}`);
  const racks = Array.from({ length: MAX_TOPICS }, (_, i) => `rack:R${100 + i}`);
  return ['site', 'jobs', 'events', ...planes, ...racks].slice(0, MAX_TOPICS);
}
