// The jobs: what runs, on how many GPUs, at which power, and what it has cost in energy.
import { type ReadonlySignal, useComputed } from '@preact/signals';
import type { JobView } from '../../../server/contract/job.ts';
import { JobName } from '../../floor/jobName.tsx';
import { energyText, formatNumber, formatText, formatValue } from '../../format.ts';
import { PARTS_TEXTS } from '../../i18n/overviewParts.ts';
import { say, t } from '../../i18n.ts';
import { jobRecords, jobsKnown, useJobs } from '../../live.ts';
import { pathOf } from '../../route.ts';
import { siteUnits } from '../../siteUnits.ts';
import { withNowMark } from '../../time/nowMark.ts';
import { Panel } from '../../ui/panel.tsx';
import { type Column, Table } from '../../ui/table.tsx';
import { ViewLink } from './viewLink.tsx';

/** What a row says that stays as long as its job runs; figures come by themselves. */
type JobHead = Pick<JobView, 'id' | 'name' | 'kind' | 'gpuCount' | 'state'>;

export function JobsPanel() {
  const jobs = useJobs();
  // The table is made anew when a job comes or goes, not when its power moves.
  const rows: readonly JobHead[] = inOrder(jobRecords.value);
  const count = (state: JobHead['state']): number =>
    rows.filter((row) => row.state === state).length;
  const note = jobsKnown.value
    ? t('jobsNote', { running: count('running'), queued: count('queued') })
    : t('loading');
  return (
    <Panel
      title={t('jobs')}
      subtitle={withNowMark(note)}
      class="jobsPanel"
      flush
      actions={<ViewLink view="jobs">{say(PARTS_TEXTS.allJobs)}</ViewLink>}
      exports={{ table: () => tableOf(inOrder(jobs.peek())) }}
    >
      {rows.length > 0 || !jobsKnown.value ? (
        <Table
          caption={t('jobs')}
          columns={columns(jobs)}
          rows={rows}
          rowKey={({ id }) => id}
          rowPx={rowPx()}
        />
      ) : (
        <p class="empty">{t('noJobs')}</p>
      )}
    </Panel>
  );
}

/** As overview.css has it. */
function rowPx(): number {
  return matchMedia('(min-width: 2200px)').matches ? 39 : 26;
}

function inOrder(jobs: readonly JobView[]): JobView[] {
  const running = jobs.filter(({ state }) => state === 'running');
  const queued = jobs.filter(({ state }) => state === 'queued');
  return [...running.sort((a, b) => b.gpuCount - a.gpuCount), ...queued];
}

type Jobs = ReadonlySignal<readonly JobView[]>;

function columns(jobs: Jobs): readonly Column<JobHead>[] {
  const figure = (text: (job: JobView) => string) => (head: JobHead) => (
    <Figure jobs={jobs} id={head.id} text={text} />
  );
  return [
    {
      id: 'name',
      header: t('job'),
      wide: true,
      cell: ({ id, name }) => (
        <JobName id={id} href={pathOf('job', id)}>
          {name}
        </JobName>
      ),
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
    { id: 'power', header: t('itPower'), numeric: true, cell: figure(powerOf) },
    { id: 'energy', header: t('energy'), numeric: true, cell: figure(energyOf) },
    {
      id: 'perToken',
      header: t('jPerToken'),
      help: t('jPerTokenHelp'),
      numeric: true,
      cell: figure((job) => formatValue(whPerToken(job), 'JPerToken').number),
    },
  ];
}

interface FigureProps {
  readonly jobs: Jobs;
  readonly id: string;
  readonly text: (job: JobView) => string;
}

/** A text of its own: only its letters change with the second. */
function Figure({ jobs, id, text }: FigureProps) {
  const shown = useComputed(() => {
    const job = jobs.value.find((one) => one.id === id);
    return job ? text(job) : '–';
  });
  return <>{shown}</>;
}

/** Jobs of less than a row of racks are told in kilowatts: their own size, which never changes, decides. */
const LARGE_FROM_GPUS = 720;

function isSmall({ gpuCount }: JobView): boolean {
  return gpuCount < LARGE_FROM_GPUS;
}

function powerOf(job: JobView): string {
  if (job.state === 'queued') return t('queued');
  const powerW = job.powerW ?? Number.NaN;
  return isSmall(job)
    ? formatText(powerW, 'kW')
    : formatText(powerW, siteUnits().power, { digits: 2 });
}

function energyOf(job: JobView): string {
  return energyText(job.energyWh ?? Number.NaN);
}

/** Wh a token since the start of the job; NaN where tokens are not counted. */
function whPerToken({ energyWh, tokens }: JobView): number {
  return energyWh === null || tokens === null || tokens === 0 ? Number.NaN : energyWh / tokens;
}

function tableOf(jobs: readonly JobView[]) {
  return {
    columns: [
      { name: t('job') },
      { name: 'id' },
      { name: t('kind') },
      { name: t('gpus') },
      { name: t('itPower'), unit: 'kW', digits: 1 },
      { name: t('energy'), unit: 'kWh', digits: 1 },
      { name: t('jPerToken'), unit: 'J', digits: 2 },
    ],
    rows: jobs.map((job) => [
      job.name,
      job.id,
      t(`kind_${job.kind}`),
      job.gpuCount,
      job.powerW === null ? null : job.powerW / 1e3,
      job.energyWh === null ? null : job.energyWh / 1e3,
      Number.isNaN(whPerToken(job)) ? null : whPerToken(job) * 3600,
    ]),
  };
}
