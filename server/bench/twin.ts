// The twin alone: time of a step of one second and of one minute, at the size of the site and of the campus.
import { openTwin } from './benchTwin.ts';
import { createReferenceKernel } from './referenceKernel.ts';
import type { Row } from './row.ts';
import { median, ofRuns, timeRuns } from './timing.ts';

interface Size {
  readonly siteId: string;
  readonly warmUp: number;
  readonly steps: number;
  /** Of limits on the whole tick, where the size has one. */
  readonly aimMs?: number;
  readonly aimTimesRealTime?: number;
}

const SIZES: readonly Size[] = [
  { siteId: 'ile-de-france', warmUp: 500, steps: 300, aimTimesRealTime: 2_500 },
  { siteId: 'campus', warmUp: 30, steps: 15, aimMs: 15 },
];
const RUNS = 9;
const AIM_NS = 20;

export function measureTwin(): readonly Row[] {
  return SIZES.flatMap(measureSize);
}

function measureSize({ siteId, warmUp, steps, aimMs, aimTimesRealTime }: Size): readonly Row[] {
  const { simulation, gpus } = openTwin(siteId);
  const size = `${gpus.toLocaleString('en')} GPUs`;
  const secondMs = timed(() => simulation.step(1));
  const minuteMs = timed(() => simulation.step(60));
  const referenceMs = timed(createReferenceKernel(gpus));
  const nsEach = (ms: number): number => (ms * 1e6) / gpus;

  function timed(step: () => void): readonly number[] {
    for (let i = 0; i < warmUp; i++) step();
    return timeRuns({ runs: RUNS, steps }, step);
  }

  return [
    {
      what: `twin, ${size}: per GPU and step`,
      ...ofRuns(secondMs.map(nsEach)),
      unit: 'ns',
      aim: AIM_NS,
    },
    {
      what: `twin, ${size}: per tick`,
      ...ofRuns(secondMs),
      unit: 'ms',
      ...(aimMs === undefined ? {} : { aim: aimMs }),
    },
    {
      what: `twin, ${size}: times real time, one core`,
      ...ofRuns(secondMs.map((ms) => 1_000 / ms)),
      unit: 'x',
      moreIsBetter: true,
      ...(aimTimesRealTime === undefined ? {} : { aim: aimTimesRealTime }),
    },
    { what: `twin, ${size}: step of 60 s`, ...ofRuns(minuteMs), unit: 'ms' },
    {
      what: `twin, ${size}: times the reference loop (${nsEach(median(referenceMs)).toFixed(1)} ns)`,
      measured: median(secondMs) / median(referenceMs),
      unit: 'x',
    },
  ];
}
