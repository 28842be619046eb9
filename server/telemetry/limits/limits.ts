// Limits: the rules over every tick; what begins and ends to stand becomes events, each under its cause.
import type { AlarmRule } from '../../contract/alarm.ts';
import type { EventRecord, SiteStatus, SourceEvent } from '../../contract/event.ts';
import type { PlaceIds } from '../../contract/id.ts';
import { type Column, metricOf } from '../../contract/metrics.ts';
import type { PlaceKind, Places } from '../../contract/place.ts';
import type { FrameColumns, StoredMetricId } from '../columns.ts';
import type { EventLog } from '../eventLog.ts';
import type { LimitsState } from '../savedEvents.ts';
import { type Alarm, announcementOf, linkCauses } from './causes.ts';
import { checkRules } from './checkRules.ts';
import { worstReading } from './reading.ts';
import { createRuleWatch, type RuleWatch } from './ruleWatch.ts';
import { concludeStanding } from './standing.ts';

export interface Limits {
  /** Looks at a tick; delays run in tick time. */
  look(timeMs: number, columns: FrameColumns): void;
  /** Causes before consequences. */
  standing(): readonly EventRecord[];
  status(): SiteStatus;
  save(): LimitsState;
  /** Before the first tick. What is kept of a rule that has gone is dropped. */
  restore(saved: LimitsState): void;
}

/** Throws one sentence when a rule does not hold. A rule about what this site does not have is at rest. */
export function createLimits(
  rules: readonly AlarmRule[],
  places: Places,
  ids: PlaceIds,
  log: EventLog,
): Limits {
  checkRules(rules, places);
  const watched = causesFirst(rules)
    .filter((rule) => places.count(scopeOf(rule)) > 0)
    .map((rule) => ({ watch: createRuleWatch(rule, places), lines: new Map<number, Alarm>() }));
  let concluded = concludeStanding([]);

  function settle(
    watch: RuleWatch,
    lines: Map<number, Alarm>,
    group: number,
    event: SourceEvent,
  ): void {
    const alarm = lines.get(group);
    if (watch.count(group) > 0) {
      if (alarm) log.change(alarm.eventId, { text: event.text });
      else lines.set(group, lineOf(watch, group, event, log));
    } else if (alarm) {
      lines.delete(group);
      log.change(alarm.eventId, { untilMs: event.timeMs, ...worstText(alarm, log) });
      log.add(cleared(event, watch.rule), { cause: alarm.eventId });
    }
  }

  /** A standing line says the value of now; two digits of it, so that noise is no news. */
  function refresh(watch: RuleWatch, alarm: Alarm, column: Column): void {
    const record = log.get(alarm.eventId);
    const value = worstReading(places, watch, alarm.group, column);
    alarm.worst = farther(watch.rule, alarm.worst, value);
    if (!record || rounded(value) === rounded(record.text.params.value)) return;
    const params = { ...record.text.params, value };
    log.change(alarm.eventId, { text: { ...record.text, params } });
  }

  function conclude(): void {
    const alarms = watched.flatMap(({ lines }) => [...lines.values()]);
    linkCauses(alarms, places, log);
    const records = alarms.map(({ eventId }) => log.get(eventId));
    concluded = concludeStanding(records.filter((record) => record !== undefined));
  }

  return {
    look(timeMs, columns) {
      const before = log.version;
      for (const { watch, lines } of watched) {
        const column = columns[watch.metric as StoredMetricId];
        for (const group of watch.look(timeMs, column)) {
          const value = worstReading(places, watch, group, column);
          settle(
            watch,
            lines,
            group,
            raised(watch, ids.idOf(watch.groupKind, group), group, timeMs, value),
          );
        }
        for (const alarm of lines.values()) refresh(watch, alarm, column);
      }
      if (log.version !== before) conclude();
    },
    standing: () => concluded.records,
    status: () => concluded.status,
    save: () =>
      Object.fromEntries(
        watched.map(({ watch, lines }) => [watch.rule.id, stateOf(watch, lines, log)]),
      ),
    restore(saved) {
      for (const { watch, lines } of watched) {
        const known = saved[watch.rule.id];
        if (!known) continue;
        watch.restore(known.watch);
        for (const { group, record, worst } of known.lines) {
          log.recall(record);
          lines.set(group, alarmOf(watch, group, record.id, worst ?? record.text.params.value));
        }
      }
      conclude();
    },
  };
}

/** Of one moment, what is raised first has the lower id: a rule comes after those that explain it. */
function causesFirst(rules: readonly AlarmRule[]): readonly AlarmRule[] {
  const ordered = new Set<AlarmRule>();
  const add = (rule: AlarmRule): void => {
    if (ordered.has(rule)) return;
    for (const { rule: id } of rule.explainedBy ?? []) {
      const cause = rules.find((other) => other.id === id);
      if (cause) add(cause);
    }
    ordered.add(rule);
  };
  for (const rule of rules) add(rule);
  return [...ordered];
}

function lineOf(watch: RuleWatch, group: number, event: SourceEvent, log: EventLog): Alarm {
  const cause = announcementOf(watch.rule, event.place ?? '', event.timeMs, log);
  const { id } = log.add(event, { untilMs: null, cause });
  return alarmOf(watch, group, id, event.text.params.value);
}

function alarmOf(
  watch: RuleWatch,
  group: number,
  eventId: number,
  value: number | string | undefined,
): Alarm {
  return { watch, group, eventId, worst: farther(watch.rule, Number.NaN, value) };
}

/** Of two readings that which is farther beyond the limit; what is no number or not known counts for nothing. */
function farther({ on }: AlarmRule, worst: number, value: number | string | undefined): number {
  if (typeof value !== 'number' || Number.isNaN(value)) return worst;
  if (Number.isNaN(worst)) return value;
  return on.above === undefined ? Math.min(worst, value) : Math.max(worst, value);
}

/** What is over is remembered by its worst, not by the value at which it cleared. */
function worstText(
  { eventId, worst }: Alarm,
  log: EventLog,
): Pick<SourceEvent, 'text'> | undefined {
  const text = log.get(eventId)?.text;
  if (!text || Number.isNaN(worst)) return undefined;
  return { text: { ...text, params: { ...text.params, value: worst } } };
}

function stateOf(
  watch: RuleWatch,
  lines: ReadonlyMap<number, Alarm>,
  log: EventLog,
): LimitsState[string] {
  const known = [...lines.values()].flatMap(({ group, eventId, worst }) => {
    const record = log.get(eventId);
    return record ? [{ group, record, worst }] : [];
  });
  return { watch: watch.save(), lines: known };
}

function rounded(value: number | string | undefined): number | string | undefined {
  return typeof value === 'number' ? Number(value.toPrecision(2)) : value;
}

function scopeOf(rule: AlarmRule): PlaceKind {
  return metricOf(rule.metric as StoredMetricId).scope as PlaceKind;
}

function raised(
  { rule, count }: RuleWatch,
  place: string,
  group: number,
  timeMs: number,
  value: number | string,
): SourceEvent {
  return {
    timeMs,
    kind: 'alarm',
    severity: rule.severity,
    code: rule.id,
    place,
    text: { key: `alarm.${rule.id}`, params: { place, value, count: count(group) } },
  };
}

function cleared({ timeMs, place, text }: SourceEvent, { id }: AlarmRule): SourceEvent {
  return {
    timeMs,
    kind: 'alarm',
    severity: 'info',
    code: `${id}.cleared`,
    place,
    text: { key: `${text.key}.cleared`, params: place === null ? {} : { place } },
  };
}
