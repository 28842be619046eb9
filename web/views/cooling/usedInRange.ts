// How much counters of the plant have grown over the page's range.
import { type ReadonlySignal, useComputed } from '@preact/signals';
import type { MetricId } from '../../../server/contract/metrics.ts';
import { useSeries } from '../../time/useSeries.ts';

const COUNTERS = ['plantFreeCoolingS', 'plantWaterL'] as const satisfies readonly MetricId[];
export type PlantCounter = (typeof COUNTERS)[number];

/** In base units; NaN while nothing of the range is known. */
export function useUsedInRange(): ReadonlySignal<Record<PlantCounter, number>> {
  const series = useSeries({ metrics: COUNTERS });
  return useComputed(() => {
    const used = (metric: PlantCounter): number => sumOf(series.value.of(metric).mean);
    return { plantFreeCoolingS: used('plantFreeCoolingS'), plantWaterL: used('plantWaterL') };
  });
}

function sumOf(growth: ArrayLike<number>): number {
  let sum = Number.NaN;
  for (let i = 0; i < growth.length; i++) {
    const step = growth[i] as number;
    if (!Number.isNaN(step)) sum = (Number.isNaN(sum) ? 0 : sum) + step;
  }
  return sum;
}
