// Times the steps of one twin, in a process of its own: a thread with one simulation runs its loops as production does.
import { openTwin } from './benchTwin.ts';
import { createReferenceKernel } from './referenceKernel.ts';
import { timeRuns } from './timing.ts';

export interface TwinTask {
  readonly siteId: string;
  readonly warmUp: number;
  readonly steps: number;
}

/** Milliseconds a step of each run. */
export interface TwinTimes {
  readonly gpus: number;
  readonly secondMs: readonly number[];
  readonly minuteMs: readonly number[];
  /** Every GPU under a cap that it meets. */
  readonly cappedMs: readonly number[];
  readonly referenceMs: readonly number[];
}

const RUNS = 9;
const CAP_W = 600;

const { siteId, warmUp, steps } = JSON.parse(process.argv[2] ?? '{}') as TwinTask;
const { simulation, gpus } = openTwin(siteId);

function timed(step: () => void): readonly number[] {
  for (let i = 0; i < warmUp; i++) step();
  return timeRuns({ runs: RUNS, steps }, step);
}

const secondMs = timed(() => simulation.step(1));
const minuteMs = timed(() => simulation.step(60));
const referenceMs = timed(createReferenceKernel(gpus));
simulation.command({ do: 'setCap', place: 'SITE', watts: CAP_W }, 'bench');
const cappedMs = timed(() => simulation.step(1));
process.send?.({ gpus, secondMs, minuteMs, cappedMs, referenceMs } satisfies TwinTimes);
