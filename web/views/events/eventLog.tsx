// The log: one row an event, consequences under their cause when it is opened.
import type { EventRecord } from '../../../server/contract/event.ts';
import { formatDayTime } from '../../format.ts';
import { EVENTS_TEXTS, KIND_TEXTS, SEVERITY_TEXTS } from '../../i18n/eventsView.ts';
import { say } from '../../i18n.ts';
import { siteInfo } from '../../live.ts';
import { pathOf } from '../../route.ts';
import { chooseSpan } from '../../time/time.ts';
import { type DataColumn, DataTable } from '../../ui/dataTable.tsx';
import { Shape, StatusMark } from '../../ui/statusMark.tsx';
import { countUnder, type EventRow, graverUnder } from './eventTree.ts';
import { hrefOf, PlaceLink } from './standingAlarms.tsx';

interface EventLogProps {
  readonly rows: readonly EventRow[];
  readonly open: ReadonlySet<number>;
  readonly toggle: (id: number) => void;
  /** The event that the address names. */
  readonly lit: number | undefined;
  readonly sentence: (event: EventRecord) => string;
}

/** Minutes of the charts on either side of an event's moment. */
const AROUND_MS = 450_000;

export function EventLog(props: EventLogProps) {
  return (
    <DataTable
      caption={say(EVENTS_TEXTS.log)}
      columns={columnsOf(props)}
      rows={props.rows}
      rowKey={({ node }) => node.event.id}
    />
  );
}

function columnsOf({
  open,
  toggle,
  lit,
  sentence,
}: EventLogProps): readonly DataColumn<EventRow>[] {
  const zone = siteInfo.value?.site.timeZone ?? 'UTC';
  return [
    {
      id: 'time',
      header: say(EVENTS_TEXTS.time),
      cell: ({ node: { event } }) => (
        <button
          type="button"
          class="momentButton"
          title={say(EVENTS_TEXTS.onCharts)}
          onClick={() => chooseSpan(event.timeMs - AROUND_MS, event.timeMs + AROUND_MS)}
        >
          {formatDayTime(event.timeMs, zone, true)}
        </button>
      ),
    },
    {
      id: 'link',
      header: '',
      cell: ({ node: { event } }) => (
        <a
          class="eventLink"
          href={hrefOf(event)}
          aria-label={say(EVENTS_TEXTS.linkTo, { id: event.id })}
        >
          #
        </a>
      ),
    },
    {
      id: 'severity',
      header: say(EVENTS_TEXTS.severity),
      cell: ({ node: { event } }) => (
        <span class={event.untilMs === null ? 'standing' : 'over'}>
          <StatusMark level={event.severity}>{say(SEVERITY_TEXTS[event.severity])}</StatusMark>
        </span>
      ),
    },
    {
      id: 'kind',
      header: say(EVENTS_TEXTS.kind),
      cell: ({ node: { event } }) => say(KIND_TEXTS[event.kind]),
    },
    {
      id: 'place',
      header: say(EVENTS_TEXTS.place),
      cell: ({ node: { event } }) => (
        <>
          <PlaceLink id={event.place} /> <JobLink event={event} />
        </>
      ),
    },
    {
      id: 'what',
      header: say(EVENTS_TEXTS.what),
      wide: true,
      cell: ({ node, depth }) => {
        const { id } = node.event;
        const count = countUnder(node);
        const graver = graverUnder(node);
        return (
          <span class={`eventWhat depth-${Math.min(depth, 4)}`} title={sentence(node.event)}>
            {count > 0 ? (
              <button
                type="button"
                class="followButton"
                aria-expanded={open.has(id)}
                aria-label={[
                  say(open.has(id) ? EVENTS_TEXTS.hide : EVENTS_TEXTS.show),
                  ...(graver ? [say(SEVERITY_TEXTS[graver])] : []),
                ].join(', ')}
                onClick={() => toggle(id)}
              >
                {open.has(id) ? '▾' : '▸'} {count}
                {graver ? <Shape level={graver} /> : null}
              </button>
            ) : null}
            {id === lit ? <strong>{sentence(node.event)}</strong> : sentence(node.event)}
            <Cause event={node.event} depth={depth} />
          </span>
        );
      },
    },
  ];
}

/** At the top of a tree: that the cause lies before this range. Below, the row above is the cause. */
function Cause({ event, depth }: { readonly event: EventRecord; readonly depth: number }) {
  if (event.cause === null || depth > 0) return null;
  return <span class="muted"> · {say(EVENTS_TEXTS.earlierCause)}</span>;
}

function JobLink({ event: { text } }: { readonly event: EventRecord }) {
  const id = text.params.job;
  const href = typeof id === 'string' ? pathOf('job', id) : undefined;
  return href === undefined ? null : <a href={href}>{id}</a>;
}
