// Water temperatures and cooling power over the page's range, and the weather with what is expected of it.
import { useComputed } from '@preact/signals';
import type { ForecastAnswer } from '../../../server/contract/apiHistory.ts';
import type { MetricId } from '../../../server/contract/metrics.ts';
import { ChartPanel } from '../../charts/chartPanel.tsx';
import type { ChartForecast } from '../../charts/chartTypes.ts';
import { COOLING_TEXTS } from '../../i18n/cooling.ts';
import { say } from '../../i18n.ts';
import { clock, siteInfo } from '../../live.ts';
import { siteUnits } from '../../siteUnits.ts';
import { queryText } from '../../time/ask.ts';
import { useJson } from '../../time/useJson.ts';
import { useSeries } from '../../time/useSeries.ts';
import { marginOf } from './margins.ts';

const WATER: readonly MetricId[] = [
  'plantWarmSupplyC',
  'plantWarmReturnC',
  'plantColdSupplyC',
  'plantColdReturnC',
];
const POWER: readonly MetricId[] = [
  'plantWarmPumpPowerW',
  'plantDryCoolerPowerW',
  'plantColdPumpPowerW',
  'plantAirHandlerPowerW',
  'plantFreeCoolerPowerW',
  'plantChillerPowerW',
];
const WEATHER: readonly MetricId[] = ['outdoorDryBulbC', 'outdoorWetBulbC'];

export function CoolingCharts() {
  return (
    <div class="coolingCharts">
      <Water />
      <Power />
      <Weather />
    </div>
  );
}

function Water() {
  const series = useSeries({ metrics: WATER });
  const [warm, cold] = [say(COOLING_TEXTS.warmLoop), say(COOLING_TEXTS.coldLoop)];
  const [supply, back] = [say(COOLING_TEXTS.supply), say(COOLING_TEXTS.return)];
  return (
    <ChartPanel
      title={say(COOLING_TEXTS.temperatures)}
      series={series}
      charts={[
        {
          name: say(COOLING_TEXTS.temperatures),
          spec: {
            unit: 'C',
            scale: [10, 60],
            limits: limitsOf(),
            lines: [
              { metric: 'plantWarmSupplyC', label: `${warm}, ${supply}`, ink: 'cooling' },
              { metric: 'plantWarmReturnC', label: `${warm}, ${back}`, ink: 'losses' },
              { metric: 'plantColdSupplyC', label: `${cold}, ${supply}`, ink: 'compute' },
              { metric: 'plantColdReturnC', label: `${cold}, ${back}`, ink: 'muted' },
            ],
          },
        },
      ]}
    />
  );
}

/** The first limit of the site's rules for each loop. */
function limitsOf() {
  const rules = siteInfo.value?.rules ?? [];
  const loops = [
    ['plantWarmSupplyC', COOLING_TEXTS.warmLoop],
    ['plantColdSupplyC', COOLING_TEXTS.coldLoop],
  ] as const;
  return loops.flatMap(([metric, loop]) => {
    const margin = marginOf(rules, metric, Number.NEGATIVE_INFINITY);
    return margin
      ? [{ value: margin.limit, label: say(COOLING_TEXTS.limitOf, { loop: say(loop) }) }]
      : [];
  });
}

function Power() {
  const series = useSeries({ metrics: POWER });
  const names = [
    COOLING_TEXTS.pumps,
    COOLING_TEXTS.fans,
    COOLING_TEXTS.coldLoop,
    COOLING_TEXTS.airHandlers,
    COOLING_TEXTS.freeCoolers,
    COOLING_TEXTS.chillers,
  ];
  const inks = ['cooling', 'compute', 'carbon', 'losses', 'muted', 'power'];
  return (
    <ChartPanel
      title={say(COOLING_TEXTS.coolingPower)}
      series={series}
      charts={[
        {
          name: say(COOLING_TEXTS.coolingPower),
          spec: {
            unit: siteUnits().power,
            digits: 2,
            scale: 'zero',
            lines: POWER.map((metric, i) => ({
              metric,
              label: say(names[i] ?? COOLING_TEXTS.power),
              ink: inks[i] ?? 'muted',
            })),
          },
        },
      ]}
    />
  );
}

function Weather() {
  const begun = useComputed(() => clock.value !== undefined);
  const able = begun.value && siteInfo.value?.abilities.includes('forecast') === true;
  const path = `/api/forecast?${queryText({ metric: 'outdoorDryBulbC', hours: 24 })}`;
  const { answer } = useJson<ForecastAnswer>(able ? path : undefined, { everyS: 900 }).value;
  const series = useSeries({ metrics: WEATHER });
  const forecast: ChartForecast | undefined = answer && {
    timesMs: answer.timesMs,
    values: answer.values,
    low: answer.low,
    high: answer.high,
    label: say(COOLING_TEXTS.expected),
    ink: 'carbon',
  };
  return (
    <ChartPanel
      title={say(COOLING_TEXTS.weather)}
      series={series}
      charts={[
        {
          name: say(COOLING_TEXTS.weather),
          spec: {
            unit: 'C',
            leastSpan: 6,
            ...(forecast && { forecast }),
            lines: [
              { metric: 'outdoorDryBulbC', label: say(COOLING_TEXTS.dryBulb), ink: 'carbon' },
              { metric: 'outdoorWetBulbC', label: say(COOLING_TEXTS.wetBulb), ink: 'cooling' },
            ],
          },
        },
      ]}
    />
  );
}
