// Power: from the feeds to the halls, where the watts go, and how fast they change.
import './power.css';
import { useComputed } from '@preact/signals';
import type { MetricId } from '../../../server/contract/metrics.ts';
import { energyText } from '../../format.ts';
import { POWER_TEXTS } from '../../i18n/power.ts';
import { say } from '../../i18n.ts';
import { siteInfo, useTable } from '../../live.ts';
import { siteUnits } from '../../siteUnits.ts';
import type { Figure } from '../../ui/figureTable.ts';
import { PlaceTable } from '../../ui/placeTable.tsx';
import { type TileRow, Tiles } from '../../ui/tiles.tsx';
import { Value } from '../../ui/value.tsx';
import { balanceOf, calmW } from '../overview/balance.ts';
import { FlowPanel } from '../overview/flowPanel.tsx';
import { PowerPanel } from '../overview/powerPanel.tsx';
import { chosenNode, nodeHref } from './nodeHref.ts';
import { NodePanel } from './nodePanel.tsx';
import { OneLine } from './oneLine.tsx';
import { WaveformPanel } from './waveformPanel.tsx';

const LOSSES: readonly MetricId[] = [
  'siteBuswayLossW',
  'siteUpsLossW',
  'siteTransformerLossW',
  'siteLineLossW',
];
/** A campus has hundreds of UPS: the group's row says what matters. */
const MOST_ROWS = 40;

export function PowerView() {
  const many = (siteInfo.value?.places.count('ups') ?? 0) > MOST_ROWS;
  return (
    <div class="powerView">
      <h1 class="unseen">{say(POWER_TEXTS.title)}</h1>
      <PowerTiles />
      <OneLine />
      {chosenNode.value ? <NodePanel id={chosenNode.value} /> : null}
      <div class="powerCharts">
        <PowerPanel />
        <FlowPanel />
      </div>
      <WaveformPanel />
      <div class="powerTables">
        {many ? (
          <PlaceTable
            title={say(POWER_TEXTS.groups)}
            kind="upsGroup"
            hrefOf={nodeHref}
            placeHeader={say(POWER_TEXTS.place)}
            columns={[
              { metric: 'upsGroupRedundancy' },
              { metric: 'upsGroupPowerW', unit: 'kW', digits: 0 },
            ]}
          />
        ) : (
          <PlaceTable
            title={say(POWER_TEXTS.ups)}
            kind="ups"
            hrefOf={nodeHref}
            placeHeader={say(POWER_TEXTS.place)}
            columns={[
              { metric: 'upsState' },
              { metric: 'upsPowerW', unit: 'kW', digits: 0 },
              { metric: 'upsLoadRatio', unit: 'percent' },
              { metric: 'upsCurrentA', unit: 'A' },
              { metric: 'upsLossW', unit: 'kW' },
              { metric: 'upsBatteryPowerW', unit: 'kW' },
              { metric: 'upsChargeRatio', unit: 'percent' },
            ]}
          />
        )}
        <PlaceTable
          title={say(POWER_TEXTS.gensets)}
          kind="genset"
          hrefOf={nodeHref}
          placeHeader={say(POWER_TEXTS.place)}
          columns={[
            { metric: 'gensetState' },
            { metric: 'gensetPowerW', unit: 'kW', digits: 0 },
            { metric: 'gensetLoadRatio', unit: 'percent' },
            { metric: 'gensetFuelRatio', unit: 'percent' },
          ]}
        />
      </div>
    </div>
  );
}

function rampUnit(): 'MWPerMin' | 'kWPerMin' {
  return siteUnits().power === 'MW' ? 'MWPerMin' : 'kWPerMin';
}

function PowerTiles() {
  const table = useTable('site');
  const now = useComputed(() => {
    const of = (metric: MetricId): number => table.value?.value(metric, 0) ?? Number.NaN;
    const lossesW = LOSSES.reduce((sum, metric) => sum + of(metric), 0);
    return {
      grid: of('siteGridPowerW'),
      load: of('siteConnectionLoadRatio'),
      backup: of('siteGensetPowerW') + of('siteBatteryPowerW'),
      lossesW,
      lossRatio: lossesW / of('siteFacilityPowerW'),
      balance: balanceOf(of),
      rampWPerMin: of('siteRampWPerMin'),
      batteryWh: of('siteBattery24hWh'),
    };
  });
  const { grid, load, backup, lossesW, lossRatio, balance, rampWPerMin, batteryWh } = now.value;
  const { residualW, facilityW } = balance;
  const leftW = calmW(residualW, facilityW);
  const metered = siteInfo.value?.kind === 'simulated';
  const unit = siteUnits().power;
  const tiles: TileRow[] = [
    {
      name: say(POWER_TEXTS.grid),
      value: <Value value={grid} unit={unit} digits={2} metric="siteGridPowerW" />,
      line: <Value value={load} unit="percent" digits={1} metric="siteConnectionLoadRatio" />,
      note: say(POWER_TEXTS.ofConnection),
    },
    {
      name: say(POWER_TEXTS.losses),
      value: <Value value={lossesW} unit={unit} digits={2} />,
      line: <Value value={lossRatio} unit="percent" digits={2} />,
      note: say(POWER_TEXTS.lossesNote),
    },
    {
      name: say(POWER_TEXTS.backup),
      value: <Value value={backup} unit={unit} digits={2} />,
      // PUE falls by what batteries give: said wherever it is looked at.
      line:
        batteryWh > 0
          ? say(POWER_TEXTS.batteryApart, { energy: energyText(batteryWh) })
          : undefined,
      note: say(POWER_TEXTS.backupNote),
    },
    {
      name: say(metered ? POWER_TEXTS.residual : POWER_TEXTS.unmetered),
      value: <Value value={leftW} unit="kW" digits={2} />,
      line: <Value value={leftW / facilityW} unit="percent" digits={5} />,
      note: say(POWER_TEXTS.residualNote),
    },
    {
      name: say(POWER_TEXTS.ramp),
      value: <Value value={rampWPerMin} unit={rampUnit()} metric="siteRampWPerMin" />,
      note: say(POWER_TEXTS.rampNote),
    },
  ];
  const figures = (): readonly Figure[] => [
    { metric: 'siteGridPowerW', value: grid },
    { metric: 'siteConnectionLoadRatio', value: load },
    { name: say(POWER_TEXTS.losses), value: lossesW, unit: 'W' },
    { name: say(POWER_TEXTS.backup), value: backup, unit: 'W' },
    { metric: 'siteBattery24hWh', value: batteryWh },
    {
      name: say(metered ? POWER_TEXTS.residual : POWER_TEXTS.unmetered),
      value: residualW,
      unit: 'W',
    },
    { metric: 'siteRampWPerMin', value: rampWPerMin },
  ];
  return <Tiles ofNow label={say(POWER_TEXTS.title)} tiles={tiles} figures={figures} />;
}
