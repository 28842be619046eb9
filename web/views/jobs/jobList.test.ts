// Sums by tenant lose no job and no watt; words narrow, never widen.
import { expect, test } from 'vitest';
import type { JobView } from '../../../server/contract/job.ts';
import { byTenant, filtered } from './jobList.ts';

const job = (id: string, tenant: string, powerW: number | null): JobView =>
  ({ id, name: `run-${id}`, tenant, kind: 'inference', gpuCount: 4, powerW }) as JobView;

const JOBS = [job('J1', 'ada', 10), job('J2', 'bo', 30), job('J3', 'ada', null)];

test('sums by tenant', () => {
  const sums = byTenant(JOBS);
  expect(sums.map(({ tenant, jobs, gpus, powerW }) => [tenant, jobs, gpus, powerW])).toEqual([
    ['bo', 1, 4, 30],
    ['ada', 2, 8, 10],
  ]);
});

test('every word must be found', () => {
  const kind = (): string => 'Inference';
  expect(filtered(JOBS, '', kind)).toHaveLength(3);
  expect(filtered(JOBS, 'ADA j3', kind).map(({ id }) => id)).toEqual(['J3']);
  expect(filtered(JOBS, 'ada training', kind)).toHaveLength(0);
});
