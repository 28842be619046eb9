// The job that holds a GPU, with the way to its page.
import type { JobView } from '../../../server/contract/job.ts';
import { formatDayTime, formatNumber, formatText } from '../../format.ts';
import { say, t } from '../../i18n.ts';
import { siteInfo, useJobs } from '../../live.ts';
import { pathOf } from '../../route.ts';
import type { ExportTable } from '../../ui/exportTable.ts';
import { Panel } from '../../ui/panel.tsx';
import { GPU_TEXTS } from './gpuTexts.ts';

interface GpuJobProps {
  /** Number of the job; NaN when there is none. */
  readonly number: number;
}

export function GpuJob({ number }: GpuJobProps) {
  const jobs = useJobs().value;
  const job = jobs.find(({ id }) => id === `J${number}`);
  const zone = siteInfo.value?.site.timeZone ?? 'UTC';
  return (
    <Panel title={say(GPU_TEXTS.job)} exports={{ table: () => tableOf(job) }}>
      {job ? (
        <dl class="facts2">
          <dt>
            <a class="link" href={pathOf('job', job.id) ?? '/jobs'}>
              {job.name}
            </a>
          </dt>
          <dd class="muted">{job.id}</dd>
          <dt>{t(`kind_${job.kind}`)}</dt>
          <dd>{say(GPU_TEXTS.jobGpus, { count: formatNumber(job.gpuCount) })}</dd>
          <dt class="muted">{job.tenant}</dt>
          <dd class="muted">{job.startMs === null ? '–' : formatDayTime(job.startMs, zone)}</dd>
          <dt class="muted">{t('itPower')}</dt>
          <dd class="live">{formatText(job.powerW ?? Number.NaN, 'kW', { digits: 1 })}</dd>
        </dl>
      ) : (
        <p class="muted">{say(GPU_TEXTS.noJob)}</p>
      )}
    </Panel>
  );
}

function tableOf(job: JobView | undefined): ExportTable {
  return {
    columns: [
      { name: 'id' },
      { name: t('job') },
      { name: t('kind') },
      { name: say(GPU_TEXTS.tenant) },
      { name: t('gpus') },
      { name: say(GPU_TEXTS.start), time: true },
      { name: t('itPower'), unit: 'W' },
    ],
    rows: job
      ? [
          [
            job.id,
            job.name,
            t(`kind_${job.kind}`),
            job.tenant,
            job.gpuCount,
            job.startMs === null ? null : new Date(job.startMs).toISOString(),
            job.powerW,
          ],
        ]
      : [],
  };
}
