// The way of the heat: racks, coolant rings, warm loop, outdoor air, with approach and margin at each; and the cold loop.

import type { ComponentChildren } from 'preact';
import type { MetricId } from '../../../server/contract/metrics.ts';
import type { PlaceKind } from '../../../server/contract/place.ts';
import { formatNumber, formatText } from '../../format.ts';
import { COOLING_TEXTS } from '../../i18n/cooling.ts';
import { say } from '../../i18n.ts';
import { siteInfo, type Table, useTable } from '../../live.ts';
import { pathOf } from '../../route.ts';
import { siteUnits } from '../../siteUnits.ts';
import { nowMark } from '../../time/nowMark.ts';
import { metricText } from '../../ui/metricText.ts';
import { Panel } from '../../ui/panel.tsx';
import { ActButton } from '../act/actButton.tsx';
import { marginOf } from './margins.ts';

type Of = (metric: MetricId) => number;

const watts = (value: number): string => formatText(value, siteUnits().power, { digits: 2 });
const celsius = (value: number): string => formatText(value, 'C');

function between(supplyC: number, returnC: number): string {
  return `${formatNumber(supplyC, { digits: 1 })} → ${celsius(returnC)}`;
}

export function HeatPath() {
  const table = useTable('site').value;
  const of: Of = (metric) => table?.value(metric, 0) ?? Number.NaN;
  return (
    <Panel
      title={say(COOLING_TEXTS.path)}
      subtitle={nowMark.value || undefined}
      class="heatPathPanel"
      actions={<ActButton kind="cooling" id="PLANT" />}
      exports={{ table: () => exported(of) }}
    >
      <ol class="heatPath">
        <Racks table={table} of={of} />
        <Rings table={table} />
        <WarmLoop of={of} />
        <Outdoor of={of} />
        <ColdLoop of={of} />
      </ol>
    </Panel>
  );
}

const EXPORTED: readonly MetricId[] = [
  'siteThermalMarginMinK',
  'plantWarmSupplyC',
  'plantWarmReturnC',
  'plantWarmFlowLpm',
  'plantDryCoolerHeatW',
  'plantDryCoolerPowerW',
  'plantDryCoolerApproachK',
  'plantHeatReuseW',
  'plantWaterLpm',
  'plantColdSupplyC',
  'plantColdReturnC',
  'plantColdHeatW',
  'plantAirHandlerPowerW',
  'plantFreeCoolerPowerW',
  'plantChillerPowerW',
];

/** In base units, by the metric's own id. */
function exported(of: Of) {
  return {
    columns: [{ name: 'metric' }, { name: 'value' }],
    rows: EXPORTED.map((metric) => {
      const value = of(metric);
      return [metric, Number.isNaN(value) ? null : value];
    }),
  };
}

interface Ends {
  readonly sum: number;
  readonly highest: number;
}

/** Over all places of a kind; what is not known of one makes the sum unknown. */
function endsOf(table: Table | undefined, kind: PlaceKind, metric: MetricId): Ends {
  const count = siteInfo.value?.places.count(kind) ?? 0;
  let [sum, highest] = [0, Number.NaN];
  for (let i = 0; i < count; i++) {
    const value = table?.value(metric, i) ?? Number.NaN;
    sum += value;
    if (!(highest >= value)) highest = Number.isNaN(value) ? highest : value;
  }
  return { sum: count === 0 ? Number.NaN : sum, highest };
}

function Racks({ table, of }: { readonly table: Table | undefined; readonly of: Of }) {
  const gpu = of('siteThermalMarginGpu');
  const id = Number.isNaN(gpu) ? undefined : siteInfo.value?.ids.idOf('gpu', gpu);
  return (
    <Stage name={say(COOLING_TEXTS.racks)}>
      <Line
        name={COOLING_TEXTS.toLiquid}
        value={watts(endsOf(table, 'cduRing', 'ringHeatW').sum)}
      />
      <Line name={COOLING_TEXTS.gpuMargin} value={formatText(of('siteThermalMarginMinK'), 'K')} />
      <Line
        name={COOLING_TEXTS.whose}
        value={
          id ? (
            <a class="link" href={pathOf('gpu', id) ?? '/'}>
              {id}
            </a>
          ) : (
            '–'
          )
        }
      />
    </Stage>
  );
}

function Rings({ table }: { readonly table: Table | undefined }) {
  const supplyC = endsOf(table, 'cduRing', 'ringSupplyC').highest;
  const returnC = endsOf(table, 'cduRing', 'ringReturnC').highest;
  const approachK = endsOf(table, 'cdu', 'cduApproachK').highest;
  return (
    <Stage name={say(COOLING_TEXTS.rings)}>
      <Line name={COOLING_TEXTS.hottest} value={between(supplyC, returnC)} />
      <Line
        name={COOLING_TEXTS.flow}
        value={formatText(endsOf(table, 'cduRing', 'ringFlowLpm').sum, 'Lpm')}
      />
      <Line name={COOLING_TEXTS.approach} value={formatText(approachK, 'K')} />
      <MarginLine metric="ringSupplyC" value={supplyC} />
    </Stage>
  );
}

function WarmLoop({ of }: { readonly of: Of }) {
  return (
    <Stage name={say(COOLING_TEXTS.warmLoop)}>
      <Line
        name={COOLING_TEXTS.supplyReturn}
        value={between(of('plantWarmSupplyC'), of('plantWarmReturnC'))}
      />
      <Line name={COOLING_TEXTS.flow} value={formatText(of('plantWarmFlowLpm'), 'Lpm')} />
      <Line name={COOLING_TEXTS.pumps} value={watts(of('plantWarmPumpPowerW'))} />
      <Line name={COOLING_TEXTS.reuse} value={watts(of('plantHeatReuseW'))} />
      <MarginLine metric="plantWarmSupplyC" value={of('plantWarmSupplyC')} />
    </Stage>
  );
}

function Outdoor({ of }: { readonly of: Of }) {
  const ratingW = siteInfo.value?.site.ratings.dryCoolerW ?? Number.NaN;
  const fans = `${watts(of('plantDryCoolerPowerW'))} · ${formatText(of('plantDryCoolerSpeedRatio'), 'percent')}`;
  return (
    <Stage name={say(COOLING_TEXTS.dryCoolers)}>
      <Line name={COOLING_TEXTS.heat} value={watts(of('plantDryCoolerHeatW'))} />
      <Line
        name={COOLING_TEXTS.load}
        value={formatText(of('plantDryCoolerHeatW') / ratingW, 'percent')}
      />
      <Line name={COOLING_TEXTS.fans} value={fans} />
      <Line name={COOLING_TEXTS.approach} value={formatText(of('plantDryCoolerApproachK'), 'K')} />
      <Line
        name={COOLING_TEXTS.pads}
        value={metricText('plantAdiabaticState', of('plantAdiabaticState')).number}
      />
    </Stage>
  );
}

function ColdLoop({ of }: { readonly of: Of }) {
  return (
    <Stage name={say(COOLING_TEXTS.coldLoop)}>
      <Line name={COOLING_TEXTS.heat} value={watts(of('plantColdHeatW'))} />
      <Line
        name={COOLING_TEXTS.supplyReturn}
        value={between(of('plantColdSupplyC'), of('plantColdReturnC'))}
      />
      <MarginLine metric="plantColdSupplyC" value={of('plantColdSupplyC')} />
      <Line name={COOLING_TEXTS.airHandlers} value={watts(of('plantAirHandlerPowerW'))} />
      <Line name={COOLING_TEXTS.freeCoolers} value={watts(of('plantFreeCoolerPowerW'))} />
      <Line name={COOLING_TEXTS.chillers} value={watts(of('plantChillerPowerW'))} />
    </Stage>
  );
}

/** What is left to the next limit of the site's own rules. */
function MarginLine({ metric, value }: { readonly metric: MetricId; readonly value: number }) {
  const margin = marginOf(siteInfo.value?.rules ?? [], metric, value);
  if (!margin) return null;
  return (
    <div class={margin.left < 0 ? 'level-warning' : ''}>
      <dt class="muted">
        {say(COOLING_TEXTS.toLimit, { limit: formatText(margin.limit, 'C', { digits: 0 }) })}
      </dt>
      <dd>{formatText(margin.left, 'K')}</dd>
    </div>
  );
}

interface StageProps {
  readonly name: string;
  readonly children: ComponentChildren;
}

function Stage({ name, children }: StageProps) {
  return (
    <li class="stage">
      <h3>{name}</h3>
      <dl>{children}</dl>
    </li>
  );
}

interface LineProps {
  readonly name: Parameters<typeof say>[0];
  readonly value: ComponentChildren;
}

function Line({ name, value }: LineProps) {
  return (
    <div>
      <dt class="muted">{say(name)}</dt>
      <dd>{value}</dd>
    </div>
  );
}
