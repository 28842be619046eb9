// Clock reasons of a GPU over the page's range: a strip each, in words, with the share of the time that it held.
import type { EventRecord } from '../../../server/contract/event.ts';
import { letGo, pointTo, SharedCursor } from '../../charts/sharedCursor.tsx';
import { FLOOR_TEXTS, REASON_TEXTS } from '../../floor/floorTexts.ts';
import { formatClock, formatDayTime, formatText } from '../../format.ts';
import { say, t } from '../../i18n.ts';
import type { SiteContext } from '../../live.ts';
import type { Series } from '../../time/seriesTypes.ts';
import { useEventsOf } from '../../time/useEvents.ts';
import { useSeries } from '../../time/useSeries.ts';
import { Panel } from '../../ui/panel.tsx';
import { GPU_TEXTS } from './gpuTexts.ts';
import { shortMemoryS } from './metricGroups.ts';
import { type ReasonRow, reasonRows } from './reasonSpans.ts';

interface ReasonsPanelProps {
  readonly info: SiteContext;
  readonly id: string;
}

const METRIC = 'gpuEventReasons';
const DAY_MS = 86_400_000;

export function ReasonsPanel({ info, id }: ReasonsPanelProps) {
  const { gpuMetrics } = info.site.ring;
  const kept = info.stored.has('gpu') || gpuMetrics === 'all' || gpuMetrics.includes(METRIC);
  return kept ? <Reasons info={info} id={id} /> : null;
}

function Reasons({ info, id }: ReasonsPanelProps) {
  const memoryS = shortMemoryS(info);
  const series = useSeries({
    metrics: [METRIC],
    ids: [id],
    ...(memoryS !== undefined && { lastS: memoryS, points: memoryS }),
  }).value;
  const events = useEventsOf([id]);
  const { span, stepS, timesMs, state } = series;
  // The first live seconds are no share of the range.
  const rows = state === 'ready' ? reasonRows(timesMs, series.of(METRIC, id).mean, stepS) : [];
  const zone = info.site.timeZone;
  const when = (timeMs: number): string =>
    span.toMs - span.fromMs >= DAY_MS ? formatDayTime(timeMs, zone) : formatClock(timeMs, zone);
  return (
    <Panel
      title={say(GPU_TEXTS.reasonsOver)}
      {...(stepS > 1 && {
        subtitle: say(GPU_TEXTS.reasonsStep, { step: formatText(stepS, 's') }),
      })}
      class="reasonsPanel"
      exports={{
        covers: () => span,
        table: () => ({
          columns: [
            { name: say(GPU_TEXTS.reason) },
            { name: say(GPU_TEXTS.from), time: true },
            { name: say(GPU_TEXTS.to), time: true },
            { name: say(GPU_TEXTS.ratio), digits: 4 },
          ],
          rows: rows.flatMap((row) =>
            row.spans.map(({ fromMs, toMs }) => [nameOf(row), iso(fromMs), iso(toMs), row.ratio]),
          ),
        }),
      }}
    >
      {rows.length === 0 ? (
        <p class="empty">{noneWords(series)}</p>
      ) : (
        <>
          <dl class="reasonRows">
            {rows.map((row) => (
              <div key={row.reason}>
                <dt>{nameOf(row)}</dt>
                <dd
                  class="reasonStrip"
                  aria-hidden="true"
                  onPointerMove={(event) => pointTo(event, { span })}
                  onPointerLeave={letGo}
                >
                  <Strip row={row} events={events.value} fromMs={span.fromMs} toMs={span.toMs} />
                  <SharedCursor room={() => ({ span })} />
                </dd>
                <dd class="numeric live">{formatText(row.ratio, 'percent')}</dd>
              </div>
            ))}
          </dl>
          <div class="reasonEnds muted live">
            <p>
              <span>{when(span.fromMs)}</span>
              <span>{when(span.toMs)}</span>
            </p>
          </div>
        </>
      )}
    </Panel>
  );
}

function noneWords({ state, problem }: Series): string {
  if (state === 'loading') return t('loading');
  if (state === 'offline') return t('chartOffline');
  if (state === 'refused') return problem ? t('chartRefused', { problem }) : t('chartFailed');
  return t('chartEmpty');
}

function nameOf({ reason }: ReasonRow): string {
  return reason === 'none' ? say(FLOOR_TEXTS.fullClock) : say(REASON_TEXTS[reason]);
}

const iso = (timeMs: number): string => new Date(timeMs).toISOString();

interface StripProps {
  readonly row: ReasonRow;
  readonly events: readonly EventRecord[];
  readonly fromMs: number;
  readonly toMs: number;
}

/** What is more than news is marked, the gravest last, on top. */
const MARKED = ['warning', 'critical'] as const;

/** As one path: a reason that flickers has hundreds of stretches. */
function Strip({ row, events, fromMs, toMs }: StripProps) {
  const widthMs = Math.max(1, toMs - fromMs);
  const at = (timeMs: number): string =>
    Math.max(0, Math.min(1_000, ((timeMs - fromMs) / widthMs) * 1_000)).toFixed(1);
  const path = row.spans.map(
    (span) => `M${at(span.fromMs)} 0H${at(span.toMs)}V10H${at(span.fromMs)}z`,
  );
  const marks = (severity: EventRecord['severity']): string =>
    events
      .filter(
        (event) => event.severity === severity && event.timeMs > fromMs && event.timeMs <= toMs,
      )
      .map(({ timeMs }) => `M${at(timeMs)} 0V10`)
      .join('');
  return (
    <svg viewBox="0 0 1000 10" preserveAspectRatio="none" aria-hidden="true">
      <path class={`reason-${row.reason}`} d={path.join('')} />
      {MARKED.map((severity) => (
        <path key={severity} class={`reasonEvent is-${severity}`} d={marks(severity)} />
      ))}
    </svg>
  );
}
