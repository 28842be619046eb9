// The jobs: what runs, on how many GPUs, at which power, and what it has cost in energy.
import type { JobView } from '../../../server/contract/job.ts';
import { JobName } from '../../floor/jobName.tsx';
import { formatNumber, formatText, formatValue } from '../../format.ts';
import { t } from '../../i18n.ts';
import { jobsKnown, useJobs } from '../../live.ts';
import { siteUnits } from '../../siteUnits.ts';
import { Panel } from '../../ui/panel.tsx';
import { type Column, Table } from '../../ui/table.tsx';

export function JobsPanel() {
  const jobs = useJobs().value;
  const running = jobs.filter(({ state }) => state === 'running');
  const queued = jobs.filter(({ state }) => state === 'queued');
  const rows = [...running.sort((a, b) => b.gpuCount - a.gpuCount), ...queued];
  const note = jobsKnown.value
    ? t('jobsNote', { running: running.length, queued: queued.length })
    : t('loading');
  return (
    <Panel title={t('jobs')} subtitle={note} class="jobsPanel" flush>
      {rows.length > 0 || !jobsKnown.value ? (
        <Table caption={t('jobs')} columns={columns()} rows={rows} rowKey={({ id }) => id} />
      ) : (
        <p class="empty">{t('noJobs')}</p>
      )}
    </Panel>
  );
}

function columns(): readonly Column<JobView>[] {
  return [
    {
      id: 'name',
      header: t('job'),
      wide: true,
      cell: ({ id, name }) => <JobName id={id}>{name}</JobName>,
    },
    {
      id: 'kind',
      header: t('kind'),
      cell: ({ kind }) => <span class="muted">{t(`kind_${kind}`)}</span>,
    },
    {
      id: 'gpus',
      header: t('gpus'),
      numeric: true,
      cell: ({ gpuCount }) => formatNumber(gpuCount),
    },
    { id: 'power', header: t('itPower'), numeric: true, cell: powerOf },
    {
      id: 'energy',
      header: t('energy'),
      numeric: true,
      cell: energyOf,
    },
    {
      id: 'perToken',
      header: t('jPerToken'),
      help: t('jPerTokenHelp'),
      numeric: true,
      cell: (job) => formatValue(whPerToken(job), 'JPerToken').number,
    },
  ];
}

/** Jobs of less than a row of racks are told in kilowatts: their own size, which never changes, decides. */
const LARGE_FROM_GPUS = 720;

function isSmall({ gpuCount }: JobView): boolean {
  return gpuCount < LARGE_FROM_GPUS;
}

function powerOf(job: JobView) {
  if (job.state === 'queued') return <span class="muted">{t('queued')}</span>;
  const powerW = job.powerW ?? Number.NaN;
  return isSmall(job)
    ? formatText(powerW, 'kW')
    : formatText(powerW, siteUnits().power, { digits: 2 });
}

function energyOf(job: JobView) {
  const energyWh = job.energyWh ?? Number.NaN;
  return formatText(energyWh, isSmall(job) ? 'kWh' : siteUnits().energy);
}

/** Wh a token since the start of the job; NaN where tokens are not counted. */
function whPerToken({ energyWh, tokens }: JobView): number {
  return energyWh === null || tokens === null || tokens === 0 ? Number.NaN : energyWh / tokens;
}
