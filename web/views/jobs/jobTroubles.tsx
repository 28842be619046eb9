// What went wrong with a job: each fault with its place, the restart that followed under it, and what that cost.
import type { EventsAnswer } from '../../../server/contract/api.ts';
import type { EventRecord } from '../../../server/contract/event.ts';
import type { JobView } from '../../../server/contract/job.ts';
import { eventSentence } from '../../eventSentence.ts';
import { formatDayTime, formatDuration, formatNumber } from '../../format.ts';
import { SEVERITY_TEXTS } from '../../i18n/eventsView.ts';
import { JOBS_TEXTS } from '../../i18n/jobsView.ts';
import { say, t } from '../../i18n.ts';
import { siteInfo } from '../../live.ts';
import { type Answered, useJson } from '../../time/useJson.ts';
import { Panel } from '../../ui/panel.tsx';
import { StatusMark } from '../../ui/statusMark.tsx';
import { exportOf } from '../events/eventsExport.ts';
import { type EventNode, eventTree } from '../events/eventTree.ts';
import { hrefOf, PlaceLink } from '../events/standingAlarms.tsx';
import { jobEvents } from './jobEvents.ts';

const LAST_DAY = '/api/events?from=now-24h&limit=1000';

/** Of its whole life those that name it, with their causes; of the last day those of its GPUs too. */
export function JobTroubles({ job }: { readonly job: JobView }) {
  const named = useJson<EventsAnswer>(`/api/events?job=${job.id}&limit=1000`, { everyS: 20 }).value;
  // By kind: the newest events of any kind are checkpoints for the most part.
  const faults = useJson<EventsAnswer>(`${LAST_DAY}&kind=fault`, { everyS: 60 }).value;
  const xids = useJson<EventsAnswer>(`${LAST_DAY}&kind=xid`, { everyS: 60 }).value;
  const info = siteInfo.value;
  const rules = info?.rules ?? [];
  const sentence = (event: EventRecord): string => eventSentence(event, rules);
  const events = info
    ? jobEvents(eventsOf(named), [...eventsOf(faults), ...eventsOf(xids)], job, info)
    : [];
  const roots = eventTree(events);
  return (
    <Panel
      title={say(JOBS_TEXTS.faults)}
      subtitle={say(JOBS_TEXTS.faultsNote)}
      class="jobTroubles"
      exports={{ table: () => exportOf(roots, sentence) }}
    >
      {roots.length === 0 ? <p class="empty">{noneWords([named, faults, xids])}</p> : null}
      <ul class="troubleList">
        {roots.map((node) => (
          <Trouble key={node.event.id} node={node} sentence={sentence} />
        ))}
      </ul>
    </Panel>
  );
}

function eventsOf({ answer }: Answered<EventsAnswer>): readonly EventRecord[] {
  return answer?.events ?? [];
}

/** That there is none is known only when every question has its answer. */
function noneWords(asked: readonly Answered<EventsAnswer>[]): string {
  const open = asked.filter(({ answer }) => !answer);
  if (open.length === 0) return say(JOBS_TEXTS.noFaults);
  if (open.some(({ state }) => state === 'offline')) return t('chartOffline');
  return open.find(({ state }) => state === 'refused')?.problem ?? say(JOBS_TEXTS.loading);
}

interface TroubleProps {
  readonly node: EventNode;
  readonly sentence: (event: EventRecord) => string;
}

function Trouble({ node, sentence }: TroubleProps) {
  const { event, under } = node;
  const zone = siteInfo.value?.site.timeZone ?? 'UTC';
  const cost = costOf(event);
  return (
    <li>
      <p class="trouble">
        <span class="muted">{formatDayTime(event.timeMs, zone, true)}</span>
        <StatusMark level={event.severity}>{say(SEVERITY_TEXTS[event.severity])}</StatusMark>
        <span>
          {sentence(event)}
          {cost === '' ? null : <span class="muted"> · {cost}</span>}
        </span>
        <PlaceLink id={event.place} />
        <a class="eventLink" href={hrefOf(event)} aria-label={say(JOBS_TEXTS.inLog)}>
          #
        </a>
      </p>
      {under.length > 0 ? (
        <ul class="troubleList under">
          {under.map((below) => (
            <Trouble key={below.event.id} node={below} sentence={sentence} />
          ))}
        </ul>
      ) : null}
    </li>
  );
}

/** What a restart cost beyond the minutes that its sentence tells. */
function costOf({ text: { key, params } }: EventRecord): string {
  if (key !== 'job.restarted' || params.waitS === undefined) return '';
  const steps = Number(params.lostSteps);
  const time = formatDuration(Number(params.waitS));
  return [
    steps > 0 ? say(JOBS_TEXTS.stepsLost, { count: formatNumber(steps, { digits: 0 }) }) : '',
    say(JOBS_TEXTS.waits, { time }),
  ]
    .filter(Boolean)
    .join(' · ');
}
