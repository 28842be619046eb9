// The GPUs of the same tray side by side: one that differs from its neighbours is seen at once.

import { type MetricId, metricOf } from '../../../server/contract/metrics.ts';
import { formatText } from '../../format.ts';
import { say } from '../../i18n.ts';
import { type SiteContext, useTable } from '../../live.ts';
import { pathOf } from '../../route.ts';
import { withNowMark } from '../../time/nowMark.ts';
import { Panel } from '../../ui/panel.tsx';
import { GPU_TEXTS } from './gpuTexts.ts';

interface TrayNeighboursProps {
  readonly info: SiteContext;
  readonly gpu: number;
}

export function TrayNeighbours({ info: { ids, places }, gpu }: TrayNeighboursProps) {
  const rack = places.ancestors('gpu', 'rack')[gpu] ?? 0;
  const tray = places.ancestors('gpu', 'tray')[gpu] ?? 0;
  const table = useTable(`rack:${ids.idOf('rack', rack)}`).value;
  const { from, to } = places.within('gpu', 'tray', tray);
  const read = (metric: MetricId, index: number): number | null => {
    const value = table?.value(metric, index) ?? Number.NaN;
    return Number.isNaN(value) ? null : value;
  };
  const trayW = table?.value('trayPowerW', tray) ?? Number.NaN;
  return (
    <Panel
      title={say(GPU_TEXTS.inTray)}
      exports={{
        table: () => ({
          columns: [
            { name: 'id' },
            { name: say(metricOf('gpuPowerW').name), unit: 'W' },
            { name: say(metricOf('gpuTempC').name), unit: 'C' },
          ],
          rows: Array.from({ length: to - from }, (_, i) => [
            ids.idOf('gpu', from + i),
            read('gpuPowerW', from + i),
            read('gpuTempC', from + i),
          ]),
        }),
      }}
      subtitle={
        <span class="live">
          {withNowMark(say(GPU_TEXTS.trayPower, { power: formatText(trayW, 'kW', { digits: 2 }) }))}
        </span>
      }
    >
      <ul class="trayGpus">
        {Array.from({ length: to - from }, (_, i) => {
          const id = ids.idOf('gpu', from + i);
          return (
            <li key={id}>
              <a href={pathOf('gpu', id) ?? '/'} aria-current={from + i === gpu ? 'true' : 'false'}>
                <span>{id.split('-').at(-1)}</span>
                <span class="live">
                  {formatText(table?.value('gpuPowerW', from + i) ?? Number.NaN, 'W')}
                </span>
                <span class="live muted">
                  {formatText(table?.value('gpuTempC', from + i) ?? Number.NaN, 'C')}
                </span>
              </a>
            </li>
          );
        })}
      </ul>
    </Panel>
  );
}
