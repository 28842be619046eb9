// Jobs over the page's range, a bar each: those that run, that have ended and that wait.
import { type ReadonlySignal, useComputed } from '@preact/signals';
import { useRef } from 'preact/hooks';
import type { JobsAnswer } from '../../../server/contract/api.ts';
import type { JobView } from '../../../server/contract/job.ts';
import { formatNumber } from '../../format.ts';
import { JOBS_TEXTS } from '../../i18n/jobsView.ts';
import { say, t } from '../../i18n.ts';
import { clock, siteInfo } from '../../live.ts';
import { navigate, pathOf, query } from '../../route.ts';
import { queryText } from '../../time/ask.ts';
import { range, span } from '../../time/time.ts';
import { useEventsOf } from '../../time/useEvents.ts';
import { useJson } from '../../time/useJson.ts';
import type { ExportTable } from '../../ui/exportTable.ts';
import { Panel } from '../../ui/panel.tsx';
import { filtered } from './jobList.ts';
import { TimelineChart } from './timelineChart.tsx';

/** The search of the table below narrows the timeline as well. */
const words = query('find');
/** Ended jobs that one look asks for: the newest. */
const ENDED = 1_000;
/** A picture is drawn anew when it has moved by about a pixel. */
const PIXELS = 800;

export function TimelinePanel({ jobs }: { readonly jobs: ReadonlySignal<readonly JobView[]> }) {
  const info = siteInfo.value;
  const begun = useComputed(() => clock.value !== undefined);
  const ended = useJson<JobsAnswer>(
    begun.value && info ? endedPath(info.stored.has('job')) : undefined,
    { everyS: 60 },
  );
  const events = useEventsOf('site');
  const canvas = useRef<HTMLCanvasElement | null>(null);
  // Of what a bar shows nothing moves with the second.
  const bars = useComputed(() =>
    jobs.value.map(({ id, state, startMs, endMs }) => `${id}${state}${startMs}${endMs}`).join(' '),
  );
  const all = useComputed(() => {
    void bars.value;
    const live = jobs.peek();
    const known = new Set(live.map(({ id }) => id));
    const past = (ended.value.answer?.jobs ?? []).filter(({ id }) => !known.has(id));
    return filtered([...live, ...past], words.value ?? '', (kind) => t(`kind_${kind}`));
  });
  // The span, moving by whole pixels.
  const shown = useComputed(() => {
    const now = span.value;
    if (!now) return undefined;
    const step = Math.max(1_000, (now.toMs - now.fromMs) / PIXELS);
    const moved = Math.floor(now.toMs / step) * step - now.toMs;
    return JSON.stringify([now.fromMs + moved, now.toMs + moved]);
  });
  const [fromMs, toMs] = JSON.parse(shown.value ?? '[0,0]') as [number, number];
  const list = all.value;
  const more = (ended.value.answer?.jobs.length ?? 0) >= ENDED;
  return (
    <Panel
      title={say(JOBS_TEXTS.timeline)}
      subtitle={say(JOBS_TEXTS.timelineNote)}
      class="timelinePanel"
      state={ended.value.state === 'loading' && list.length === 0 ? say(JOBS_TEXTS.loading) : ''}
      exports={{
        covers: () => span.peek(),
        table: () => tableOf(list),
        pictures: () =>
          canvas.current ? [{ canvas: canvas.current, title: say(JOBS_TEXTS.timeline) }] : [],
      }}
    >
      {toMs > fromMs && info ? (
        <TimelineChart
          jobs={list}
          events={events.value}
          span={{ fromMs, toMs }}
          nowMs={clock.peek()?.timeMs ?? toMs}
          timeZone={info.site.timeZone}
          canvasRef={(element) => {
            canvas.current = element;
          }}
          countText={(rows, count) =>
            say(JOBS_TEXTS.timelineCount, {
              rows: formatNumber(rows),
              all: `${formatNumber(count)}${more ? '+' : ''}`,
            })
          }
          onOpen={(id) => navigate(pathOf('job', id) ?? '/jobs')}
        />
      ) : null}
    </Panel>
  );
}

/** Those that ended after the range began: a job that ran within it has ended since, or still runs. */
function endedPath(stored: boolean): string {
  const asked = range.value;
  if (!stored) return `/api/jobs?${queryText({ state: 'ended', limit: ENDED })}`;
  const from = asked.kind === 'sliding' ? `now-${asked.preset}` : String(asked.fromMs);
  return `/api/jobs?${queryText({ from, limit: ENDED })}`;
}

function tableOf(jobs: readonly JobView[]): ExportTable {
  return {
    columns: [
      { name: 'id' },
      { name: 'name' },
      { name: 'state' },
      { name: 'gpuCount' },
      { name: 'start', time: true },
      { name: 'end', time: true },
    ],
    rows: jobs.map(({ id, name, state, gpuCount, startMs, endMs }) => [
      id,
      name,
      state,
      gpuCount,
      startMs === null ? null : new Date(startMs).toISOString(),
      endMs === null ? null : new Date(endMs).toISOString(),
    ]),
  };
}
