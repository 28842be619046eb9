// Resident memory of the running program, and how long it takes from its start to its first frame.
import type { Row } from './row.ts';
import { startServer } from './serverProcess.ts';
import { waitMs } from './timing.ts';

const SETTLE_MS = 20_000;
const AIM_MB = 1_200;
/** From the command to a day of the past on the screen, and safe from a crash. */
const FIRST_START_AIM_S = 10;
const LOOK_EVERY_MS = 100;

export async function measureMemory(): Promise<readonly Row[]> {
  return [
    ...(await measureSite('ile-de-france', 'site', AIM_MB)),
    ...(await measureSite('campus', 'campus')),
    ...(await measureFirstStart()),
  ];
}

async function measureFirstStart(): Promise<readonly Row[]> {
  const server = await startServer('ile-de-france', '24h');
  const liveMs = performance.now();
  const cpuS = server.cpuMs().whole / 1_000;
  try {
    while ((await server.health()).backfill?.part !== 'done') await waitMs(LOOK_EVERY_MS);
    return [
      {
        what: 'first start with its last 24 hours, site',
        ...{ measured: server.startS, unit: 's', aim: FIRST_START_AIM_S },
      },
      { what: 'first start: processor time', measured: cpuS, unit: 's' },
      {
        what: 'first start: from then until the GPUs have their 24 hours',
        ...{ measured: (performance.now() - liveMs) / 1_000, unit: 's' },
      },
      { what: 'first start: resident', measured: server.residentBytes() / 1e6, unit: 'MB' },
    ];
  } finally {
    await server.stop();
  }
}

async function measureSite(siteId: string, name: string, aimMb?: number): Promise<readonly Row[]> {
  const server = await startServer(siteId);
  try {
    await waitMs(SETTLE_MS);
    const residentMb = server.residentBytes() / 1e6;
    const { heapBytes, buffersBytes } = await server.keptMemory();
    return [
      {
        what: `memory, ${name}: resident, ${SETTLE_MS / 1_000} s after the first frame`,
        measured: residentMb,
        unit: 'MB',
        ...(aimMb === undefined ? {} : { aim: aimMb }),
      },
      {
        what: `memory, ${name}: objects of the main thread`,
        measured: heapBytes / 1e6,
        unit: 'MB',
      },
      {
        what: `memory, ${name}: buffers of the main thread (ring, frame, tick)`,
        measured: buffersBytes / 1e6,
        unit: 'MB',
      },
      { what: `start to first frame, ${name}`, measured: server.startS, unit: 's' },
    ];
  } finally {
    await server.stop();
  }
}
