// The totals of a period and their ratios, against the period before where both are whole.
import type { HistoryAnswer } from '../../../server/contract/api.ts';
import { formatNumber, formatText } from '../../format.ts';
import { ENERGY_TEXTS } from '../../i18n/energy.ts';
import { say } from '../../i18n.ts';
import { siteUnits } from '../../siteUnits.ts';
import { type TileRow, Tiles } from '../../ui/tiles.tsx';
import { Value } from '../../ui/value.tsx';
import { type Totals, totalsOf } from './energyTotals.ts';

interface EnergyTilesProps {
  readonly answer: HistoryAnswer | undefined;
  /** undefined while the period goes on: a part is not held against a whole. */
  readonly before: HistoryAnswer | undefined;
}

const WH_PER_MWH = 1e6;
const WH_PER_KWH = 1e3;

export function EnergyTiles({ answer, before }: EnergyTilesProps) {
  const now = totalsOf(answer);
  const then = before && totalsOf(before);
  const { energy, mass } = siteUnits();
  const change = (of: (totals: Totals) => number): string => {
    const ratio = then ? of(now) / of(then) - 1 : Number.NaN;
    if (!Number.isFinite(ratio)) return '';
    const sign = ratio >= 0 ? '+' : '−';
    const percent = `${sign}${formatNumber(Math.abs(ratio) * 100, { digits: 1 })} %`;
    return say(ENERGY_TEXTS.before, { change: percent });
  };
  const perMwh = formatText((now.costEur / now.facilityWh) * WH_PER_MWH, 'EUR', { digits: 1 });
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
      note: say(ENERGY_TEXTS.pueNote),
    },
    {
      name: say(ENERGY_TEXTS.cost),
      value: <Value value={now.costEur} unit="EUR" digits={0} metric="siteCostEur" />,
      line: `${say(ENERGY_TEXTS.perMwh, { value: perMwh })} · ${say(ENERGY_TEXTS.costNote)}`,
      note: change(({ costEur }) => costEur),
    },
    {
      name: say(ENERGY_TEXTS.carbon),
      value: <Value value={now.co2G} unit={mass} digits={2} metric="siteCo2G" />,
      line: `${formatNumber((now.co2G / now.facilityWh) * WH_PER_KWH, { digits: 1 })} g/kWh · CUE ${formatNumber(now.co2G / now.itWh, { digits: 4 })} kg/kWh`,
      note: say(ENERGY_TEXTS.carbonNote),
    },
    {
      name: say(ENERGY_TEXTS.water),
      value: <Value value={now.waterL} unit="L" digits={0} metric="plantWaterL" />,
      line: formatText((now.waterL / now.itWh) * WH_PER_KWH, 'LPerKWh'),
      note: say(ENERGY_TEXTS.waterNote),
    },
  ];
  return <Tiles label={say(ENERGY_TEXTS.title)} tiles={tiles} />;
}
