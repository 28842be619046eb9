// The columns of the table of jobs.
import type { JobView } from '../../../server/contract/job.ts';
import { JobName } from '../../floor/jobName.tsx';
import {
  energyText,
  formatDayTime,
  formatDuration,
  formatNumber,
  formatText,
  massUnit,
} from '../../format.ts';
import { END_TEXTS, JOBS_TEXTS } from '../../i18n/jobsView.ts';
import { say, t } from '../../i18n.ts';
import { pathOf } from '../../route.ts';
import type { DataColumn } from '../../ui/dataTable.tsx';

type JobColumn = DataColumn<JobView>;
const numberOr = (value: number | null): number => value ?? Number.NaN;

/** `nowMs` is of the minute, so that a table is not made anew each second for its runtimes. */
export function jobColumns(
  state: JobView['state'],
  zone: string,
  nowMs: number,
): readonly JobColumn[] {
  const head = headColumns();
  if (state === 'queued') return head;
  const when = [startedIn(zone), lastedUntil(nowMs)];
  return state === 'running'
    ? [...head, ...powerColumns(), ...accountColumns(), ...when]
    : [...head, ...accountColumns(), ...when, endColumn()];
}

function headColumns(): readonly JobColumn[] {
  return [
    {
      id: 'name',
      header: say(JOBS_TEXTS.name),
      wide: true,
      order: ({ name }) => name,
      cell: ({ id, name }) => (
        <JobName id={id} href={pathOf('job', id)}>
          {name}
        </JobName>
      ),
    },
    {
      id: 'tenant',
      header: say(JOBS_TEXTS.tenant),
      order: ({ tenant }) => tenant,
      cell: ({ tenant }) => tenant,
    },
    {
      id: 'kind',
      header: say(JOBS_TEXTS.kind),
      order: ({ kind }) => kind,
      cell: ({ kind }) => <span class="muted">{t(`kind_${kind}`)}</span>,
    },
    {
      id: 'gpus',
      header: say(JOBS_TEXTS.gpus),
      numeric: true,
      order: ({ gpuCount }) => gpuCount,
      cell: ({ gpuCount }) => formatNumber(gpuCount),
    },
  ];
}

function powerColumns(): readonly JobColumn[] {
  return [
    {
      id: 'power',
      header: say(JOBS_TEXTS.power),
      numeric: true,
      order: ({ powerW }) => numberOr(powerW),
      cell: ({ powerW }) => formatText(numberOr(powerW), 'kW', { digits: 0 }),
    },
    {
      id: 'sm',
      header: say(JOBS_TEXTS.sm),
      numeric: true,
      order: ({ smActiveRatio }) => numberOr(smActiveRatio),
      cell: ({ smActiveRatio }) => formatText(numberOr(smActiveRatio), 'percent'),
    },
  ];
}

function accountColumns(): readonly JobColumn[] {
  return [
    {
      id: 'itEnergy',
      header: say(JOBS_TEXTS.itEnergy),
      help: say(JOBS_TEXTS.itEnergyHelp),
      numeric: true,
      order: ({ energyWh }) => numberOr(energyWh),
      cell: ({ energyWh }) => energyText(numberOr(energyWh)),
    },
    {
      id: 'energy',
      header: say(JOBS_TEXTS.energy),
      help: say(JOBS_TEXTS.energyHelp),
      numeric: true,
      order: ({ facilityWh }) => numberOr(facilityWh),
      cell: ({ facilityWh }) => energyText(numberOr(facilityWh)),
    },
    {
      id: 'cost',
      header: say(JOBS_TEXTS.cost),
      help: say(JOBS_TEXTS.costHelp),
      numeric: true,
      order: ({ costEur }) => numberOr(costEur),
      cell: ({ costEur }) => formatText(numberOr(costEur), 'EUR'),
    },
    {
      id: 'carbon',
      header: say(JOBS_TEXTS.carbon),
      help: say(JOBS_TEXTS.carbonHelp),
      numeric: true,
      order: ({ co2G }) => numberOr(co2G),
      cell: ({ co2G }) => massText(numberOr(co2G)),
    },
    {
      id: 'perToken',
      header: say(JOBS_TEXTS.perToken),
      numeric: true,
      order: ({ siteJPerToken }) => numberOr(siteJPerToken),
      cell: ({ siteJPerToken }) => formatNumber(numberOr(siteJPerToken), { digits: 2 }),
    },
  ];
}

function massText(grams: number): string {
  return formatText(grams, massUnit(grams), { digits: 2 });
}

function endColumn(): JobColumn {
  return {
    id: 'ending',
    header: say(JOBS_TEXTS.ending),
    order: ({ endReason }) => endReason ?? '',
    cell: ({ endReason }) => (endReason ? say(END_TEXTS[endReason]) : '–'),
  };
}

function startedIn(zone: string): JobColumn {
  return {
    id: 'started',
    header: say(JOBS_TEXTS.started),
    numeric: true,
    order: ({ startMs }) => numberOr(startMs),
    cell: ({ startMs }) => (startMs === null ? '–' : formatDayTime(startMs, zone)),
  };
}

function lastedUntil(nowMs: number): JobColumn {
  const lastedS = ({ startMs, endMs }: JobView): number =>
    startMs === null ? Number.NaN : ((endMs ?? nowMs) - startMs) / 1_000;
  return {
    id: 'lasted',
    header: say(JOBS_TEXTS.lasted),
    numeric: true,
    order: lastedS,
    cell: (job) => (Number.isNaN(lastedS(job)) ? '–' : formatDuration(Math.max(0, lastedS(job)))),
  };
}

/** The plain number of a column, for the file. */
export function jobCells(job: JobView): readonly (string | number | null)[] {
  const { id, name, tenant, kind, state, gpuCount, powerW, smActiveRatio } = job;
  const iso = (ms: number | null): string | null =>
    ms === null ? null : new Date(ms).toISOString();
  const shown = [id, name, tenant, kind, state, gpuCount, powerW, smActiveRatio];
  const account = [
    job.energyWh,
    job.facilityWh,
    job.costEur,
    job.co2G,
    job.siteJPerToken,
    job.gpuJPerToken,
  ];
  return [...shown, ...account, iso(job.startMs), iso(job.endMs), job.endReason];
}

export const JOB_CELL_NAMES = [
  { name: 'id' },
  { name: 'name' },
  { name: 'tenant' },
  { name: 'kind' },
  { name: 'state' },
  { name: 'gpuCount' },
  { name: 'powerW', unit: 'W' },
  { name: 'smActiveRatio' },
  { name: 'energyWh', unit: 'Wh' },
  { name: 'facilityWh', unit: 'Wh' },
  { name: 'costEur', unit: 'EUR' },
  { name: 'co2G', unit: 'g' },
  { name: 'siteJPerToken', unit: 'J' },
  { name: 'gpuJPerToken', unit: 'J' },
  { name: 'start', time: true },
  { name: 'end', time: true },
  { name: 'endReason' },
] as const;
