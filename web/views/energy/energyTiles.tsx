// The totals of a period and their ratios, against the period before where both are whole.
import type { HistoryAnswer } from '../../../server/contract/api.ts';
import { energyText, formatNumber, formatText } from '../../format.ts';
import { ENERGY_TEXTS } from '../../i18n/energy.ts';
import { say } from '../../i18n.ts';
import { siteUnits } from '../../siteUnits.ts';
import type { Figure } from '../../ui/figureTable.ts';
import { type TileRow, Tiles } from '../../ui/tiles.tsx';
import { Value } from '../../ui/value.tsx';
import { knownRatio, type Totals, totalsOf } from './energyTotals.ts';
import { coveredBy, type ShownPeriod } from './useEnergy.ts';

interface EnergyTilesProps {
  readonly shown: ShownPeriod;
  readonly answer: HistoryAnswer | undefined;
  /** As much of the period before as this one has lasted. */
  readonly before: HistoryAnswer | undefined;
}

/** Share of the hours from which on a period counts as known. */
const WHOLE = 0.99;
const WH_PER_MWH = 1e6;
const WH_PER_KWH = 1e3;

/** NaN unless both are positive: a cost can be a credit, of which no percentage makes sense. */
function changeRatio(now: number, then: number): number {
  return now > 0 && then > 0 ? now / then - 1 : Number.NaN;
}

/** One under the other, those that say anything. */
function lines(...texts: readonly string[]) {
  return texts.filter(Boolean).map((text) => <div key={text}>{text}</div>);
}

export function EnergyTiles({ shown, answer, before }: EnergyTilesProps) {
  // A period that goes on is held against the same hours of the one before.
  const going = shown.current;
  const now = totalsOf(answer);
  // A part is not held against a whole.
  const whole = knownRatio(before) > WHOLE;
  const then = whole && knownRatio(answer) > WHOLE ? totalsOf(before) : undefined;
  const { energy, mass } = siteUnits();
  const change = changeOf(now, then, { unknown: before !== undefined && !whole, going });
  const gensetsApart =
    now.gensetWh > 0 ? say(ENERGY_TEXTS.gensetsApart, { energy: energyText(now.gensetWh) }) : '';
  const tiles: TileRow[] = [
    {
      name: say(ENERGY_TEXTS.facility),
      value: (
        <Value value={now.facilityWh} unit={energy} digits={1} metric="siteFacilityEnergyWh" />
      ),
      line: say(ENERGY_TEXTS.it, { value: formatText(now.itWh, energy, { digits: 1 }) }),
      note: change(({ facilityWh }) => facilityWh),
    },
    {
      name: say(ENERGY_TEXTS.pue),
      value: <Value value={now.facilityWh / now.itWh} unit="ratio" digits={3} />,
      line: say(ENERGY_TEXTS.ratios, {
        cue: formatNumber(now.co2G / now.itWh, { digits: 4 }),
        erf: formatNumber(now.reusedWh / now.facilityWh, { digits: 3 }),
      }),
      note:
        now.batteryWh > 0
          ? say(ENERGY_TEXTS.batteryApart, { energy: energyText(now.batteryWh) })
          : say(ENERGY_TEXTS.pueNote),
    },
    {
      name: say(ENERGY_TEXTS.cost),
      value: (
        <Value
          value={now.costEur}
          unit="EUR"
          digits={now.costEur < 1_000 ? 2 : 0}
          metric="siteCostEur"
        />
      ),
      line: `${perMwhText(now)} · ${say(ENERGY_TEXTS.costNote)}`,
      note: lines(
        change(({ costEur }) => costEur),
        gensetsApart,
      ),
    },
    {
      name: say(ENERGY_TEXTS.carbon),
      value: <Value value={now.co2G} unit={mass} digits={2} metric="siteCo2G" />,
      line: say(ENERGY_TEXTS.intensity, {
        grams: formatNumber((now.co2G / (now.facilityWh - now.gensetWh)) * WH_PER_KWH, {
          digits: 1,
        }),
        free: formatText(now.carbonFreeRatio, 'percent', { digits: 1 }),
      }),
      note: lines(say(ENERGY_TEXTS.carbonNote), gensetsApart),
    },
    {
      name: say(ENERGY_TEXTS.water),
      value: <Value value={now.waterL} unit="L" digits={0} metric="plantWaterL" />,
      line: formatText((now.waterL / now.itWh) * WH_PER_KWH, 'LPerKWh'),
      note: say(ENERGY_TEXTS.waterNote),
    },
  ];
  return (
    <Tiles
      label={say(ENERGY_TEXTS.title)}
      tiles={tiles}
      figures={() => figuresOf(now)}
      covers={() => coveredBy(shown)}
    />
  );
}

/** In words, against the period before as far as that is known. */
function changeOf(
  now: Totals,
  then: Totals | undefined,
  { unknown, going }: { readonly unknown: boolean; readonly going: boolean },
): (of: (totals: Totals) => number) => string {
  return (of) => {
    const ratio = then ? changeRatio(of(now), of(then)) : Number.NaN;
    if (unknown) return say(ENERGY_TEXTS.beforeUnknown);
    if (!Number.isFinite(ratio)) return '';
    const sign = ratio >= 0 ? '+' : '−';
    const percent = `${sign}${formatNumber(Math.abs(ratio) * 100, { digits: 1 })} %`;
    return say(going ? ENERGY_TEXTS.beforeSoFar : ENERGY_TEXTS.before, { change: percent });
  };
}

/** Of what the grid gave. */
function perMwhText({ costEur, facilityWh, gensetWh }: Totals): string {
  return formatText((costEur / (facilityWh - gensetWh)) * WH_PER_MWH, 'EURPerMWh');
}

function figuresOf(now: Totals): readonly Figure[] {
  return [
    { metric: 'siteFacilityEnergyWh', value: now.facilityWh },
    { metric: 'siteItEnergyWh', value: now.itWh },
    { name: say(ENERGY_TEXTS.pue), value: now.facilityWh / now.itWh, unit: '1' },
    { name: say(ENERGY_TEXTS.cost), value: now.costEur, unit: 'EUR' },
    { metric: 'siteCo2G', value: now.co2G },
    { metric: 'plantWaterL', value: now.waterL },
  ];
}
