// Law of the ring of jobs: a job has its own seconds for a quarter-hour, whichever slot it was in, and none of another's.
import { expect, it } from 'vitest';
import { isReadMetric, METRIC_IDS } from '../../contract/metrics.ts';
import { NO_ID } from '../../contract/noValue.ts';
import { createPlaces } from '../../contract/place.ts';
import { clearColumns, layoutColumns, viewColumns } from '../../contract/tick.ts';
import type { FrameColumns, StoredMetricId } from '../columns.ts';
import { START_MS, TWO_HALLS } from '../testing.ts';
import { createJobRing } from './jobRing.ts';

const SLOTS = 4;
const QUARTER_S = 900;
const SECONDS = 1_000;

/** Each second some job begins, moves to another slot or ends; its watts say whose they are and of when. */
function jobsAt(second: number): readonly number[] {
  const third = second % 300 < 150 ? 3 : NO_ID;
  return second % 7 < 3 ? [1, 2, third, NO_ID] : [2, NO_ID, third, 1];
}

const wattsOf = (job: number, second: number): number => job * 10_000 + second;

it('finds every second of the last quarter-hour, and nothing before it or without the job', () => {
  const ids = METRIC_IDS.filter((id) => !isReadMetric(id));
  const layout = layoutColumns(ids, createPlaces(TWO_HALLS), SLOTS);
  const buffer = new ArrayBuffer(layout.byteLength);
  clearColumns(layout, buffer);
  const columns = viewColumns<StoredMetricId>(layout, buffer) as FrameColumns;
  const ring = createJobRing(SLOTS);
  for (let second = 1; second <= SECONDS; second++) {
    const jobs = jobsAt(second);
    columns.jobId.set(jobs);
    columns.jobPowerW.set(jobs.map((job) => (job === NO_ID ? Number.NaN : wattsOf(job, second))));
    ring.append(START_MS + second * 1_000, columns);
  }
  const power = ring.column('jobPowerW');
  const startS = START_MS / 1_000;
  const wrong: string[] = [];
  expect(ring.newestS).toBe(startS + SECONDS);
  for (let second = 1; second <= SECONDS; second++) {
    for (const job of [1, 2, 3, 4]) {
      const known = second > SECONDS - QUARTER_S && jobsAt(second).includes(job);
      const wanted = known ? wattsOf(job, second) : Number.NaN;
      const read = power?.read(startS + second, job);
      if (!Object.is(read, wanted)) wrong.push(`J${job} at ${second}: ${read}, not ${wanted}`);
    }
  }
  expect(wrong).toEqual([]);
});
