// Where the power of a rack goes: its AC input in five parts that add up, and what its meters say.

import { type MetricId, metricOf } from '../../../server/contract/metrics.ts';
import { energyText, formatText, formatValue } from '../../format.ts';
import { say } from '../../i18n.ts';
import { nowMark } from '../../time/nowMark.ts';
import type { ExportTable } from '../../ui/exportTable.ts';
import { Known } from '../../ui/known.tsx';
import { metricRows } from '../../ui/metricRows.ts';
import { Panel } from '../../ui/panel.tsx';
import { RACK_TEXTS } from './rackTexts.ts';
import { roundedParts, SPLIT_PARTS } from './split.ts';

interface SplitPanelProps {
  readonly value: (metric: MetricId) => number;
}

/** Two decimals of a kilowatt. */
const STEP_W = 10;

export function SplitPanel({ value }: SplitPanelProps) {
  const totalW = value('rackPowerW');
  const powers = SPLIT_PARTS.map(({ metric }) => value(metric));
  const shown = roundedParts(powers, totalW, STEP_W);
  return (
    <Panel
      title={say(RACK_TEXTS.whereItGoes)}
      subtitle={nowMark.value || undefined}
      exports={{
        table: () => metricRows([...SPLIT_PARTS.map(({ metric }) => metric), 'rackPowerW'], value),
      }}
      actions={
        <span class="bigValue live">
          {formatValue(totalW, 'kW', { digits: 2 }).number} <span class="unit">kW</span>
        </span>
      }
    >
      <div class="splitBar live" aria-hidden="true">
        {SPLIT_PARTS.map(({ metric, ink }, i) => (
          <i
            key={metric}
            style={{ flexGrow: shareOf(powers[i], totalW), background: `var(--${ink})` }}
          />
        ))}
      </div>
      <table class="split">
        <caption class="unseen">{say(RACK_TEXTS.whereItGoes)}</caption>
        <thead class="unseen">
          <tr>
            <th scope="col">{say(RACK_TEXTS.whereItGoes)}</th>
            <th scope="col">kW</th>
            <th scope="col">{say(RACK_TEXTS.share)}</th>
          </tr>
        </thead>
        <tbody>
          {SPLIT_PARTS.map(({ metric, name, ink }, i) => (
            <tr key={metric}>
              <th scope="row">
                <i class="swatch" style={{ background: `var(--${ink})` }} /> {say(name)}
              </th>
              <td class="live">{formatText(shown[i] ?? Number.NaN, 'kW', { digits: 2 })}</td>
              <td class="live muted">
                {formatText((powers[i] ?? Number.NaN) / totalW, 'percent', { digits: 1 })}
              </td>
            </tr>
          ))}
          <tr class="splitTotal">
            <th scope="row">{say(RACK_TEXTS.acInput)}</th>
            <td class="live">{formatText(totalW, 'kW', { digits: 2 })}</td>
            <td class="live muted">{formatText(totalW / totalW, 'percent', { digits: 1 })}</td>
          </tr>
        </tbody>
      </table>
    </Panel>
  );
}

function shareOf(part: number | undefined, total: number): number {
  const share = (part ?? 0) / total;
  return Number.isFinite(share) ? share : 0;
}

interface MetersProps extends SplitPanelProps {
  /** Lowest and highest power cap of its GPUs. */
  readonly caps: readonly [number, number];
}

export function MetersPanel({ value, caps }: MetersProps) {
  const rows: readonly [MetricId, string][] = [
    ['rackEnergyWh', energyText(value('rackEnergyWh'))],
    ['rackGpuSensorPowerW', formatText(value('rackGpuSensorPowerW'), 'kW', { digits: 2 })],
    ['rackSensorResidualW', formatText(value('rackSensorResidualW'), 'W', { digits: 0 })],
    ['rackCoolantSupplyC', formatText(value('rackCoolantSupplyC'), 'C')],
    ['rackCoolantReturnC', formatText(value('rackCoolantReturnC'), 'C')],
    ['rackCoolantFlowLpm', formatText(value('rackCoolantFlowLpm'), 'Lpm')],
    ['rackLiquidHeatW', formatText(value('rackLiquidHeatW'), 'kW')],
    ['rackAirHeatW', formatText(value('rackAirHeatW'), 'kW')],
    ['rackGpuTempMaxC', formatText(value('rackGpuTempMaxC'), 'C')],
    ['rackThermalMarginMinK', formatText(value('rackThermalMarginMinK'), 'K')],
    ['rackSmActiveRatio', formatText(value('rackSmActiveRatio'), 'percent', { digits: 1 })],
    ['rackTraysOut', formatText(value('rackTraysOut'), 'count')],
  ];
  return (
    <Panel
      title={say(RACK_TEXTS.meters)}
      subtitle={nowMark.value || undefined}
      exports={{
        table: () =>
          metersTable(
            rows.map(([metric]) => metric),
            value,
            caps,
          ),
      }}
    >
      <dl class="meters">
        {rows.map(([metric, text]) => (
          <div key={metric}>
            <dt class="muted">
              <Known metric={metric}>{say(metricOf(metric).name)}</Known>
            </dt>
            <dd class="live">{text}</dd>
          </div>
        ))}
        <div>
          <dt class="muted">
            <Known metric="gpuPowerLimitW">{say(RACK_TEXTS.caps)}</Known>
          </dt>
          <dd class="live">{capsText(caps)}</dd>
        </div>
      </dl>
    </Panel>
  );
}

function metersTable(
  metrics: readonly MetricId[],
  value: (metric: MetricId) => number,
  [low, high]: readonly [number, number],
): ExportTable {
  const { columns, rows } = metricRows(metrics, value);
  const cap = (end: string, capW: number) => [
    `${say(RACK_TEXTS.caps)}, ${end}`,
    Number.isNaN(capW) ? null : capW,
    'W',
  ];
  const caps = [cap(say(RACK_TEXTS.lowest), low), cap(say(RACK_TEXTS.highest), high)];
  return { columns, rows: [...rows, ...caps] };
}

function capsText([low, high]: readonly [number, number]): string {
  if (!(high > low)) return formatText(low, 'W');
  return say(RACK_TEXTS.capsApart, {
    low: formatText(low, 'W'),
    high: formatText(high, 'W'),
  });
}
