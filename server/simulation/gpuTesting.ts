// A rack whose GPUs all do the same for ever, for tests of what limits them.
import { createPlaces } from '../contract/place.ts';
import { clearColumns, layoutTick, type TickColumns, viewColumns } from '../contract/tick.ts';
import type { PhaseLoad } from '../contract/workload.ts';
import { dynamicW, memoryAndLinkW } from '../model/gpuPower.ts';
import { createGpuKernel } from './gpuKernel.ts';
import { createParts } from './parts.ts';
import * as load from './slotLoad.ts';
import { openTwin, START_MS } from './testing.ts';
import { createTwin, type Twin } from './twin.ts';

type SiteParts = Parameters<typeof openTwin>[0];

/** The compute phase of a dense pretraining: 1,080 W a GPU. */
export const COMPUTE: PhaseLoad = {
  activity: 0.83,
  hbm: 0.55,
  nvlink: 0.35,
  smActive: 0.9,
  tensorActive: 0.36,
  utilPct: 100,
  grace: 0.42,
  tray: 0.75,
};

/** One endless phase on all 72 GPUs, with trays out of service only on command. */
export function rackParts(oneRack: SiteParts, phase: PhaseLoad = COMPUTE): SiteParts {
  const { faults } = oneRack.hardware;
  // Nothing breaks by chance.
  const causes = faults.causes.map((cause) => ({ ...cause, perMillionGpuHours: 1e-9 }));
  const profile = {
    pattern: 'iterate',
    iterationS: [5, 5],
    communicateRatio: [0, 0],
    checkpointEveryS: [86_400, 86_400],
    checkpointS: [0, 0],
    compute: phase,
    communicate: phase,
    checkpoint: phase,
    memoryRatio: 0.9,
    tokensPerGpuS: 100,
    clockSensitivity: 0.8,
  } as const;
  const programme = {
    name: 'compute',
    tenant: 'test',
    kind: 'pretraining',
    profile: 'compute',
    share: 1,
    durationDays: [300, 300],
  } as const;
  const workload = {
    ...oneRack.workload,
    profiles: { compute: profile },
    programmes: [programme],
    streams: [],
  } as unknown as SiteParts['workload'];
  return {
    ...oneRack,
    hardware: { ...oneRack.hardware, faults: { ...faults, causes } },
    site: { ...oneRack.site, outOfServiceShare: 0 },
    workload,
  };
}

/** The first halls of a site of five, with the plant and the supply of all. */
export function firstHalls(parts: SiteParts, halls: number): SiteParts {
  const whole: readonly string[] = ['site', 'plant', 'feed', 'transformer', 'genset'];
  const places = parts.site.places.map((row) =>
    whole.includes(row.kind) ? row : { ...row, count: (row.count / 5) * halls },
  );
  return { ...parts, site: { ...parts.site, places } };
}

/** The rack after a quarter of an hour of the phase. */
export function workingRack(oneRack: SiteParts, phase?: PhaseLoad) {
  const parts = rackParts(oneRack, phase);
  const twin = openTwin(parts);
  twin.run(900, 5);
  return { ...twin, parts };
}

/** What parts of a simulation share, without any of them. */
export function bareTwin(parts: SiteParts, seed = 42): Twin {
  const layout = layoutTick(createPlaces(parts.site.places), parts.site.jobSlots);
  const buffer = new ArrayBuffer(layout.byteLength);
  clearColumns(layout, buffer);
  const columns = viewColumns<keyof TickColumns>(layout, buffer);
  const sinks = { event() {}, job() {} };
  return createTwin({ ...parts, seed, startMs: START_MS, columns, sinks });
}

/** The hot loop alone over one rack, all of it in a phase for a share of each step and idle for the rest. */
export function bareKernel(oneRack: SiteParts, phase: PhaseLoad = COMPUTE, share = 1) {
  const site = rackParts(oneRack, phase);
  const twin = bareTwin(site);
  const { gpu, limits } = site.hardware;
  const loads = load.createSlotLoads(site.site.jobSlots, twin.trays, twin.racks);
  const { rows } = loads;
  rows[load.HEAVY_SHARE] = share;
  rows[load.HEAVY_DYNAMIC] = dynamicW(gpu, phase);
  rows[load.HEAVY_OTHER] = memoryAndLinkW(gpu, phase);
  rows[load.LIGHT_CLOCK] = (1 - share) * gpu.clockIdleMHz;
  rows[load.UTIL] = 100;
  rows[load.GRACE] = phase.grace;
  const parts = createParts(twin);
  const kernel = createGpuKernel(twin, parts, loads, new Int32Array(twin.trays));
  const coolantC = new Float64Array(twin.racks);
  let second = 0;
  return {
    twin,
    loads,
    parts,
    kernel,
    limits,
    columns: twin.columns,
    run(seconds: number, dtS: number, supplyC: number, each: () => void = () => {}) {
      coolantC.fill(supplyC);
      for (let doneS = 0; doneS < seconds; doneS += dtS) {
        second += dtS;
        kernel.step(second, dtS, coolantC);
        each();
      }
    },
  };
}
