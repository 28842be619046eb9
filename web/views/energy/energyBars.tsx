// Energy, cost and carbon by hour, day or month; under them, on the same buckets, price, intensity and carbon-free share.
import type { ComponentChildren } from 'preact';
import { useRef } from 'preact/hooks';
import type { HistoryAnswer } from '../../../server/contract/api.ts';
import { BarLegend } from '../../charts/barLegend.tsx';
import { Bars, type BarsProps, barsTable } from '../../charts/bars.tsx';
import { formatText } from '../../format.ts';
import { ENERGY_TEXTS } from '../../i18n/energy.ts';
import { say } from '../../i18n.ts';
import { siteUnits } from '../../siteUnits.ts';
import { Panel } from '../../ui/panel.tsx';
import { bucketsOf } from './buckets.ts';
import { carbonFreeWh, gridWh, growthOf, type Meter } from './energyTotals.ts';
import { bucketEnds, sumInto } from './period.ts';
import { coveredBy, type ShownPeriod } from './useEnergy.ts';

interface EnergyBarsProps {
  readonly shown: ShownPeriod;
  readonly answer: HistoryAnswer | undefined;
  readonly before: HistoryAnswer | undefined;
  /** Why there are none; empty when there are. */
  readonly state: string;
}

/** Sums by bucket of one period, in base units. */
interface Sums {
  readonly energyWh: readonly number[];
  /** Without that of gensets: what cost and carbon are of. */
  readonly gridWh: readonly number[];
  readonly itWh: readonly number[];
  readonly costEur: readonly number[];
  readonly co2G: readonly number[];
  readonly freeWh: readonly number[];
  /** Of the hours whose share of the grid is known. */
  readonly freeOfWh: readonly number[];
}

export function EnergyBars({ shown, answer, before, state }: EnergyBarsProps) {
  const ends = bucketEnds(shown.period, shown, shown.zone);
  const beforeEnds = bucketEnds(shown.period, shown.before, shown.zone);
  const now = sumsOf(answer, shown.fromMs, ends);
  const then = sumsOf(before, shown.before.fromMs, beforeEnds);
  const buckets = bucketsOf(shown, ends, answer);
  const { energy, mass } = siteUnits();
  const rest = now.energyWh.map((sum, i) => sum - (now.itWh[i] as number));
  const last = (values: readonly number[]) => ({ label: say(ENERGY_TEXTS.beforeMark), values });
  const one = (label: string, ink: string, values: readonly number[]) => ({
    label,
    layers: [{ label, ink, values }],
  });
  return (
    <div class="energyBars">
      <BarsPanel
        shown={shown}
        state={state}
        label={say(ENERGY_TEXTS.bars)}
        unit={energy}
        buckets={buckets}
        layers={[
          { label: say(ENERGY_TEXTS.itLayer), ink: 'compute', values: now.itWh },
          { label: say(ENERGY_TEXTS.restLayer), ink: 'losses', values: rest },
        ]}
        before={last(then.energyWh)}
        legend
      />
      <BarsPanel
        shown={shown}
        state={state}
        {...one(say(ENERGY_TEXTS.costBars), 'power', now.costEur)}
        {...{ unit: 'EUR', buckets, before: last(then.costEur) }}
        hint={dearest(buckets, now.costEur)}
        legend
      />
      <BarsPanel
        shown={shown}
        state={state}
        {...one(say(ENERGY_TEXTS.carbonBars), 'carbon', now.co2G)}
        {...{ unit: mass, digits: 2, buckets, before: last(then.co2G) }}
        legend
      />
      <BarsPanel
        shown={shown}
        state={state}
        {...one(say(ENERGY_TEXTS.priceBars), 'power', perMwh(now.costEur, now.gridWh))}
        {...{ unit: 'EURPerMWh', buckets, before: last(perMwh(then.costEur, then.gridWh)) }}
        subtitle={say(ENERGY_TEXTS.priceNote)}
      />
      <BarsPanel
        shown={shown}
        state={state}
        {...one(say(ENERGY_TEXTS.intensityBars), 'carbon', perKwh(now.co2G, now.gridWh))}
        {...{ unit: 'gPerKWh', digits: 1, buckets }}
        before={last(perKwh(then.co2G, then.gridWh))}
        subtitle={say(ENERGY_TEXTS.intensityNote)}
      />
      <BarsPanel
        shown={shown}
        state={state}
        {...one(say(ENERGY_TEXTS.freeBars), 'carbon', over(now.freeWh, now.freeOfWh))}
        {...{ unit: 'percent', digits: 1, buckets }}
        before={last(over(then.freeWh, then.freeOfWh))}
        subtitle={say(ENERGY_TEXTS.freeNote)}
      />
    </div>
  );
}

function sumsOf(answer: HistoryAnswer | undefined, fromMs: number, ends: readonly number[]): Sums {
  const into = (values: readonly (number | null)[]): number[] =>
    sumInto(ends, fromMs, answer?.timesMs ?? [], values);
  const sums = (meter: Meter): number[] => into(growthOf(answer, meter));
  const energy = growthOf(answer, 'siteFacilityEnergyWh');
  const grid = gridWh(answer);
  const free = carbonFreeWh(answer);
  const credit = sums('siteCreditEur');
  return {
    energyWh: into(energy),
    gridWh: into(grid),
    itWh: sums('siteItEnergyWh'),
    costEur: sums('siteCostEur').map((cost, i) => cost - (credit[i] as number)),
    co2G: sums('siteCo2G'),
    freeWh: into(free),
    freeOfWh: into(grid.map((wh, i) => (free[i] === null ? null : wh))),
  };
}

const WH_PER_MWH = 1e6;
const WH_PER_KWH = 1e3;
const over = (sums: readonly number[], by: readonly number[], factor = 1): number[] =>
  sums.map((sum, i) => (sum / (by[i] as number)) * factor);
const perMwh = (eur: readonly number[], wh: readonly number[]) => over(eur, wh, WH_PER_MWH);
const perKwh = (grams: readonly number[], wh: readonly number[]) => over(grams, wh, WH_PER_KWH);

interface BarsPanelProps extends BarsProps {
  readonly shown: ShownPeriod;
  readonly subtitle?: ComponentChildren;
  readonly legend?: boolean;
  readonly state: string;
}

function BarsPanel({ shown, subtitle, legend = false, state, ...props }: BarsPanelProps) {
  const canvas = useRef<HTMLCanvasElement | null>(null);
  return (
    <Panel
      title={props.label}
      {...(subtitle === undefined ? {} : { subtitle })}
      class={legend ? 'barsPanel' : 'barsPanel low'}
      state={state}
      exports={{
        covers: () => coveredBy(shown),
        table: () => barsTable(props),
        pictures: () => (canvas.current ? [{ canvas: canvas.current, title: props.label }] : []),
      }}
    >
      <Bars
        {...props}
        canvasRef={(element) => {
          canvas.current = element;
        }}
      />
      {legend ? (
        <BarLegend
          {...props}
          modelled={say(ENERGY_TEXTS.hatched)}
          pale={say(ENERGY_TEXTS.goingOn)}
        />
      ) : null}
    </Panel>
  );
}

/** The three buckets that cost most: what made the bill. */
function dearest(buckets: readonly { readonly name: string }[], cost: readonly number[]): string {
  const order = cost
    .map((value, i) => ({ value, i }))
    .filter(({ value }) => value > 0)
    .sort((a, b) => b.value - a.value)
    .slice(0, 3);
  if (order.length === 0) return '';
  // Of an hour its beginning is enough.
  const short = (i: number): string => (buckets[i]?.name ?? '').split(' – ')[0] ?? '';
  const list = order.map(({ value, i }) => `${short(i)} ${formatText(value, 'EUR')}`);
  return say(ENERGY_TEXTS.dearest, { list: list.join(', ') });
}
