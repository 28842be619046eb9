// Where the IT power goes now: jobs, idle GPUs, GPUs out of service, network racks; the lines add up to the meter.
import { useComputed } from '@preact/signals';
import type { MetricId } from '../../../server/contract/metrics.ts';
import { formatText } from '../../format.ts';
import { JOBS_TEXTS } from '../../i18n/jobsView.ts';
import { say } from '../../i18n.ts';
import { useTable } from '../../live.ts';
import { siteUnits } from '../../siteUnits.ts';
import { Panel } from '../../ui/panel.tsx';
import { Value } from '../../ui/value.tsx';

const METRICS = ['siteIdlePowerW', 'siteOutPowerW', 'siteNetworkPowerW'] as const;
const SUM: MetricId = 'siteItAtRacksPowerW';

export function PowerLines() {
  const table = useTable('site');
  const lines = useComputed(() => {
    const of = (metric: MetricId): number => table.value?.value(metric, 0) ?? Number.NaN;
    const [idle, out, network] = METRICS.map(of) as [number, number, number];
    const sum = of(SUM);
    return { jobs: sum - idle - out - network, idle, out, network, sum };
  });
  const { jobs, idle, out, network, sum } = lines.value;
  const unit = siteUnits().power;
  const digits = unit === 'MW' ? 2 : 1;
  const rows = [
    { name: JOBS_TEXTS.lineJobs, watts: jobs, metric: undefined },
    { name: JOBS_TEXTS.lineIdle, watts: idle, metric: METRICS[0] },
    { name: JOBS_TEXTS.lineOut, watts: out, metric: METRICS[1] },
    { name: JOBS_TEXTS.lineNetwork, watts: network, metric: METRICS[2] },
    { name: JOBS_TEXTS.lineSum, watts: sum, metric: SUM },
  ];
  return (
    <Panel
      title={say(JOBS_TEXTS.lines)}
      class="powerLines"
      exports={{
        table: () => ({
          columns: [{ name: say(JOBS_TEXTS.lines) }, { name: say(JOBS_TEXTS.power), unit: 'W' }],
          rows: rows.map(({ name, watts }) => [say(name), watts]),
        }),
      }}
    >
      <dl class="lineList">
        {rows.map(({ name, watts, metric }) => (
          <div key={name.en}>
            <dt>{say(name)}</dt>
            <dd>
              <Value value={watts} unit={unit} digits={digits} {...(metric && { metric })} />
              <span class="muted">{formatText(watts / sum, 'percent', { digits: 1 })}</span>
            </dd>
          </div>
        ))}
      </dl>
    </Panel>
  );
}
