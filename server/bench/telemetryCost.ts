// Telemetry alone: what it takes to copy, conclude, remember and judge one tick.
import { createRing } from '../telemetry/ring/ring.ts';
import { planRing } from '../telemetry/ring/ringPlan.ts';
import { createRollUps } from '../telemetry/rollUp.ts';
import { openTelemetry } from './benchTwin.ts';
import type { Row } from './row.ts';
import { ofRuns, timeRuns } from './timing.ts';

interface Size {
  readonly siteId: string;
  readonly steps: number;
}

const SIZES: readonly Size[] = [
  { siteId: 'ile-de-france', steps: 200 },
  { siteId: 'campus', steps: 10 },
];
const RUNS = 5;

export function measureTelemetry(): readonly Row[] {
  return SIZES.flatMap(measureSize);
}

function measureSize({ siteId, steps }: Size): readonly Row[] {
  const { twin, telemetry, take } = openTelemetry(siteId);
  const { places, simulation, gpus } = twin;
  const size = `${gpus.toLocaleString('en')} GPUs`;
  const ring = createRing(planRing(twin.parts.site, places));
  const rollUps = createRollUps(places);
  const { columns } = telemetry.frame;
  const timed = (step: () => void): readonly number[] => {
    const next = (): void => simulation.step(1);
    timeRuns({ runs: 1, steps }, step, next);
    return timeRuns({ runs: RUNS, steps }, step, next);
  };
  const wholeMs = timed(take);
  const recordingMs = timed(() => {
    rollUps.apply(columns);
    ring.append(simulation.timeMs, columns);
  });
  return [
    { what: `telemetry, ${size}: whole tick`, ...ofRuns(wholeMs), unit: 'ms' },
    {
      what: `telemetry, ${size}: ring and roll-ups of it`,
      ...ofRuns(recordingMs),
      unit: 'ms',
    },
  ];
}
