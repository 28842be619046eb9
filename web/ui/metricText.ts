// A metric's value as a person reads it, from the unit in its row; states and masks in words.
import type { Unit } from '../../server/contract/metric.ts';
import { type MetricId, metricOf } from '../../server/contract/metrics.ts';
import { STATES } from '../../server/contract/state.ts';
import { clockReasons } from '../floor/clockReasons.ts';
import { FLOOR_TEXTS, REASON_TEXTS } from '../floor/floorTexts.ts';
import { type DisplayUnit, formatNumber, formatValue, type Shown } from '../format.ts';
import { stateText } from '../i18n/states.ts';
import { say } from '../i18n.ts';
import { type SiteUnits, siteUnits } from '../siteUnits.ts';

/** Full precision: as many decimals as the sensor or the sum can bear. */
const READING: Record<Exclude<Unit, 'code'>, { unit: DisplayUnit; digits: number }> = {
  W: { unit: 'W', digits: 1 },
  'W/min': { unit: 'kWPerMin', digits: 2 },
  Wh: { unit: 'kWh', digits: 1 },
  V: { unit: 'V', digits: 1 },
  A: { unit: 'A', digits: 1 },
  C: { unit: 'C', digits: 1 },
  K: { unit: 'K', digits: 1 },
  MHz: { unit: 'MHz', digits: 1 },
  MiB: { unit: 'GiB', digits: 2 },
  B: { unit: 'TB', digits: 1 },
  'B/s': { unit: 'GBps', digits: 3 },
  Lpm: { unit: 'Lpm', digits: 1 },
  L: { unit: 'L', digits: 1 },
  'L/kWh': { unit: 'LPerKWh', digits: 4 },
  kPa: { unit: 'kPa', digits: 1 },
  s: { unit: 's', digits: 0 },
  g: { unit: 'kg', digits: 1 },
  'g/kWh': { unit: 'gPerKWh', digits: 1 },
  'kg/kWh': { unit: 'kgPerKWh', digits: 4 },
  EUR: { unit: 'EUR', digits: 2 },
  'EUR/MWh': { unit: 'EURPerMWh', digits: 2 },
  ratio: { unit: 'percent', digits: 2 },
  '%': { unit: 'pct', digits: 1 },
  count: { unit: 'count', digits: 0 },
};

export function metricText(metric: MetricId, value: number): Shown {
  const { unit, kind, states } = metricOf(metric);
  if (Number.isNaN(value)) return { number: '–', unit: '' };
  if (kind === 'mask') {
    const words = clockReasons(value).map((reason) => say(REASON_TEXTS[reason]));
    return { number: words.join(', ') || say(FLOOR_TEXTS.fullClock), unit: '' };
  }
  const name = states ? STATES[states][value] : undefined;
  if (states && name !== undefined) return { number: say(stateText(states, name)), unit: '' };
  if (kind === 'id') return { number: `J${value}`, unit: '' };
  if (unit === 'code') return { number: formatNumber(value), unit: '' };
  if (unit === 'W') {
    const shown = unitFor(metric, siteUnits());
    return formatValue(value, shown, { digits: shown === 'MW' ? 3 : shown === 'kW' ? 2 : 1 });
  }
  if (unit === 'W/min') return formatValue(value, unitFor(metric, siteUnits()), { digits: 2 });
  const reading = READING[unit];
  return formatValue(value, reading.unit, { digits: reading.digits });
}

/** The unit in which a metric of one GPU or rack is read; large sums choose their own. */
export function displayUnitOf(metric: MetricId): DisplayUnit {
  const { unit } = metricOf(metric);
  return unit === 'code' ? 'count' : READING[unit].unit;
}

/** Of these kinds a place is told in the units of the site, of those below it in thousands of watts. */
const LARGE: readonly string[] = ['site', 'feed', 'transformer', 'hall', 'upsGroup', 'plant'];
const MIDDLE: readonly string[] = [
  'row',
  'rack',
  'ups',
  'cdu',
  'cduRing',
  'genset',
  'networkRack',
  'job',
];

/** The unit that a metric is drawn in: watts of a site are megawatts, those of a GPU watts. */
export function unitFor(metric: MetricId, site: SiteUnits): DisplayUnit {
  const { scope, unit } = metricOf(metric);
  const size = LARGE.includes(scope) ? 0 : MIDDLE.includes(scope) ? 1 : 2;
  if (unit === 'W') return ([site.power, 'kW', 'W'] as const)[size] ?? 'W';
  if (unit === 'Wh') return ([site.energy, 'kWh', 'Wh'] as const)[size] ?? 'Wh';
  if (unit === 'W/min') return site.power === 'MW' ? 'MWPerMin' : 'kWPerMin';
  if (unit === 'g' && size === 0) return site.mass;
  return displayUnitOf(metric);
}
