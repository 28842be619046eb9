// Events: alarms that stand with what to do, then the log of the range, each cause with its consequences under it.
import './events.css';
import { useSignal } from '@preact/signals';
import type { EventRecord } from '../../../server/contract/event.ts';
import { SEVERITIES } from '../../../server/contract/event.ts';
import { eventSentence } from '../../eventSentence.ts';
import { formatNumber } from '../../format.ts';
import { EVENTS_TEXTS, KIND_TEXTS, SEVERITY_TEXTS } from '../../i18n/eventsView.ts';
import { say } from '../../i18n.ts';
import { siteInfo } from '../../live.ts';
import { query, setQuery } from '../../route.ts';
import { Panel } from '../../ui/panel.tsx';
import { SearchBox } from '../../ui/searchBox.tsx';
import { Segmented } from '../../ui/segmented.tsx';
import { MOST_EVENTS, useEventList } from './eventList.ts';
import { EventLog } from './eventLog.tsx';
import { exportOf } from './eventsExport.ts';
import { type EventFilter, eventTree, matching, openRows } from './eventTree.ts';
import { StandingAlarms } from './standingAlarms.tsx';

const KINDS = Object.keys(KIND_TEXTS) as EventRecord['kind'][];
const severity = query('severity');
const kind = query('kind');
const words = query('find');

export function EventsView() {
  const { events, answered } = useEventList();
  const open = useSignal<ReadonlySet<number>>(new Set());
  const rules = siteInfo.value?.rules ?? [];
  const sentence = (event: EventRecord): string => eventSentence(event, rules);
  const filter = readFilter();
  const roots = matching(
    eventTree(events.value),
    filter,
    (event) => `${event.place ?? ''} ${event.code} ${sentence(event)}`,
  );
  const rows = openRows(roots, open.value);
  const { state } = answered.value;
  const toggle = (id: number): void => {
    const next = new Set(open.value);
    if (!next.delete(id)) next.add(id);
    open.value = next;
  };
  return (
    <div class="eventsView">
      <h1 class="unseen">{say(EVENTS_TEXTS.title)}</h1>
      <StandingAlarms sentence={sentence} />
      <Panel
        title={say(EVENTS_TEXTS.log)}
        subtitle={noteOf(events.value.length, state)}
        class="eventLogPanel"
        exports={{ table: () => exportOf(roots, sentence) }}
        flush
      >
        <Filters filter={filter} />
        <EventLog
          rows={rows}
          open={open.value}
          toggle={toggle}
          sentence={sentence}
          empty={say(state === 'loading' ? EVENTS_TEXTS.loading : EVENTS_TEXTS.noneMatch)}
        />
      </Panel>
    </div>
  );
}

function noteOf(count: number, state: string): string {
  if (state === 'loading') return say(EVENTS_TEXTS.loading);
  if (state === 'offline') return say(EVENTS_TEXTS.offline);
  return count >= MOST_EVENTS
    ? say(EVENTS_TEXTS.capped, { count: formatNumber(count) })
    : say(EVENTS_TEXTS.count, { count: formatNumber(count) });
}

/** What the address asks for; a word that is none of ours asks for all. */
function readFilter(): EventFilter {
  return {
    severity: SEVERITIES.find((one) => one === severity.value),
    kind: KINDS.find((one) => one === kind.value),
    words: words.value ?? '',
  };
}

function Filters({ filter }: { readonly filter: EventFilter }) {
  const all = { value: 'all', label: say(EVENTS_TEXTS.all) };
  return (
    <div class="eventFilters">
      <Segmented
        label={say(EVENTS_TEXTS.severity)}
        options={[
          all,
          ...SEVERITIES.map((value) => ({ value, label: say(SEVERITY_TEXTS[value]) })),
        ]}
        value={filter.severity ?? 'all'}
        onChange={(value) => setQuery('severity', value === 'all' ? undefined : value)}
      />
      <label class="eventKind">
        <span>{say(EVENTS_TEXTS.kind)}</span>
        <select
          value={filter.kind ?? 'all'}
          onChange={({ currentTarget: { value } }) =>
            setQuery('kind', value === 'all' ? undefined : value)
          }
        >
          {['all', ...KINDS].map((value) => (
            <option key={value} value={value}>
              {value === 'all' ? all.label : say(KIND_TEXTS[value as EventRecord['kind']])}
            </option>
          ))}
        </select>
      </label>
      <SearchBox
        label={say(EVENTS_TEXTS.search)}
        value={filter.words}
        onChange={(value) => setQuery('find', value === '' ? undefined : value)}
      />
    </div>
  );
}
