// The columns of jobs by slot: opened at a start, metered at the end of every step, cleared at the end.
import type { JobTotals } from '../contract/job.ts';
import { NO_CODE, NO_ID, NO_VALUE } from '../contract/noValue.ts';
import { codeOf } from '../contract/state.ts';
import { DECODE_SENSITIVITY, PREFILL_SENSITIVITY, paceAt } from '../model/pace.ts';
import { phaseAt } from '../model/phase.ts';
import { forgetSpent, type JobRun } from './jobRun.ts';
import type { Twin } from './twin.ts';

/** Of each slot over the step: all-in watts, true GPU watts, the sum of SM activity of the GPUs, clock over the highest. */
export interface SlotSums {
  readonly powerW: Float64Array;
  readonly gpuPowerW: Float64Array;
  readonly smActive: Float64Array;
  readonly clockRatio: Float64Array;
}

export interface JobMeter {
  /** Counters at 0, or unknown where a job of this kind counts nothing. */
  open(run: JobRun): void;
  /** Meters a job that lived in the step, and begins the books of the next. */
  meter(run: JobRun, dtS: number, sums: SlotSums): void;
  clear(slot: number): void;
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

const PHASE = {
  compute: codeOf('phase', 'compute'),
  communicate: codeOf('phase', 'communicate'),
  checkpoint: codeOf('phase', 'checkpoint'),
  serve: codeOf('phase', 'serve'),
  restart: codeOf('phase', 'restart'),
  stall: codeOf('phase', 'stall'),
};

export function createJobMeter({ columns, gpusPerTray }: Twin): JobMeter {
  // Of fixed shape: a lookup by name in all columns costs more than the rest of a job.
  const { jobId, jobPhase, jobPowerW, jobGpuPowerW, jobSmActiveRatio } = columns;
  const { jobPrefillRatio, jobPaceRatio, jobEnergyWh, jobGpuEnergyWh } = columns;
  const gauges = [jobPowerW, jobGpuPowerW, jobSmActiveRatio, jobPrefillRatio, jobPaceRatio];
  return {
    open(run) {
      const counts = countedBy(run);
      jobId[run.slot] = run.id;
      for (const total of TOTALS) columns[COUNTER[total]][run.slot] = counts[total] ? 0 : NO_VALUE;
    },
    meter(run, dtS, { powerW, gpuPowerW, smActive, clockRatio }) {
      const { slot, spent } = run;
      const hours = dtS / 3_600;
      const watts = powerW[slot] as number;
      const gpuWatts = gpuPowerW[slot] as number;
      // Without a heavy phase in the step its clock is not seen.
      if (spent.compute + spent.serve > 0) seeClock(run, clockRatio[slot] as number);
      jobPowerW[slot] = watts;
      jobGpuPowerW[slot] = gpuWatts;
      jobSmActiveRatio[slot] = ((smActive[slot] as number) * dtS) / (spent.trayS * gpusPerTray);
      jobPrefillRatio[slot] = spent.busy > 0 ? spent.prefill / spent.busy : NO_VALUE;
      jobPaceRatio[slot] = run.paceRatio;
      jobPhase[slot] = phaseCode(run);
      jobEnergyWh[slot] = (jobEnergyWh[slot] as number) + watts * hours;
      jobGpuEnergyWh[slot] = (jobGpuEnergyWh[slot] as number) + gpuWatts * hours;
      if (run.state === 'ended') run.totals = totalsOf(columns, slot);
      forgetSpent(spent);
    },
    clear(slot) {
      jobId[slot] = NO_ID;
      jobPhase[slot] = NO_CODE;
      for (const gauge of gauges) gauge[slot] = NO_VALUE;
      for (const total of TOTALS) columns[COUNTER[total]][slot] = NO_VALUE;
    },
  };
}

/** What a job of its kind counts. */
function countedBy({ profile }: JobRun): Record<keyof JobTotals, boolean> {
  const iterates = profile.pattern === 'iterate';
  const requests = profile.pattern === 'serve' && profile.request !== undefined;
  const tokens = profile.tokensPerGpuS > 0 && (iterates || requests);
  return {
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
}

function totalsOf(columns: Twin['columns'], slot: number): JobTotals {
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

/** Notes the clock, and with it the pace of its compute, or of a request of mean length. */
function seeClock(run: JobRun, clockRatio: number): void {
  if (clockRatio === run.clockRatio || !(clockRatio > 0)) return;
  const { profile } = run;
  run.clockRatio = clockRatio;
  if (profile.pattern === 'iterate') {
    run.paceRatio = paceAt(clockRatio, profile.clockSensitivity);
    return;
  }
  const { prefillRatio } = profile;
  const prefill = prefillRatio / paceAt(clockRatio, PREFILL_SENSITIVITY);
  run.paceRatio = 1 / (prefill + (1 - prefillRatio) / paceAt(clockRatio, DECODE_SENSITIVITY));
}

/** What it does at the end of the step. */
function phaseCode(run: JobRun): number {
  if (run.settledS <= run.resumeS) return PHASE[run.stopKind];
  return run.beat ? PHASE[phaseAt(run.beat, run.clockS)] : PHASE.serve;
}
