// Metrics of one place as rows of name, value and unit, for a panel that lists them.
import { type MetricId, metricOf } from '../../server/contract/metrics.ts';
import { say } from '../i18n.ts';
import type { ExportCell, ExportTable } from './exportTable.ts';
import { metricText } from './metricText.ts';

const TEXTS = {
  metric: { en: 'Metric', fr: 'Grandeur' },
  value: { en: 'Value', fr: 'Valeur' },
  unit: { en: 'Unit', fr: 'Unité' },
};

/** In base units, as the API gives them; states and jobs in words. */
export function metricRows(
  metrics: readonly MetricId[],
  read: (metric: MetricId) => number,
): ExportTable {
  return {
    columns: [
      { name: say(TEXTS.metric) },
      { name: say(TEXTS.value), digits: 3 },
      { name: say(TEXTS.unit) },
    ],
    rows: metrics.map((metric) => {
      const { name, unit, kind } = metricOf(metric);
      const words = kind === 'id' || unit === 'code';
      return [say(name), cellOf(metric, read(metric), words), words ? '' : unit];
    }),
  };
}

function cellOf(metric: MetricId, value: number, words: boolean): ExportCell {
  if (Number.isNaN(value)) return null;
  return words ? metricText(metric, value).number : value;
}
