// Cooling: which CDU is in trouble, the way of the heat from the racks to the air, and the weather that is expected.
import './cooling.css';
import type { MetricId } from '../../../server/contract/metrics.ts';
import { formatNumber } from '../../format.ts';
import { COOLING_TEXTS } from '../../i18n/cooling.ts';
import { say } from '../../i18n.ts';
import { useTable } from '../../live.ts';
import { siteUnits } from '../../siteUnits.ts';
import { metricText } from '../../ui/metricText.ts';
import { PlaceTable } from '../../ui/placeTable.tsx';
import { type TileRow, Tiles } from '../../ui/tiles.tsx';
import { Value } from '../../ui/value.tsx';
import { CoolingCharts } from './coolingCharts.tsx';
import { HeatPath } from './heatPath.tsx';
import { TroublePanel } from './troublePanel.tsx';
import { useUsedInRange } from './usedInRange.ts';

/** What the menu of the key figures saves. */
const FIGURES: readonly MetricId[] = [
  'siteCoolingPowerW',
  'plantWarmSupplyC',
  'plantWarmReturnC',
  'plantColdSupplyC',
  'plantColdReturnC',
  'outdoorDryBulbC',
  'outdoorWetBulbC',
  'plantFreeCoolingS',
  'plantWaterLpm',
  'plantWaterL',
  'siteWue24hRatio',
];

export function CoolingView() {
  return (
    <div class="coolingView">
      <h1 class="unseen">{say(COOLING_TEXTS.title)}</h1>
      <TroublePanel />
      <CoolingTiles />
      <HeatPath />
      <CoolingCharts />
      <div class="coolingTables">
        <PlaceTable
          title={say(COOLING_TEXTS.cdus)}
          kind="cdu"
          placeHeader={say(COOLING_TEXTS.cdu)}
          columns={[
            { metric: 'cduState' },
            { metric: 'cduPumpState' },
            { metric: 'cduHeatW', unit: 'kW', digits: 0 },
            { metric: 'cduFlowLpm', unit: 'Lpm' },
            { metric: 'cduSupplyC' },
            { metric: 'cduReturnC' },
            { metric: 'cduPumpSpeedRatio', unit: 'percent' },
            { metric: 'cduApproachK' },
          ]}
        />
        <PlaceTable
          title={say(COOLING_TEXTS.rings)}
          kind="cduRing"
          placeHeader={say(COOLING_TEXTS.ring)}
          columns={[
            { metric: 'ringRedundancy' },
            { metric: 'ringSupplyC' },
            { metric: 'ringReturnC' },
            { metric: 'ringFlowLpm', unit: 'Lpm' },
            { metric: 'ringHeatW', unit: 'kW', digits: 0 },
          ]}
        />
      </div>
    </div>
  );
}

function CoolingTiles() {
  const table = useTable('site').value;
  const of = (metric: MetricId): number => table?.value(metric, 0) ?? Number.NaN;
  const share = of('siteCoolingPowerW') / of('siteFacilityPowerW');
  const used = useUsedInRange().value;
  const hours = (seconds: number): string => formatNumber(seconds / 3_600, { digits: 1 });
  const cubicMetres = (litres: number): string => formatNumber(litres / 1_000, { digits: 1 });
  const temperature = (metric: MetricId) => (
    <Value value={of(metric)} unit="C" digits={1} metric={metric} />
  );
  const tiles: TileRow[] = [
    {
      name: say(COOLING_TEXTS.power),
      value: (
        <Value
          value={of('siteCoolingPowerW')}
          unit={siteUnits().power}
          digits={2}
          metric="siteCoolingPowerW"
        />
      ),
      line: <Value value={share} unit="percent" digits={1} />,
      note: say(COOLING_TEXTS.ofFacility),
    },
    {
      name: say(COOLING_TEXTS.warm),
      value: temperature('plantWarmSupplyC'),
      line: temperature('plantWarmReturnC'),
      note: say(COOLING_TEXTS.warmNote),
    },
    {
      name: say(COOLING_TEXTS.cold),
      value: temperature('plantColdSupplyC'),
      line: temperature('plantColdReturnC'),
      note: say(COOLING_TEXTS.warmNote),
    },
    {
      name: say(COOLING_TEXTS.outdoor),
      value: temperature('outdoorDryBulbC'),
      line: temperature('outdoorWetBulbC'),
      note: say(COOLING_TEXTS.wetBulb),
    },
    {
      name: say(COOLING_TEXTS.free),
      value: (
        <span class="chillingWords">
          {metricText('plantChillingState', of('plantChillingState')).number}
        </span>
      ),
      note: say(COOLING_TEXTS.freeHours, {
        now: hours(used.plantFreeCoolingS),
        hours: hours(of('plantFreeCoolingS')),
      }),
    },
    {
      name: say(COOLING_TEXTS.water),
      value: <Value value={of('plantWaterLpm')} unit="Lpm" digits={0} metric="plantWaterLpm" />,
      line: (
        <Value value={of('siteWue24hRatio')} unit="LPerKWh" digits={3} metric="siteWue24hRatio" />
      ),
      note: (
        <>
          {say(COOLING_TEXTS.waterNote)} ·{' '}
          {say(COOLING_TEXTS.waterUsed, {
            now: cubicMetres(used.plantWaterL),
            all: cubicMetres(of('plantWaterL')),
          })}
        </>
      ),
    },
  ];
  const figures = () => FIGURES.map((metric) => ({ metric, value: of(metric) }));
  return <Tiles ofNow label={say(COOLING_TEXTS.title)} tiles={tiles} figures={figures} />;
}
