// One job: what it is, what it draws, what it has used and owes so far, where it runs, and what went wrong.
import './jobs.css';
import { useComputed } from '@preact/signals';
import type { JobAnswer } from '../../../server/contract/apiJob.ts';
import type { JobView } from '../../../server/contract/job.ts';
import { ChartPanel } from '../../charts/chartPanel.tsx';
import { formatDayTime, formatNumber } from '../../format.ts';
import { END_TEXTS, JOBS_TEXTS, ONE_STATE_TEXTS } from '../../i18n/jobsView.ts';
import { say, t } from '../../i18n.ts';
import { clock, siteInfo, useJobs } from '../../live.ts';
import { pathOf } from '../../route.ts';
import { queryText } from '../../time/ask.ts';
import { isoOf } from '../../time/range.ts';
import { useJson } from '../../time/useJson.ts';
import { useSeries } from '../../time/useSeries.ts';
import { Panel } from '../../ui/panel.tsx';
import { ActButton } from '../act/actButton.tsx';
import { JobFigures } from './jobFigures.tsx';
import { JobTroubles } from './jobTroubles.tsx';

const TRACE = ['jobPowerW', 'jobGpuPowerW'] as const;

export function JobPage({ id }: { readonly id: string }) {
  const answered = useJson<JobAnswer>(`/api/jobs/${encodeURIComponent(id)}`, { everyS: 10 });
  const live = useJobs();
  const { answer, state, status, problem } = answered.value;
  // The second's figures where the job is on the wire, the last answer otherwise.
  const job = useComputed(
    () =>
      live.value.find((one) => one.id === id && one.state === 'running') ??
      answered.value.answer?.job,
  );
  if (!job.value) {
    // Only the server's own word says that there is no such job.
    const words =
      state === 'offline'
        ? t('chartOffline')
        : status === 404
          ? say(JOBS_TEXTS.unknown, { id })
          : state === 'refused'
            ? problem
            : say(JOBS_TEXTS.loading);
    const gone = state !== 'offline' && status === 404;
    return (
      <div class="notFound">
        {gone ? <h1>{t('notFoundTitle')}</h1> : null}
        <p class="muted">{words}</p>
        <p>
          <a href="/jobs">{say(JOBS_TEXTS.allJobs)}</a>
        </p>
      </div>
    );
  }
  return (
    <div class="jobPage">
      <Head job={job.value} />
      <JobFigures job={job} />
      <Trace job={job.value} />
      <div class="jobFoot">
        <Racks racks={answer?.racks ?? []} />
        <JobTroubles job={job.value} />
      </div>
    </div>
  );
}

function Head({ job }: { readonly job: JobView }) {
  const zone = siteInfo.value?.site.timeZone ?? 'UTC';
  const { name, id, tenant, kind, state, gpuCount, startMs, endMs, endReason } = job;
  const words = [
    id,
    tenant,
    t(`kind_${kind}`),
    `${formatNumber(gpuCount)} ${say(JOBS_TEXTS.gpus)}`,
    say(ONE_STATE_TEXTS[state]),
    startMs === null ? '' : `${say(JOBS_TEXTS.started)} ${formatDayTime(startMs, zone)}`,
    endMs === null ? '' : `${say(JOBS_TEXTS.ending)} ${formatDayTime(endMs, zone)}`,
    endReason ? say(END_TEXTS[endReason]) : '',
  ];
  return (
    <header class="jobHead">
      <div class="jobTitle">
        <h1>{name}</h1>
        {state === 'ended' ? null : <ActButton kind="job" id={id} />}
      </div>
      <p class="muted">{words.filter(Boolean).join(' · ')}</p>
    </header>
  );
}

/** The trace of an ended job is kept for so long. */
const KEPT_MS = 86_400_000;

function Trace({ job }: { readonly job: JobView }) {
  const nowMs = Math.floor((clock.value?.timeMs ?? 0) / 60_000) * 60_000;
  if (job.startMs === null || nowMs === 0) return null;
  if (job.endMs !== null && nowMs - job.endMs > KEPT_MS) return null;
  const whole = { from: isoOf(job.startMs), to: isoOf(job.endMs ?? nowMs) };
  return <TraceChart id={job.id} life={`/jobs/${job.id}?${queryText(whole)}`} />;
}

function TraceChart({ id, life }: { readonly id: string; readonly life: string }) {
  const series = useSeries({ metrics: TRACE, ids: [id] });
  return (
    <ChartPanel
      title={say(JOBS_TEXTS.trace)}
      class="jobTrace"
      actions={
        <a class="link" href={life}>
          {say(JOBS_TEXTS.wholeLife)}
        </a>
      }
      series={series}
      charts={[
        {
          name: say(JOBS_TEXTS.trace),
          spec: {
            unit: 'kW',
            scale: 'zero',
            events: { job: id },
            lines: [
              { metric: TRACE[0], id, label: say(JOBS_TEXTS.traceAll), ink: 'power' },
              { metric: TRACE[1], id, label: say(JOBS_TEXTS.traceGpu), ink: 'compute' },
            ],
          },
        },
      ]}
    />
  );
}

function Racks({ racks }: { readonly racks: JobAnswer['racks'] }) {
  return (
    <Panel
      title={say(JOBS_TEXTS.where)}
      subtitle={formatNumber(racks.length)}
      class="jobRacks"
      exports={{
        table: () => ({
          columns: [{ name: 'rack' }, { name: 'gpuCount', digits: 0 }],
          rows: racks.map(({ id, gpus }) => [id, gpus]),
        }),
      }}
    >
      <ul class="rackLinks">
        {racks.map(({ id, gpus }) => (
          <li key={id}>
            <a class="link" href={pathOf('rack', id) ?? '/'}>
              {id}
            </a>
            <span class="muted"> {formatNumber(gpus)}</span>
          </li>
        ))}
      </ul>
    </Panel>
  );
}
