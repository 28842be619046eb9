// The worker thread of a stretch of the past: a fresh twin of the same seed, stepped as fast as its ticks are read.
import { workerData } from 'node:worker_threads';
import type { PastRequest } from '../contract/source.ts';
import { planPast } from './preRoll.ts';
import { createThreadTwin } from './threadTwin.ts';
import type { TwinStart } from './workerThread.ts';

export interface PastStart extends TwinStart {
  readonly request: PastRequest;
}

const start = workerData as PastStart;
const { fromMs, toMs, stepS } = start.request;
const { startMs, runInStepS } = planPast(fromMs, stepS);
const twin = createThreadTwin(start, { startMs });
twin.passUnseen(fromMs, runInStepS);
while (twin.simulation.timeMs < toMs) twin.step(stepS, false);
twin.settle();
