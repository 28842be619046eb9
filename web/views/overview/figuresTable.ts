// What the menu of the key figures saves: the figures of this second at full precision, and the words of the plant line.
import type { MetricId } from '../../../server/contract/metrics.ts';
import { t } from '../../i18n.ts';
import type { SiteContext, Table } from '../../live.ts';
import type { ExportTable } from '../../ui/exportTable.ts';
import { figureTable } from '../../ui/figureTable.ts';
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
  const figures = FIGURES.map((metric) => ({
    metric,
    value: table?.value(metric, 0) ?? Number.NaN,
  }));
  const { columns, rows } = figureTable(figures);
  return { columns, rows: [...rows, ...plant.map(({ id, full }) => [t(id), id, full, ''])] };
}
