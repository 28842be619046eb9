// The key figures of a view as rows: name, id of the metric, value at full precision, unit.
import { type MetricId, metricOf } from '../../server/contract/metrics.ts';
import { say, t } from '../i18n.ts';
import type { ExportCell, ExportTable } from './exportTable.ts';

interface DerivedFigure {
  readonly name: string;
  /** In its unit. */
  readonly value: number;
  readonly unit: string;
}

/** A metric as it is, or what the page makes of several. */
export type Figure = DerivedFigure | { readonly metric: MetricId; readonly value: number };

export function figureTable(figures: readonly Figure[]): ExportTable {
  return {
    columns: [
      { name: t('keyFigures') },
      { name: 'id' },
      { name: t('value'), digits: 3 },
      { name: t('unit') },
    ],
    rows: figures.map((figure) => {
      const value = Number.isNaN(figure.value) ? null : figure.value;
      return [...namesOf(figure), value, unitOf(figure)];
    }),
  };
}

function namesOf(figure: Figure): readonly ExportCell[] {
  if (!('metric' in figure)) return [figure.name, ''];
  return [say(metricOf(figure.metric).name), figure.metric];
}

function unitOf(figure: Figure): string {
  return 'metric' in figure ? metricOf(figure.metric).unit : figure.unit;
}
