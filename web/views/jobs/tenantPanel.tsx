// What the running jobs of each tenant hold and have used.
import { type ReadonlySignal, useComputed } from '@preact/signals';
import type { JobView } from '../../../server/contract/job.ts';
import { formatNumber, formatText } from '../../format.ts';
import { JOBS_TEXTS } from '../../i18n/jobsView.ts';
import { say } from '../../i18n.ts';
import { siteUnits } from '../../siteUnits.ts';
import { Panel } from '../../ui/panel.tsx';
import { type Column, Table } from '../../ui/table.tsx';
import { byTenant, type TenantSum } from './jobList.ts';

export function TenantPanel({ jobs }: { readonly jobs: ReadonlySignal<readonly JobView[]> }) {
  const sums = useComputed(() => byTenant(jobs.value.filter(({ state }) => state === 'running')));
  return (
    <Panel
      title={say(JOBS_TEXTS.byTenant)}
      class="tenantPanel"
      exports={{
        table: () => ({
          columns: [
            { name: say(JOBS_TEXTS.tenant) },
            { name: say(JOBS_TEXTS.jobs) },
            { name: say(JOBS_TEXTS.gpus) },
            { name: say(JOBS_TEXTS.power), unit: 'W' },
            { name: say(JOBS_TEXTS.energy), unit: 'Wh' },
            { name: say(JOBS_TEXTS.cost), unit: 'EUR' },
            { name: say(JOBS_TEXTS.carbon), unit: 'g' },
          ],
          rows: sums
            .peek()
            .map((sum) => [
              sum.tenant,
              sum.jobs,
              sum.gpus,
              sum.powerW,
              sum.facilityWh,
              sum.costEur,
              sum.co2G,
            ]),
        }),
      }}
      flush
    >
      <Table
        caption={say(JOBS_TEXTS.byTenant)}
        columns={columns()}
        rows={sums.value}
        rowKey={({ tenant }) => tenant}
      />
    </Panel>
  );
}

function columns(): readonly Column<TenantSum>[] {
  return [
    {
      id: 'tenant',
      header: say(JOBS_TEXTS.tenant),
      wide: true,
      cell: ({ tenant }) => (
        <a class="link" href={`/jobs?find=${encodeURIComponent(tenant)}`}>
          {tenant}
        </a>
      ),
    },
    {
      id: 'gpus',
      header: say(JOBS_TEXTS.gpus),
      numeric: true,
      cell: ({ gpus }) => formatNumber(gpus),
    },
    {
      id: 'power',
      header: say(JOBS_TEXTS.power),
      numeric: true,
      cell: ({ powerW }) => formatText(powerW, siteUnits().power, { digits: 2 }),
    },
  ];
}
