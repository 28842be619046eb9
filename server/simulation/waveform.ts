// Power of a rack or of the site in tenths of a second: the meter of each second, and the beats of the jobs within it.
import type { Waveform } from '../contract/source.ts';
import { type BeatTrace, createBeatTrace, TENTHS, TRACE_S } from './beatTrace.ts';
import type { Jobs } from './jobs.ts';
import type { Placement } from './placement.ts';
import type { Smoothing } from './smoothing.ts';
import type { Twin } from './twin.ts';

interface WaveformPlace {
  readonly kind: 'rack' | 'site';
  readonly index: number;
}

export interface Waveforms {
  /** After every other part has done the step. */
  step(second: number, dtS: number): void;
  /** The last seconds, at most 60; undefined while the last steps were longer than 1 s. */
  of(place: WaveformPlace, seconds: number): Waveform | undefined;
  /** By id; throws one sentence for other places, and when there is none. */
  ofPlace(placeId: string, seconds: number): Waveform;
}

/** AC watts at the rack for one more DC watt at about half load of its shelves (hardware file). */
const RACK_PER_GPU = 1.03;
/** Watts at the meters of the site for one more at the racks: UPS, busway, transformers, lines. Cooling is slower. */
const SITE_PER_RACK = 1.045;

export function createWaveforms(
  twin: Twin,
  jobs: Jobs,
  placement: Placement,
  smoothing: Smoothing,
): Waveforms {
  const meters = createMeterRing(twin);
  const trace = createBeatTrace(twin, smoothing);
  const { jobGpuPowerW } = twin.columns;
  const of: Waveforms['of'] = (place, seconds) => {
    if (meters.kept === 0) return undefined;
    const gpus = gpusAt(twin, jobs, placement, place);
    return draw(meters, trace, place, Math.min(seconds, meters.kept), gpus);
  };
  return {
    of,
    step(second, dtS) {
      meters.step(second, dtS);
      if (meters.kept === 0) return;
      trace.clear(second);
      for (const run of jobs.running) {
        if (!run?.beat) continue;
        const gpuW = jobGpuPowerW[run.slot] as number;
        trace.note(second, run, gpuW / (run.trays.length * twin.gpusPerTray), jobs.burnW);
      }
    },
    ofPlace(placeId, seconds) {
      const place = twin.ids.parse(placeId);
      const kind = place?.kind;
      if (!place || (kind !== 'rack' && kind !== 'site')) {
        throw new Error(`${placeId} is neither a rack nor the site: only they have a waveform`);
      }
      const found = of({ kind, index: place.index }, seconds);
      if (!found) throw new Error('there is no waveform yet: the last step was longer than 1 s');
      return found;
    },
  };
}

interface MeterRing {
  /** How many seconds in a row are there, and the last of them. */
  readonly kept: number;
  readonly lastS: number;
  step(second: number, dtS: number): void;
  watts(place: WaveformPlace, second: number): number;
}

/** The meters of racks and site over the last minute. */
function createMeterRing({ columns, racks }: Twin): MeterRing {
  const rackW = new Float32Array(TRACE_S * racks);
  const siteW = new Float32Array(TRACE_S);
  let kept = 0;
  let lastS = 0;
  return {
    get kept() {
      return kept;
    },
    get lastS() {
      return lastS;
    },
    step(second, dtS) {
      kept = dtS > 1 ? 0 : Math.min(TRACE_S, kept + 1);
      lastS = second;
      if (kept === 0) return;
      rackW.set(columns.rackPowerW, (second % TRACE_S) * racks);
      siteW[second % TRACE_S] = columns.siteFacilityPowerW[0] as number;
    },
    watts({ kind, index }, second) {
      const at = second % TRACE_S;
      return (kind === 'site' ? siteW[at] : rackW[at * racks + index]) as number;
    },
  };
}

function draw(
  meters: MeterRing,
  trace: BeatTrace,
  place: WaveformPlace,
  count: number,
  gpus: ReadonlyMap<number, number>,
): Waveform {
  const timesMs = new Float64Array(count * TENTHS);
  const values = new Float32Array(count * TENTHS);
  const swing = new Float64Array(TENTHS);
  const total = new Float64Array(TENTHS);
  const perGpu = place.kind === 'site' ? RACK_PER_GPU * SITE_PER_RACK : RACK_PER_GPU;
  for (let n = 0; n < count; n++) {
    const second = meters.lastS - count + 1 + n;
    total.fill(meters.watts(place, second));
    for (const [slot, held] of gpus) {
      trace.swing(second, slot, swing);
      for (let i = 0; i < TENTHS; i++) {
        total[i] = (total[i] as number) + held * perGpu * (swing[i] as number);
      }
    }
    values.set(total, n * TENTHS);
    for (let i = 0; i < TENTHS; i++) {
      timesMs[n * TENTHS + i] = (second - 1) * 1_000 + ((i + 1) * 1_000) / TENTHS;
    }
  }
  return { timesMs, values };
}

/** GPUs of each running job at a place, as they are placed now, by slot. */
function gpusAt(
  { traysPerRack, gpusPerTray }: Twin,
  { running }: Jobs,
  { slotOfTray }: Placement,
  { kind, index }: WaveformPlace,
): Map<number, number> {
  const found = new Map<number, number>();
  if (kind === 'site') {
    for (const run of running) if (run) found.set(run.slot, run.trays.length * gpusPerTray);
    return found;
  }
  for (let tray = index * traysPerRack; tray < (index + 1) * traysPerRack; tray++) {
    const slot = slotOfTray[tray] as number;
    if (running[slot]) found.set(slot, (found.get(slot) ?? 0) + gpusPerTray);
  }
  return found;
}
