// Rows of a place hold base units; what is unknown is null, and a code is never shown as a number.
import { expect, test } from 'vitest';
import { metricRows } from './metricRows.ts';

test('a quantity keeps its base unit, a state and a job are words, the unknown is null', () => {
  const values: Record<string, number> = { gpuPowerW: 1_043.26, gpuState: 2, gpuJob: 12 };
  const { rows } = metricRows(
    ['gpuPowerW', 'gpuState', 'gpuJob', 'gpuTempC'],
    (metric) => values[metric] ?? Number.NaN,
  );
  expect(rows.map(([, value, unit]) => [value, unit])).toEqual([
    [1_043.26, 'W'],
    ['out of service', ''],
    ['J12', ''],
    [null, 'C'],
  ]);
});
