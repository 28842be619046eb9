// Events: alarms that stand with what to do, then the log of the range, each cause with its consequences under it.
import './events.css';
import type { EventRecord } from '../../../server/contract/event.ts';
import { SEVERITIES } from '../../../server/contract/event.ts';
import { eventSentence } from '../../eventSentence.ts';
import { formatNumber } from '../../format.ts';
import { EVENTS_TEXTS, KIND_TEXTS, SEVERITY_TEXTS } from '../../i18n/eventsView.ts';
import { say } from '../../i18n.ts';
import { siteInfo } from '../../live.ts';
import { query, setQuery } from '../../route.ts';
import { span } from '../../time/time.ts';
import { Panel } from '../../ui/panel.tsx';
import { SearchBox } from '../../ui/searchBox.tsx';
import { Segmented } from '../../ui/segmented.tsx';
import { MOST_EVENTS, useEventList } from './eventList.ts';
import { EventLog } from './eventLog.tsx';
import { exportOf } from './eventsExport.ts';
import { type EventFilter, eventTree, matching, openRows, pathTo } from './eventTree.ts';
import { Nothing } from './nothing.tsx';
import { StandingAlarms } from './standingAlarms.tsx';
import { withinPlace } from './withinPlace.ts';

const KINDS = Object.keys(KIND_TEXTS) as EventRecord['kind'][];
const severity = query('severity');
const kind = query('kind');
const words = query('find');
const place = query('place');
const code = query('code');
const only = query('event');
const opened = query('open');

/** What an address can hold of them. */
const MOST_OPEN = 50;

export function EventsView() {
  const { events, answered } = useEventList();
  const open = new Set((opened.value ?? '').split(',').filter(Boolean).map(Number));
  const rules = siteInfo.value?.rules ?? [];
  const sentence = (event: EventRecord): string => eventSentence(event, rules);
  const filter = readFilter();
  const unknown = place.value !== undefined && siteInfo.value && filter.within === undefined;
  const roots = matching(
    eventTree(events.value),
    filter,
    (event) => `${event.place ?? ''} ${event.code} ${sentence(event)}`,
  );
  // The event that the address names stands open, with what led to it.
  const named = filter.event === undefined ? [] : pathTo(roots, filter.event);
  const rows = openRows(roots, new Set([...open, ...named]));
  const { state, problem } = answered.value;
  const toggle = (id: number): void => {
    const next = new Set(open);
    if (!next.delete(id)) next.add(id);
    setQuery('open', next.size === 0 ? undefined : [...next].slice(-MOST_OPEN).join(','));
  };
  return (
    <div class="eventsView">
      <h1 class="unseen">{say(EVENTS_TEXTS.title)}</h1>
      <StandingAlarms sentence={sentence} />
      <Panel
        title={say(EVENTS_TEXTS.log)}
        subtitle={state === 'refused' ? problem : noteOf(events.value.length, state)}
        class="eventLogPanel"
        exports={{ covers: () => span.peek(), table: () => exportOf(roots, sentence) }}
        flush
      >
        <Filters filter={filter} codes={codesOf(events.value)} />
        {unknown ? (
          <p class="eventNote" role="alert">
            {say(EVENTS_TEXTS.noPlace, { id: place.value ?? '' })}
          </p>
        ) : null}
        {filter.event === undefined ? null : <OnlyOne id={filter.event} />}
        {rows.length === 0 ? (
          <Nothing
            words={problem || whyEmpty(state, events.value.length)}
            offer={state === 'ready'}
          />
        ) : (
          <EventLog
            rows={rows}
            open={new Set([...open, ...named])}
            lit={filter.event}
            toggle={toggle}
            sentence={sentence}
          />
        )}
      </Panel>
    </div>
  );
}

function whyEmpty(state: string, count: number): string {
  if (state === 'loading') return say(EVENTS_TEXTS.loading);
  if (state === 'offline') return say(EVENTS_TEXTS.offline);
  return say(count === 0 ? EVENTS_TEXTS.noneInRange : EVENTS_TEXTS.noneMatch);
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
  const info = siteInfo.value;
  const id = Number(only.value ?? Number.NaN);
  return {
    code: code.value,
    event: Number.isInteger(id) ? id : undefined,
    within: place.value && info ? withinPlace(place.value.trim().toUpperCase(), info) : undefined,
    severity: SEVERITIES.find((one) => one === severity.value),
    kind: KINDS.find((one) => one === kind.value),
    words: words.value ?? '',
  };
}

/** What can be asked for as a cause: the codes of these events, by name. */
function codesOf(events: readonly EventRecord[]): readonly string[] {
  return [...new Set(events.map((event) => event.code))].sort();
}

/** One event was asked for, from an alarm or a link: said, and undone here. */
function OnlyOne({ id }: { readonly id: number }) {
  return (
    <p class="eventNote" role="status">
      {say(EVENTS_TEXTS.onlyOne, { id })}{' '}
      <button type="button" class="button" onClick={() => setQuery('event', undefined)}>
        {say(EVENTS_TEXTS.showAll)}
      </button>
    </p>
  );
}

interface FiltersProps {
  readonly filter: EventFilter;
  readonly codes: readonly string[];
}

function Filters({ filter, codes }: FiltersProps) {
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
      <label class="eventKind">
        <span>{say(EVENTS_TEXTS.code)}</span>
        <select
          value={filter.code ?? 'all'}
          onChange={({ currentTarget: { value } }) =>
            setQuery('code', value === 'all' ? undefined : value)
          }
        >
          <option value="all">{say(EVENTS_TEXTS.allCodes)}</option>
          {[...new Set([...codes, ...(filter.code ? [filter.code] : [])])].map((value) => (
            <option key={value} value={value} lang="en">
              {value}
            </option>
          ))}
        </select>
      </label>
      <label class="eventKind">
        <span>{say(EVENTS_TEXTS.place)}</span>
        <input
          class="placeInput"
          value={place.value ?? ''}
          placeholder={siteInfo.value?.ids.idOf('hall', 0) ?? ''}
          onChange={({ currentTarget: { value } }) => setQuery('place', value.trim() || undefined)}
        />
      </label>
      <SearchBox
        label={say(EVENTS_TEXTS.search)}
        value={filter.words}
        onChange={(value) => setQuery('find', value === '' ? undefined : value)}
      />
    </div>
  );
}
