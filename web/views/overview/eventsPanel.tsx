// The events: alarms that stand first, then what happened, newest first.
import { useComputed } from '@preact/signals';
import type { EventRecord } from '../../../server/contract/event.ts';
import { newestFirst } from '../../../server/contract/eventOrder.ts';
import { eventSentence } from '../../eventSentence.ts';
import { formatDuration, formatMoment } from '../../format.ts';
import { PARTS_TEXTS } from '../../i18n/overviewParts.ts';
import { say, t } from '../../i18n.ts';
import type { SiteContext } from '../../live.ts';
import { clock, siteInfo, status, useEvents } from '../../live.ts';
import { pathOf } from '../../route.ts';
import { withNowMark } from '../../time/nowMark.ts';
import { Panel } from '../../ui/panel.tsx';
import { StatusMark } from '../../ui/statusMark.tsx';
import { type Column, Table } from '../../ui/table.tsx';
import { ViewLink } from './viewLink.tsx';

/** More are at /api/events. */
const SHOWN = 60;

const SEVERITY_WORDS = {
  info: 'severityInfo',
  warning: 'severityWarning',
  critical: 'severityCritical',
} as const;

/** Checkpoints come several times an hour: they are told at the dip of the chart, and in the log. */
function isNews({ code }: EventRecord): boolean {
  return code !== 'job.checkpoint';
}

export function EventsPanel() {
  const events = useEvents().value;
  const context = siteInfo.value;
  const rows = inOrder(events.filter(isNews)).slice(0, SHOWN);
  const standing = events.filter(isStanding).length;
  return (
    <Panel
      title={t('events')}
      subtitle={withNowMark(noteOf(standing))}
      class="eventsPanel"
      flush
      actions={<ViewLink view="events">{say(PARTS_TEXTS.allEvents)}</ViewLink>}
      exports={{ table: () => tableOf(rows, context) }}
    >
      {status.value && rows.length === 0 ? (
        <p class="empty">{t('noEvents')}</p>
      ) : (
        <Table
          caption={t('events')}
          columns={columns(context)}
          rows={rows}
          rowKey={({ id }) => id}
        />
      )}
    </Panel>
  );
}

/** As the site's tile counts them, by cause; then all of them, where what follows from a cause stands too. */
function noteOf(standing: number): string {
  if (!status.value) return t('loading');
  if (standing === 0) return t('eventsNone');
  const causes = status.value.critical + status.value.warning;
  if (causes === standing || causes === 0) return t('eventsNote', { count: standing });
  return t('eventsCauses', { causes, count: standing });
}

/** untilMs is null while an alarm stands; events that never stand have none. */
function isStanding(event: EventRecord): boolean {
  return event.untilMs === null;
}

/** Standing alarms first, critical before warning; then by time, newest first, as they come. */
export function inOrder(events: readonly EventRecord[]): EventRecord[] {
  const standing = events.filter(isStanding);
  const rank = ({ severity }: EventRecord): number => (severity === 'critical' ? 0 : 1);
  standing.sort((a, b) => rank(a) - rank(b) || newestFirst(a, b));
  return [...standing, ...events.filter((event) => !isStanding(event))];
}

function columns(context: SiteContext | undefined): readonly Column<EventRecord>[] {
  const rules = context?.rules ?? [];
  const zone = context?.site.timeZone ?? 'UTC';
  return [
    { id: 'severity', header: t('severity'), cell: severityOf },
    {
      id: 'what',
      header: t('whatHappened'),
      wide: true,
      cell: (event) => <Sentence event={event} text={eventSentence(event, rules)} />,
    },
    {
      id: 'when',
      header: t('when'),
      numeric: true,
      cell: (event) => (
        <span class="muted">
          <When timeMs={event.timeMs} standing={isStanding(event)} zone={zone} />
        </span>
      ),
    },
  ];
}

interface WhenProps {
  readonly timeMs: number;
  readonly standing: boolean;
  readonly zone: string;
}

/** A text of its own: only its letters change with the second. */
function When({ timeMs, standing, zone }: WhenProps) {
  const shown = useComputed(() => {
    const nowMs = clock.value?.timeMs ?? Number.NaN;
    return standing
      ? t('since', { age: formatDuration((nowMs - timeMs) / 1000) })
      : formatMoment(timeMs, nowMs, zone);
  });
  return <>{shown}</>;
}

/** Only what stands calls: what is over keeps its word and shape, and is quiet. */
function severityOf(event: EventRecord) {
  return (
    <span class={isStanding(event) ? 'standing' : 'over'}>
      <StatusMark level={event.severity}>{t(SEVERITY_WORDS[event.severity])}</StatusMark>
    </span>
  );
}

function tableOf(rows: readonly EventRecord[], context: SiteContext | undefined) {
  return {
    columns: [
      { name: t('when'), time: true as const },
      { name: t('severity') },
      { name: t('whatHappened') },
    ],
    rows: rows.map((event) => [
      new Date(event.timeMs).toISOString(),
      t(SEVERITY_WORDS[event.severity]),
      eventSentence(event, context?.rules ?? []),
    ]),
  };
}

/** The sentence, with a link to the page of its rack or GPU where there is one. */
function Sentence({ event, text }: { readonly event: EventRecord; readonly text: string }) {
  const href = placePath(event.place);
  return <span title={text}>{href ? <a href={href}>{text}</a> : text}</span>;
}

/** A tray, shelf or switch tray is seen on the page of its rack. */
function placePath(id: string | null): string | undefined {
  const context = siteInfo.value;
  const place = id === null ? undefined : context?.ids.parse(id);
  if (!place || !context) return undefined;
  const { kind, index } = place;
  if (kind === 'gpu' || kind === 'rack') return pathOf(kind, id ?? '');
  if (!context.places.path(kind, 'rack')) return undefined;
  const rack = context.places.ancestors(kind, 'rack')[index] ?? 0;
  return pathOf('rack', context.ids.idOf('rack', rack));
}
