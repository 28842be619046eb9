// Energy, cost and carbon by hour or day, on one row of buckets; the period before as marks; the dearest hours named.
import { useRef } from 'preact/hooks';
import type { HistoryAnswer } from '../../../server/contract/api.ts';
import { Bars, type BarsProps, barsTable } from '../../charts/bars.tsx';
import { formatClock, formatDay, formatText } from '../../format.ts';
import { ENERGY_TEXTS } from '../../i18n/energy.ts';
import { say } from '../../i18n.ts';
import { siteUnits } from '../../siteUnits.ts';
import { Panel } from '../../ui/panel.tsx';
import { growthOf, type Meter } from './energyTotals.ts';
import { bucketEnds, type PeriodSpan, sumInto } from './period.ts';
import type { ShownPeriod } from './useEnergy.ts';

interface EnergyBarsProps {
  readonly shown: ShownPeriod;
  readonly answer: HistoryAnswer | undefined;
  readonly before: HistoryAnswer | undefined;
}

export function EnergyBars({ shown, answer, before }: EnergyBarsProps) {
  const ends = bucketEnds(shown.period, shown, shown.zone);
  const beforeEnds = bucketEnds(shown.period, shown.before, shown.zone);
  const sums = (
    from: HistoryAnswer | undefined,
    span: PeriodSpan,
    at: readonly number[],
    meter: Meter,
  ) => sumInto(at, span.fromMs, from?.timesMs ?? [], growthOf(from, meter));
  const now = (meter: Meter): number[] => sums(answer, shown, ends, meter);
  const then = (meter: Meter): number[] => sums(before, shown.before, beforeEnds, meter);
  const it = now('siteItEnergyWh');
  const rest = now('siteFacilityEnergyWh').map((sum, i) => sum - (it[i] as number));
  const cost = minus(now('siteCostEur'), now('siteCreditEur'));
  const buckets = bucketsOf(shown, ends);
  const { energy, mass } = siteUnits();
  const label = say(ENERGY_TEXTS.beforeMark);
  const common = { buckets } as const;
  return (
    <div class="energyBars">
      <BarsPanel
        {...common}
        label={say(ENERGY_TEXTS.bars)}
        unit={energy}
        layers={[
          { label: say(ENERGY_TEXTS.itLayer), ink: 'compute', values: it },
          { label: say(ENERGY_TEXTS.restLayer), ink: 'losses', values: rest },
        ]}
        before={{ label, values: then('siteFacilityEnergyWh') }}
      />
      <BarsPanel
        {...common}
        label={say(ENERGY_TEXTS.costBars)}
        unit="EUR"
        layers={[{ label: say(ENERGY_TEXTS.costBars), ink: 'power', values: cost }]}
        before={{ label, values: minus(then('siteCostEur'), then('siteCreditEur')) }}
        hint={dearest(buckets, cost)}
      />
      <BarsPanel
        {...common}
        label={say(ENERGY_TEXTS.carbonBars)}
        unit={mass}
        digits={2}
        layers={[{ label: say(ENERGY_TEXTS.carbonBars), ink: 'carbon', values: now('siteCo2G') }]}
        before={{ label, values: then('siteCo2G') }}
      />
    </div>
  );
}

function BarsPanel(props: BarsProps) {
  const canvas = useRef<HTMLCanvasElement | null>(null);
  return (
    <Panel
      title={props.label}
      class="barsPanel"
      exports={{
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
    </Panel>
  );
}

function minus(from: readonly number[], less: readonly number[]): number[] {
  return from.map((value, i) => value - (less[i] as number));
}

function bucketsOf({ period, zone, fromMs, knownToMs }: ShownPeriod, ends: readonly number[]) {
  return ends.map((end, i) => {
    const from = i === 0 ? fromMs : (ends[i - 1] as number);
    const hours = `${formatClock(from, zone, false)} – ${formatClock(end, zone, false)}`;
    const day = formatDay(from, zone);
    return {
      id: String(end),
      label: period === 'day' ? formatClock(from, zone, false).slice(0, 2) : day.replace(/ .*/, ''),
      name: period === 'day' ? hours : day,
      ...(end > knownToMs ? { pale: true } : {}),
    };
  });
}

/** The three buckets that cost most: what made the bill. */
function dearest(buckets: readonly { readonly name: string }[], cost: readonly number[]): string {
  const order = cost
    .map((value, i) => ({ value, i }))
    .filter(({ value }) => value > 0)
    .sort((a, b) => b.value - a.value)
    .slice(0, 3);
  if (order.length === 0) return '';
  const list = order.map(({ value, i }) => `${buckets[i]?.name ?? ''} ${formatText(value, 'EUR')}`);
  return say(ENERGY_TEXTS.dearest, { list: list.join(', ') });
}
