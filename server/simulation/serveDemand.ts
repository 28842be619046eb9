// What a serving job does at a moment: requests by the rhythm of the day, their mix of prefill and decode, and the clock.
import type { ServeProfile } from '../contract/workload.ts';
import { DECODE_SENSITIVITY, PREFILL_SENSITIVITY, paceAt } from '../model/pace.ts';
import { type Calendar, rhythmAt } from './calendar.ts';
import type { JobRun } from './jobRun.ts';
import { smoothNoise, streamOf } from './random.ts';
import type { Twin } from './twin.ts';

/** Of a mean GPU of the job; one object, filled anew by every call. */
export interface Serving {
  /** Share of the time that it works. */
  busy: number;
  /** Of the busy time. */
  prefillRatio: number;
  requestsPerS: number;
  /** Tokens of a request at this moment. */
  prefillTokens: number;
  decodeTokens: number;
}

export interface ServeDemand {
  at(run: JobRun, atS: number): Serving;
}

/** Bursts that the whole fleet of a job sees: deviations and knots. */
const SLOW_BURST = 0.03;
const SLOW_S = 900;
const FAST_BURST = 0.015;
const FAST_S = 45;
/** How far the mean length of prompts wanders, and how fast. */
const LENGTH_WANDER = 0.1;
const LENGTH_S = 1_800;

export function createServeDemand(twin: Twin, calendar: Calendar): ServeDemand {
  const bursts = streamOf(twin.seed, 'bursts');
  const lengths = streamOf(twin.seed, 'prompts');
  const serving = { busy: 0, prefillRatio: 0, requestsPerS: 0, prefillTokens: 0, decodeTokens: 0 };

  /** Demand over what the job can do at the highest clock with requests of mean length. */
  function demandOf(run: JobRun, profile: ServeProfile, atS: number): number {
    const rhythm = twin.workload.rhythms[profile.rhythm];
    const base = run.level * (rhythm ? rhythmAt(rhythm, calendar.localS(atS)) : 1);
    const burst =
      SLOW_BURST * smoothNoise(bursts, run.id, atS, SLOW_S) +
      FAST_BURST * smoothNoise(bursts, run.id, atS, FAST_S);
    return Math.max(0, Math.min(1, base * (1 + burst)));
  }

  return {
    at(run, atS) {
      const { profile } = run;
      if (profile.pattern !== 'serve') throw new Error(`J${run.id} serves nobody`);
      const { request, prefillRatio, tokensPerGpuS } = profile;
      const demand = demandOf(run, profile, atS);
      const longer = 1 + LENGTH_WANDER * smoothNoise(lengths, run.id, atS, LENGTH_S);
      // GPU time of a request, over that of a mean one at the highest clock.
      const prefill = (longer * prefillRatio) / paceAt(run.clockRatio, PREFILL_SENSITIVITY);
      const decode = (1 - prefillRatio) / paceAt(run.clockRatio, DECODE_SENSITIVITY);
      // A backlog keeps GPUs as busy as they were; users wait for nobody and leave them idle when there are few.
      const busy = profile.closedLoop ? demand : Math.min(1, demand * (prefill + decode));
      const tokens = request ? request.prefillTokens + request.decodeTokens : Number.NaN;
      serving.busy = busy;
      serving.prefillRatio = prefill / (prefill + decode);
      serving.requestsPerS = ((tokensPerGpuS / tokens) * busy) / (prefill + decode);
      serving.prefillTokens = longer * (request?.prefillTokens ?? Number.NaN);
      serving.decodeTokens = request?.decodeTokens ?? Number.NaN;
      return serving;
    },
  };
}
