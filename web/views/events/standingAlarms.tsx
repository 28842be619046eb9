// Alarms that stand: what, where, since when, and what to do.
import type { EventRecord } from '../../../server/contract/event.ts';
import { formatDayTime, formatDuration, formatMoment } from '../../format.ts';
import { EVENTS_TEXTS, SEVERITY_TEXTS } from '../../i18n/eventsView.ts';
import { say } from '../../i18n.ts';
import { clock, siteInfo, useEvents } from '../../live.ts';
import { pathOfPlace } from '../../shell/placePath.ts';
import { Panel } from '../../ui/panel.tsx';
import { StatusMark } from '../../ui/statusMark.tsx';
import { exportOf } from './eventsExport.ts';
import { countUnder, type EventNode, graverStanding, standingTree } from './eventTree.ts';

interface Sentences {
  readonly sentence: (event: EventRecord) => string;
}

export function StandingAlarms({ sentence }: Sentences) {
  const roots = standingTree(useEvents().value);
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

interface AlarmProps extends Sentences {
  readonly node: EventNode;
  /** What led to it and does not stand itself. */
  readonly after?: readonly EventRecord[];
}

function Alarm({ node, sentence, after = [] }: AlarmProps) {
  const { event, under } = node;
  const [only] = under;
  // What is over and led to one thing alone is told with it.
  if (event.untilMs !== null && only && under.length === 1) {
    return <Alarm node={only} sentence={sentence} after={[event, ...after]} />;
  }
  const rule = siteInfo.value?.rules.find(({ id }) => event.text.key === `alarm.${id}`);
  const stands = event.untilMs === null;
  return (
    <li>
      <span class={stands ? 'standing' : 'over'}>
        <StatusMark level={event.severity}>{say(SEVERITY_TEXTS[event.severity])}</StatusMark>
      </span>
      <strong>{sentence(event)}</strong>
      <PlaceLink id={event.place} />
      {stands ? <Age fromMs={event.timeMs} /> : <AsCause atMs={event.timeMs} />}
      <a class="eventLink" href={hrefOf(event)}>
        {say(EVENTS_TEXTS.inLog)}
      </a>
      {after.length > 0 ? <Causes events={after} sentence={sentence} /> : null}
      {rule && stands ? (
        <p>
          <span class="muted">{say(EVENTS_TEXTS.todo)} </span>
          {say(rule.action)}
        </p>
      ) : null}
      {under.length > 0 ? <Consequences node={node} sentence={sentence} /> : null}
    </li>
  );
}

function Causes({ events, sentence }: Sentences & { readonly events: readonly EventRecord[] }) {
  const zone = siteInfo.value?.site.timeZone ?? 'UTC';
  return (
    <p>
      <span class="muted">{say(EVENTS_TEXTS.causedBy)} </span>
      {events.map((event, i) => (
        <>
          {i > 0 ? ' ← ' : null}
          <a class="link" href={hrefOf(event)}>
            {sentence(event)}
          </a>{' '}
          <span class="muted">{formatDayTime(event.timeMs, zone, true)}</span>
        </>
      ))}
    </p>
  );
}

function Consequences({ node, sentence }: Sentences & { readonly node: EventNode }) {
  const count = countUnder(node);
  const graver = graverStanding(node);
  return (
    <details>
      <summary>
        {count === 1 ? say(EVENTS_TEXTS.consequence) : say(EVENTS_TEXTS.consequences, { count })}{' '}
        {graver ? <StatusMark level={graver}>{say(SEVERITY_TEXTS[graver])}</StatusMark> : null}
      </summary>
      <ul class="standingList">
        {node.under.map((below) => (
          <Alarm key={below.event.id} node={below} sentence={sentence} />
        ))}
      </ul>
    </details>
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
  const zone = siteInfo.value?.site.timeZone ?? 'UTC';
  const time = formatDuration((nowMs - fromMs) / 1_000);
  const from = formatMoment(fromMs, nowMs, zone);
  return <span class="muted">{say(EVENTS_TEXTS.since, { from, time })}</span>;
}

/** What is over, or never stood, is here for what follows from it alone. */
function AsCause({ atMs }: { readonly atMs: number }) {
  const zone = siteInfo.value?.site.timeZone ?? 'UTC';
  const time = formatDayTime(atMs, zone, true);
  return <span class="muted">{say(EVENTS_TEXTS.asCause, { time })}</span>;
}

export function PlaceLink({ id }: { readonly id: string | null }) {
  if (id === null) return null;
  const info = siteInfo.value;
  const place = info?.ids.parse(id);
  const href = info && place && pathOfPlace(place, info);
  return href ? <a href={href}>{id}</a> : <span>{id}</span>;
}
