// The way of the heat: racks, rings, warm loop, outdoor air; and beside it the cold loop of the air handlers.
import type { ComponentChildren } from 'preact';
import type { MetricId } from '../../../server/contract/metrics.ts';
import { formatText } from '../../format.ts';
import { COOLING_TEXTS } from '../../i18n/cooling.ts';
import { say } from '../../i18n.ts';
import { siteInfo, useTable } from '../../live.ts';
import { siteUnits } from '../../siteUnits.ts';
import { metricText } from '../../ui/metricText.ts';
import { Panel } from '../../ui/panel.tsx';
import { ActButton } from '../act/actButton.tsx';

export function HeatPath() {
  const table = useTable('site').value;
  const rings = siteInfo.value?.places.count('cduRing') ?? 0;
  const of = (metric: MetricId): number => table?.value(metric, 0) ?? Number.NaN;
  const power = siteUnits().power;
  const watts = (value: number): string => formatText(value, power, { digits: 2 });
  const celsius = (value: number): string => formatText(value, 'C');
  let ringHeatW = 0;
  let ringFlow = 0;
  let hottestC = Number.NEGATIVE_INFINITY;
  for (let ring = 0; ring < rings; ring++) {
    ringHeatW += table?.value('ringHeatW', ring) ?? Number.NaN;
    ringFlow += table?.value('ringFlowLpm', ring) ?? Number.NaN;
    hottestC = Math.max(hottestC, table?.value('ringReturnC', ring) ?? Number.NaN);
  }
  const supply = table?.value('ringSupplyC', 0) ?? Number.NaN;
  return (
    <Panel
      title={say(COOLING_TEXTS.path)}
      class="heatPathPanel"
      actions={<ActButton kind="cooling" id="PLANT" />}
    >
      <ol class="heatPath">
        <Stage name={say(COOLING_TEXTS.rings)}>
          <Line name={COOLING_TEXTS.heat} value={watts(ringHeatW)} />
          <Line
            name={COOLING_TEXTS.supplyReturn}
            value={`${celsius(supply)} → ${celsius(hottestC)}`}
          />
          <Line name={COOLING_TEXTS.flow} value={formatText(ringFlow, 'Lpm')} />
        </Stage>
        <Stage name={say(COOLING_TEXTS.warmLoop)}>
          <Line
            name={COOLING_TEXTS.supplyReturn}
            value={`${celsius(of('plantWarmSupplyC'))} → ${celsius(of('plantWarmReturnC'))}`}
          />
          <Line name={COOLING_TEXTS.flow} value={formatText(of('plantWarmFlowLpm'), 'Lpm')} />
          <Line name={COOLING_TEXTS.pumps} value={watts(of('plantWarmPumpPowerW'))} />
          <Line name={COOLING_TEXTS.reuse} value={watts(of('plantHeatReuseW'))} />
        </Stage>
        <Stage name={say(COOLING_TEXTS.outdoor)}>
          <Line name={COOLING_TEXTS.heat} value={watts(of('plantDryCoolerHeatW'))} />
          <Line
            name={COOLING_TEXTS.fans}
            value={`${watts(of('plantDryCoolerPowerW'))} · ${formatText(of('plantDryCoolerSpeedRatio'), 'percent')}`}
          />
          <Line
            name={COOLING_TEXTS.pads}
            value={metricText('plantAdiabaticState', of('plantAdiabaticState')).number}
          />
        </Stage>
        <Stage name={say(COOLING_TEXTS.coldLoop)}>
          <Line name={COOLING_TEXTS.heat} value={watts(of('plantColdHeatW'))} />
          <Line
            name={COOLING_TEXTS.supplyReturn}
            value={`${celsius(of('plantColdSupplyC'))} → ${celsius(of('plantColdReturnC'))}`}
          />
          <Line name={COOLING_TEXTS.airHandlers} value={watts(of('plantAirHandlerPowerW'))} />
          <Line name={COOLING_TEXTS.freeCoolers} value={watts(of('plantFreeCoolerPowerW'))} />
          <Line name={COOLING_TEXTS.chillers} value={watts(of('plantChillerPowerW'))} />
        </Stage>
      </ol>
    </Panel>
  );
}

function Stage({
  name,
  children,
}: {
  readonly name: string;
  readonly children: ComponentChildren;
}) {
  return (
    <li class="stage">
      <h3>{name}</h3>
      <dl>{children}</dl>
    </li>
  );
}

interface LineProps {
  readonly name: Parameters<typeof say>[0];
  readonly value: string;
}

function Line({ name, value }: LineProps) {
  return (
    <div>
      <dt class="muted">{say(name)}</dt>
      <dd>{value}</dd>
    </div>
  );
}
