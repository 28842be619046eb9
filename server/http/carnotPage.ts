// Carnot's own metrics for Prometheus: the site's power, meters and ratios, the grid, and how the program is.
import type { HealthAnswer } from '../contract/api.ts';
import { type MetricId, metricOf } from '../contract/metrics.ts';
import type { Telemetry } from '../telemetry/telemetry.ts';
import { type Family, prometheusText } from './prometheusText.ts';

type Figure = readonly [
  type: Family['type'],
  name: string,
  help: string,
  value: number | null | undefined,
];

/** A figure of the site in Prometheus' base units; of several places their sum. */
type Row = readonly [
  type: Family['type'],
  name: string,
  help: string,
  metric: MetricId,
  scale?: number,
];

const JOULES_PER_WH = 3_600;
const GRAMS_PER_KG = 1_000;

/** Ratios are sums over sums in Prometheus too, over any window: so their meters are here, and the ratio of a day beside them. */
const SITE_ROWS: readonly Row[] = [
  ['gauge', 'carnot_facility_power_watts', 'Everything the site draws.', 'siteFacilityPowerW'],
  ['gauge', 'carnot_it_power_watts', 'UPS outputs that feed IT.', 'siteItPowerW'],
  ['gauge', 'carnot_grid_power_watts', 'Power taken from the grid.', 'siteGridPowerW'],
  [
    'counter',
    'carnot_facility_energy_joules_total',
    'Grid and genset meters: the numerator of PUE.',
    'siteFacilityEnergyWh',
    JOULES_PER_WH,
  ],
  [
    'counter',
    'carnot_it_energy_joules_total',
    'Meters at the UPS outputs: the denominator of PUE category 1, WUE and CUE.',
    'siteItEnergyWh',
    JOULES_PER_WH,
  ],
  [
    'counter',
    'carnot_it_at_racks_energy_joules_total',
    'Meters at the rack inputs: the denominator of PUE category 3.',
    'siteItAtRacksEnergyWh',
    JOULES_PER_WH,
  ],
  ['counter', 'carnot_water_liters_total', 'Water used: the numerator of WUE.', 'plantWaterL'],
  ['counter', 'carnot_carbon_grams_total', 'Carbon: the numerator of CUE.', 'siteCo2G'],
  [
    'counter',
    'carnot_heat_reused_joules_total',
    'Heat reused outside the site: the numerator of ERF.',
    'plantHeatReusedWh',
    JOULES_PER_WH,
  ],
  ['counter', 'carnot_cost_euros_total', 'Grid energy at positive spot prices.', 'siteCostEur'],
  ['counter', 'carnot_credit_euros_total', 'What negative prices paid back.', 'siteCreditEur'],
  ['gauge', 'carnot_pue_day_ratio', 'PUE category 1, last 24 hours.', 'sitePue24hRatio'],
  [
    'gauge',
    'carnot_wue_day_liters_per_kilowatt_hour',
    'WUE category 2, last 24 hours.',
    'siteWue24hRatio',
  ],
  [
    'gauge',
    'carnot_cue_day_grams_per_kilowatt_hour',
    'CUE, last 24 hours.',
    'siteCue24hRatio',
    GRAMS_PER_KG,
  ],
  ['gauge', 'carnot_erf_day_ratio', 'ERF, last 24 hours.', 'siteErf24hRatio'],
  [
    'gauge',
    'carnot_grid_carbon_grams_per_kilowatt_hour',
    'Carbon intensity of the production of the country.',
    'gridCarbonGPerKWh',
  ],
  [
    'gauge',
    'carnot_grid_carbon_free_ratio',
    'Carbon-free share of production.',
    'gridCarbonFreeRatio',
  ],
  [
    'gauge',
    'carnot_grid_price_euros_per_megawatt_hour',
    'Day-ahead price of the quarter-hour.',
    'gridPriceEurPerMWh',
  ],
];

/** Figures of the site are left out while they are not live: an old value must not look new. */
export function carnotPage(telemetry: Telemetry, health: HealthAnswer): string {
  const { site, source } = telemetry;
  const at = [['site', site.id]] as const;
  const build = [...at, ['version', health.version], ['source', source.kind]] as const;
  const ofSite = health.state === 'live' ? siteFigures(telemetry) : [];
  const families = [...ofSite, ...programFigures(health)].map(
    ([type, name, help, value]): Family => ({
      name,
      type,
      help,
      samples: Number.isFinite(value) ? [{ labels: at, value: String(value) }] : [],
    }),
  );
  return prometheusText([
    {
      name: 'carnot_build_info',
      type: 'gauge',
      help: 'Version of the program and what feeds it.',
      samples: [{ labels: build, value: '1' }],
    },
    ...families,
  ]);
}

function siteFigures(telemetry: Telemetry): Figure[] {
  return SITE_ROWS.map(([type, name, help, metric, scale = 1]) => [
    type,
    name,
    help,
    totalOf(metric, telemetry) * scale,
  ]);
}

/** Sum over the places of its kind; unknown while one of them is. */
function totalOf(metric: MetricId, { frame, places }: Telemetry): number {
  const { scope } = metricOf(metric);
  const count = scope === 'job' ? 0 : places.count(scope);
  let total = count > 0 ? 0 : Number.NaN;
  for (let i = 0; i < count; i++) total += frame.value(metric, i);
  return total;
}

function programFigures(health: HealthAnswer): Figure[] {
  const { tickAgeMs, loopDelayMs, memory } = health;
  const p50S = loopDelayMs.p50 / 1_000;
  const p99S = loopDelayMs.p99 / 1_000;
  const ageS = tickAgeMs === null ? null : tickAgeMs / 1_000;
  const delay = 'Delay of the event loop, last minute,';
  const live = Number(health.state === 'live');
  return [
    ['gauge', 'carnot_live', '1 while a frame arrives every second.', live],
    ['gauge', 'carnot_tick_age_seconds', 'Time since the newest frame arrived.', ageS],
    ['counter', 'carnot_frames_published_total', 'Frames published.', health.published],
    ['counter', 'carnot_seconds_skipped_total', 'Recorded, not published.', health.skipped],
    ['counter', 'carnot_ticks_overrun_total', 'Handed over a second late.', health.overrun],
    ['counter', 'carnot_gaps_total', 'Stretches of time not recorded.', health.gaps],
    ['gauge', 'carnot_clients', 'Clients of the live stream.', health.clients],
    ['gauge', 'carnot_loop_delay_p50_seconds', `${delay} median.`, p50S],
    ['gauge', 'carnot_loop_delay_p99_seconds', `${delay} 99th percentile.`, p99S],
    ['gauge', 'carnot_resident_memory_bytes', 'Resident memory.', memory.residentBytes],
    ['gauge', 'carnot_heap_bytes', 'JavaScript heap in use.', memory.heapBytes],
  ];
}
