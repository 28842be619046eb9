// One rack under a load of our choice: everything idle, everything at its limit, or one pretraining under a cap.
import type { SiteParts } from '../catalogue/siteFiles.ts';
import type { HardwareFile } from '../contract/hardware.ts';
import type { IterateProfile, PhaseLoad, Profile } from '../contract/workload.ts';
import { openRun, type TwinRun } from './twinRun.ts';

const START_MS = Date.UTC(2026, 2, 10, 9);
const SETTLE_S = 1_800;

const EVERYTHING: PhaseLoad = {
  activity: 1.2,
  hbm: 1,
  nvlink: 1,
  smActive: 1,
  tensorActive: 1,
  utilPct: 100,
  grace: 1,
  tray: 1,
};

/** The rack after half an hour without a job. */
export function idleRack(parts: SiteParts): TwinRun {
  return settled(parts, { ...parts.workload, programmes: [], streams: [] });
}

/** The rack after half an hour with every part at its limit. */
export function fullRack(parts: SiteParts): TwinRun {
  return workingRack(parts, EVERYTHING);
}

/** The rack after half an hour of one endless compute phase; `hardware` may have a lower power limit. */
function workingRack(
  parts: SiteParts,
  compute: PhaseLoad,
  hardware: HardwareFile = parts.hardware,
): TwinRun {
  const profile: IterateProfile = {
    pattern: 'iterate',
    iterationS: [5, 5],
    communicateRatio: [0, 0],
    checkpointEveryS: [86_400, 86_400],
    checkpointS: [0, 0],
    compute,
    communicate: compute,
    checkpoint: compute,
    memoryRatio: 0.9,
    tokensPerGpuS: 0,
    clockSensitivity: 1,
  };
  return runOn(parts, 'compute', profile, hardware);
}

/** The rack after half an hour of one pretraining with a profile of the workload. */
export function trainingRack(parts: SiteParts, name: string, hardware: HardwareFile): TwinRun {
  const profile = parts.workload.profiles[name];
  if (!profile) throw new Error(`${parts.workload.id}: there is no profile "${name}"`);
  return runOn(parts, name, profile, hardware);
}

function runOn(parts: SiteParts, name: string, profile: Profile, hardware: HardwareFile): TwinRun {
  const programme = {
    name: 'compute',
    tenant: 'validation',
    kind: 'pretraining' as const,
    profile: name,
    share: 1,
    durationDays: [300, 300] as [number, number],
  };
  const { workload } = parts;
  const only = { ...workload, profiles: { [name]: profile }, programmes: [programme], streams: [] };
  return settled({ ...parts, hardware }, only);
}

function settled(parts: SiteParts, workload: SiteParts['workload']): TwinRun {
  const site = { ...parts.site, outOfServiceShare: 0 };
  const run = openRun({ ...parts, site, workload }, 1, START_MS);
  for (let second = 0; second < SETTLE_S; second++) run.step(1);
  return run;
}
