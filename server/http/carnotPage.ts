// Carnot's own metrics for Prometheus: the site's power and meters, and how the program is.
import type { HealthAnswer } from '../contract/api.ts';
import type { MetricId } from '../contract/metrics.ts';
import type { Telemetry } from '../telemetry/telemetry.ts';
import { type Family, prometheusText } from './prometheusText.ts';

const JOULES_PER_WH = 3_600;

type Figure = readonly [
  type: Family['type'],
  name: string,
  help: string,
  value: number | null | undefined,
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

function siteFigures({ frame }: Telemetry): Figure[] {
  const joules = (metric: MetricId): number => frame.value(metric, 0) * JOULES_PER_WH;
  return [
    [
      'gauge',
      'carnot_facility_power_watts',
      'Everything the site draws.',
      frame.value('siteFacilityPowerW', 0),
    ],
    ['gauge', 'carnot_it_power_watts', 'UPS outputs that feed IT.', frame.value('siteItPowerW', 0)],
    [
      'counter',
      'carnot_facility_energy_joules_total',
      'Grid and genset meters: the numerator of PUE.',
      joules('siteFacilityEnergyWh'),
    ],
    [
      'counter',
      'carnot_it_energy_joules_total',
      'Meters at the UPS outputs: the denominator of PUE category 1.',
      joules('siteItEnergyWh'),
    ],
  ];
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
