// Alarms that stand: what, where, since when, and what to do.
import type { EventRecord } from '../../../server/contract/event.ts';
import { formatDuration } from '../../format.ts';
import { EVENTS_TEXTS, SEVERITY_TEXTS } from '../../i18n/eventsView.ts';
import { say } from '../../i18n.ts';
import { clock, siteInfo, useEvents } from '../../live.ts';
import { pathOf } from '../../route.ts';
import { Panel } from '../../ui/panel.tsx';
import { StatusMark } from '../../ui/statusMark.tsx';
import { exportOf } from './eventsExport.ts';
import { countUnder, type EventNode, eventTree } from './eventTree.ts';

interface Sentences {
  readonly sentence: (event: EventRecord) => string;
}

export function StandingAlarms({ sentence }: Sentences) {
  const standing = useEvents().value.filter(({ untilMs }) => untilMs === null);
  const roots = [...eventTree(standing)].sort((a, b) => rank(a) - rank(b));
  return (
    <Panel
      title={say(EVENTS_TEXTS.standing)}
      class="standingPanel"
      exports={{ table: () => exportOf(roots, sentence) }}
    >
      {roots.length === 0 ? (
        <p class="empty">
          <StatusMark level="normal">{say(EVENTS_TEXTS.noneStanding)}</StatusMark>
        </p>
      ) : (
        <ul class="standingList">
          {roots.map((node) => (
            <Alarm key={node.event.id} node={node} sentence={sentence} />
          ))}
        </ul>
      )}
    </Panel>
  );
}

function rank({ event }: EventNode): number {
  return event.severity === 'critical' ? 0 : 1;
}

function Alarm({ node, sentence }: Sentences & { readonly node: EventNode }) {
  const { event, under } = node;
  const rule = siteInfo.value?.rules.find(({ id }) => event.text.key === `alarm.${id}`);
  const count = countUnder(node);
  return (
    <li>
      <StatusMark level={event.severity}>{say(SEVERITY_TEXTS[event.severity])}</StatusMark>
      <strong>{sentence(event)}</strong>
      <PlaceLink id={event.place} />
      <Age fromMs={event.timeMs} />
      <a class="eventLink" href={hrefOf(event)}>
        {say(EVENTS_TEXTS.inLog)}
      </a>
      {rule ? (
        <p>
          <span class="muted">{say(EVENTS_TEXTS.todo)} </span>
          {say(rule.action)}
        </p>
      ) : null}
      {count > 0 ? (
        <details>
          <summary>
            {count === 1
              ? say(EVENTS_TEXTS.consequence)
              : say(EVENTS_TEXTS.consequences, { count })}
          </summary>
          <ul class="standingList">
            {under.map((below) => (
              <Alarm key={below.event.id} node={below} sentence={sentence} />
            ))}
          </ul>
        </details>
      ) : null}
    </li>
  );
}

const AROUND_MS = 450_000;

/** The log around its moment, which may lie before the page's range. */
export function hrefOf({ id, timeMs }: EventRecord): string {
  const iso = (atMs: number): string => new Date(atMs).toISOString();
  return `/events?event=${id}&from=${iso(timeMs - AROUND_MS)}&to=${iso(timeMs + AROUND_MS)}`;
}

/** In a component of its own: it alone changes every second. */
function Age({ fromMs }: { readonly fromMs: number }) {
  const nowMs = clock.value?.timeMs ?? Number.NaN;
  const time = formatDuration((nowMs - fromMs) / 1_000);
  return <span class="muted">{say(EVENTS_TEXTS.since, { time })}</span>;
}

export function PlaceLink({ id }: { readonly id: string | null }) {
  if (id === null) return null;
  const kind = siteInfo.value?.ids.parse(id)?.kind;
  const href = kind && pathOf(kind, id);
  return href ? <a href={href}>{id}</a> : <span>{id}</span>;
}
