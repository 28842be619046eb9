// A timeline shows the jobs that matter most in its span, and none that was not there.
import { describe, expect, it } from 'vitest';
import type { JobView } from '../../../server/contract/job.ts';
import { countWithin, timelineRows } from './timelineRows.ts';

function job(id: string, gpuCount: number, startMs: number | null, endMs: number | null): JobView {
  const state = startMs === null ? 'queued' : endMs === null ? 'running' : 'ended';
  return { id, gpuCount, startMs, endMs, state } as JobView;
}

const NOW = 1_000;
const SPAN = { fromMs: 600, toMs: NOW };
const ids = (jobs: readonly JobView[], most: number, span = SPAN): string[] =>
  timelineRows(jobs, span, NOW, most).map((row) => row.job.id);

describe('a timeline', () => {
  it('leaves out what ended before or started after, and cuts bars at its ends', () => {
    const jobs = [job('J1', 8, 100, 500), job('J2', 8, 100, 700), job('J3', 8, 900, null)];
    const rows = timelineRows(jobs, SPAN, NOW, 10);
    expect(rows.map(({ job: one, fromMs, toMs }) => [one.id, fromMs, toMs])).toEqual([
      ['J2', 600, 700],
      ['J3', 900, 1_000],
    ]);
    expect(countWithin(jobs, SPAN, NOW)).toBe(2);
    expect(ids(jobs, 10, { fromMs: 100, toMs: 400 })).toEqual(['J1', 'J2']);
  });

  it('takes those with most GPU-hours, oldest first', () => {
    const jobs = [job('J1', 8, 0, null), job('J2', 100, 950, null), job('J3', 72, 300, null)];
    expect(ids(jobs, 2)).toEqual(['J3', 'J2']);
  });

  it('keeps room for those that wait, and shows none in the past', () => {
    const waiting = ['J7', 'J8', 'J9'].map((id, i) => job(id, i + 1, null, null));
    const running = ['J1', 'J2', 'J3', 'J4', 'J5'].map((id) => job(id, 8, 0, null));
    expect(ids([...waiting, ...running], 4)).toEqual(['J1', 'J2', 'J3', 'J9']);
    expect(ids([...waiting, ...running], 8)).toEqual([
      'J1',
      'J2',
      'J3',
      'J4',
      'J5',
      'J9',
      'J8',
      'J7',
    ]);
    expect(countWithin([...waiting, ...running], SPAN, NOW)).toBe(8);
    expect(ids(waiting, 4, { fromMs: 100, toMs: 400 })).toEqual([]);
    expect(countWithin(waiting, { fromMs: 100, toMs: 400 }, NOW)).toBe(0);
  });
});
