// The job that holds a GPU.

import { formatNumber, formatText } from '../../format.ts';
import { say, t } from '../../i18n.ts';
import { useJobs } from '../../live.ts';
import { Panel } from '../../ui/panel.tsx';
import { GPU_TEXTS } from './gpuTexts.ts';

interface GpuJobProps {
  /** Number of the job; NaN when there is none. */
  readonly number: number;
}

export function GpuJob({ number }: GpuJobProps) {
  const jobs = useJobs().value;
  const job = jobs.find(({ id }) => id === `J${number}`);
  return (
    <Panel title={say(GPU_TEXTS.job)}>
      {job ? (
        <dl class="facts2">
          <dt>{job.name}</dt>
          <dd class="muted">{job.id}</dd>
          <dt>{t(`kind_${job.kind}`)}</dt>
          <dd>{say(GPU_TEXTS.jobGpus, { count: formatNumber(job.gpuCount) })}</dd>
          <dt class="muted">{t('itPower')}</dt>
          <dd class="live">{formatText(job.powerW ?? Number.NaN, 'MW', { digits: 2 })}</dd>
        </dl>
      ) : (
        <p class="muted">{say(GPU_TEXTS.noJob)}</p>
      )}
    </Panel>
  );
}
