// The columns of jobs by slot: opened at a start, metered at the end of every step, cleared at the end.
import type { JobTotals } from '../contract/job.ts';
import { NO_CODE, NO_ID, NO_VALUE } from '../contract/noValue.ts';
import { codeOf } from '../contract/state.ts';
import { DECODE_SENSITIVITY, PREFILL_SENSITIVITY, paceAt } from '../model/pace.ts';
import { phaseAt } from '../model/phase.ts';
import type { JobRun } from './jobRun.ts';
import type { Twin } from './twin.ts';

/** Of each slot over the step: all-in watts, true GPU watts, the sum of SM activity of the GPUs, clock over the highest. */
export interface SlotSums {
  readonly powerW: Float64Array;
  readonly gpuPowerW: Float64Array;
  readonly smActive: Float64Array;
  readonly clockRatio: Float64Array;
}

/** The counters of a job, by the name of their total. */
const COUNTER = {
  energyWh: 'jobEnergyWh',
  gpuEnergyWh: 'jobGpuEnergyWh',
  tokens: 'jobTokens',
  lostTokens: 'jobLostTokens',
  steps: 'jobSteps',
  lostSteps: 'jobLostSteps',
  requests: 'jobRequests',
  prefillTokens: 'jobPrefillTokens',
  decodeTokens: 'jobDecodeTokens',
  restarts: 'jobRestarts',
} as const satisfies Record<keyof JobTotals, keyof Twin['columns']>;
const TOTALS = Object.keys(COUNTER) as (keyof JobTotals)[];

const GAUGES = [
  'jobPowerW',
  'jobGpuPowerW',
  'jobSmActiveRatio',
  'jobPrefillRatio',
  'jobPaceRatio',
] as const;

/** Counters at 0, or unknown where a job of this kind counts nothing. */
export function openSlot({ columns }: Twin, run: JobRun): void {
  const { profile, slot } = run;
  const iterates = profile.pattern === 'iterate';
  const requests = profile.pattern === 'serve' && profile.request !== undefined;
  const tokens = profile.tokensPerGpuS > 0 && (iterates || requests);
  const counts: Record<keyof JobTotals, boolean> = {
    energyWh: true,
    gpuEnergyWh: true,
    tokens,
    lostTokens: tokens && iterates,
    steps: iterates,
    lostSteps: iterates,
    requests,
    prefillTokens: requests,
    decodeTokens: requests,
    restarts: true,
  };
  columns.jobId[slot] = run.id;
  for (const total of TOTALS) columns[COUNTER[total]][slot] = counts[total] ? 0 : NO_VALUE;
}

export function clearSlot({ columns }: Twin, slot: number): void {
  columns.jobId[slot] = NO_ID;
  columns.jobPhase[slot] = NO_CODE;
  for (const gauge of GAUGES) columns[gauge][slot] = NO_VALUE;
  for (const total of TOTALS) columns[COUNTER[total]][slot] = NO_VALUE;
}

/** Meters a job that lived in the step, and begins the books of the next. */
export function meter(twin: Twin, run: JobRun, dtS: number, sums: SlotSums): void {
  const { columns, gpusPerTray } = twin;
  const { slot, spent } = run;
  const hours = dtS / 3_600;
  const watts = sums.powerW[slot] as number;
  const gpuWatts = sums.gpuPowerW[slot] as number;
  const clockRatio = sums.clockRatio[slot] as number;
  // Without a heavy phase in the step its clock is not seen.
  if (clockRatio > 0 && spent.compute + spent.serve > 0) run.clockRatio = clockRatio;
  columns.jobPowerW[slot] = watts;
  columns.jobGpuPowerW[slot] = gpuWatts;
  columns.jobSmActiveRatio[slot] =
    ((sums.smActive[slot] as number) * dtS) / (spent.trayS * gpusPerTray);
  columns.jobPrefillRatio[slot] = spent.busy > 0 ? spent.prefill / spent.busy : NO_VALUE;
  columns.jobPaceRatio[slot] = paceOf(run);
  columns.jobPhase[slot] = phaseCode(run);
  columns.jobEnergyWh[slot] = (columns.jobEnergyWh[slot] as number) + watts * hours;
  columns.jobGpuEnergyWh[slot] = (columns.jobGpuEnergyWh[slot] as number) + gpuWatts * hours;
  if (run.state === 'ended') run.totals = totalsOf(twin, slot);
  for (const key of Object.keys(spent) as (keyof typeof spent)[]) spent[key] = 0;
}

function totalsOf({ columns }: Twin, slot: number): JobTotals {
  const value = (total: keyof JobTotals): number => columns[COUNTER[total]][slot] as number;
  const known = (total: keyof JobTotals): number | null =>
    Number.isNaN(value(total)) ? null : value(total);
  return {
    energyWh: value('energyWh'),
    gpuEnergyWh: value('gpuEnergyWh'),
    tokens: known('tokens'),
    lostTokens: known('lostTokens'),
    steps: known('steps'),
    lostSteps: known('lostSteps'),
    requests: known('requests'),
    prefillTokens: known('prefillTokens'),
    decodeTokens: known('decodeTokens'),
    restarts: value('restarts'),
  };
}

/** Pace of its compute, or of a request of mean length, at the clock as last seen. */
function paceOf({ profile, clockRatio }: JobRun): number {
  if (profile.pattern === 'iterate') return paceAt(clockRatio, profile.clockSensitivity);
  const { prefillRatio } = profile;
  return (
    1 /
    (prefillRatio / paceAt(clockRatio, PREFILL_SENSITIVITY) +
      (1 - prefillRatio) / paceAt(clockRatio, DECODE_SENSITIVITY))
  );
}

/** What it does at the end of the step. */
function phaseCode(run: JobRun): number {
  if (run.settledS <= run.resumeS) return codeOf('phase', run.stopKind);
  if (run.profile.pattern === 'serve') return codeOf('phase', 'serve');
  return codeOf('phase', run.beat ? phaseAt(run.beat, run.clockS) : 'idle');
}
