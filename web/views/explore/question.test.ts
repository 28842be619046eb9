// What cannot be shown is not asked for; words narrow.
import { expect, test } from 'vitest';
import { createPlaceIds } from '../../../server/contract/id.ts';
import { metricOf } from '../../../server/contract/metrics.ts';
import { createPlaces } from '../../../server/contract/place.ts';
import { unitFor } from '../../ui/metricText.ts';
import { findMetrics, groupsOf, readQuestion } from './question.ts';

const ids = createPlaceIds(
  createPlaces([
    { kind: 'site', count: 1, parents: [] },
    { kind: 'hall', count: 1, parents: ['site'] },
    { kind: 'row', count: 1, parents: ['hall'] },
    { kind: 'rack', count: 1, parents: ['row'] },
    { kind: 'tray', count: 18, parents: ['rack'] },
    { kind: 'gpu', count: 72, parents: ['tray'] },
  ]),
);

test('reads metrics and places, and names what is unknown', () => {
  const question = readQuestion('gpuPowerW,nothing', 'r1-t01-g1, R9', { ids });
  expect(question.metrics).toEqual(['gpuPowerW']);
  expect(question.ids).toEqual(['R1-T01-G1']);
  expect(question.unknown).toEqual(['R9']);
});

test('a job is asked for by its number, though it is no place', () => {
  const question = readQuestion('jobPowerW', 'j12, J1x', { ids });
  expect(question.ids).toEqual(['J12']);
  expect(question.unknown).toEqual(['J1X']);
});

test('finds by words', () => {
  const name = (id: Parameters<typeof metricOf>[0]): string => metricOf(id).name.en;
  expect(findMetrics('gpu power', name)).toContain('gpuPowerW');
  expect(findMetrics('dcgm_fi_dev_gpu_temp', name)).toContain('gpuTempC');
  expect(findMetrics('no such thing', name)).toEqual([]);
});

test('is never empty: without a metric it is an example, and says so', () => {
  const question = readQuestion('nothing', undefined, { ids });
  expect(question.example).toBe(true);
  expect(question.metrics.length).toBeGreaterThan(1);
});

test('one scale a unit: watts of the site apart from watts of a GPU', () => {
  const site = { power: 'MW', energy: 'MWh', mass: 't', watts: 1e6 } as const;
  const metrics = ['siteItPowerW', 'gpuPowerW', 'siteFacilityPowerW', 'gpuTempC'] as const;
  expect(groupsOf(metrics, (metric) => unitFor(metric, site))).toEqual([
    { unit: 'MW', metrics: ['siteItPowerW', 'siteFacilityPowerW'] },
    { unit: 'W', metrics: ['gpuPowerW'] },
    { unit: 'C', metrics: ['gpuTempC'] },
  ]);
});
