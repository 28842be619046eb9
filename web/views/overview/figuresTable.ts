// What the menu of the key figures saves: the figures of this second at full precision, and the words of the plant line.
import { type MetricId, metricOf } from '../../../server/contract/metrics.ts';
import { say, t } from '../../i18n.ts';
import type { SiteContext, Table } from '../../live.ts';
import type { ExportTable } from '../../ui/exportTable.ts';
import { plantLine } from './plantState.ts';

const FIGURES = [
  'siteFacilityPowerW',
  'siteItPowerW',
  'sitePue15mRatio',
  'sitePue24hRatio',
  'sitePue12mRatio',
  'siteGpusAtWork',
  'siteGpusIdle',
  'siteGpusOut',
  'siteThermalMarginMinK',
  'siteGpusThermallySlowed',
  'siteTodayEnergyWh',
  'siteTodayCostEur',
  'siteTodayCo2G',
  'gridPriceEurPerMWh',
  'gridCarbonGPerKWh',
] as const satisfies readonly MetricId[];

export function figuresTable(table: Table | undefined, info: SiteContext | undefined): ExportTable {
  const plant = table && info ? plantLine(table, info.places, info.site) : [];
  return {
    columns: [
      { name: t('keyFigures') },
      { name: 'id' },
      { name: t('value'), digits: 3 },
      { name: t('unit') },
    ],
    rows: [
      ...FIGURES.map((id) => {
        const { name, unit } = metricOf(id);
        const value = table?.value(id, 0) ?? Number.NaN;
        return [say(name), id, Number.isNaN(value) ? null : value, unit];
      }),
      ...plant.map(({ id, full }) => [t(id), id, full, '']),
    ],
  };
}
