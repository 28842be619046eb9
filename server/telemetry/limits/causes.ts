// Causes: which standing alarm explains which other, by the place that they share.
import type { AlarmRule } from '../../contract/alarm.ts';
import { asTheyHappened } from '../../contract/eventOrder.ts';
import type { PlaceKind, Places } from '../../contract/place.ts';
import type { EventLog } from '../eventLog.ts';
import type { RuleWatch } from './ruleWatch.ts';

/** One line that stands: a rule at a place of its groupKind. */
export interface Alarm {
  readonly watch: RuleWatch;
  readonly group: number;
  readonly eventId: number;
  /** Farthest reading while it stood: what is said of it when it is over. NaN where it is not a number. */
  worst: number;
}

/** How long before its delay began an event may have told of what an alarm is about. */
const TOLD_BEFORE_MS = 60_000;

/** Id of the newest event in which the source told of what the rule saw at a place or in it; null when it told nothing. */
export function announcementOf(
  { announcedBy, onDelayS }: AlarmRule,
  place: string,
  timeMs: number,
  log: EventLog,
): number | null {
  if (!announcedBy) return null;
  const fromMs = timeMs - onDelayS * 1_000 - TOLD_BEFORE_MS;
  const there = { at: [place], fromMs, toMs: timeMs, limit: Number.POSITIVE_INFINITY };
  const told = log.list(there).filter(({ code }) => announcedBy.includes(code));
  return told.sort(asTheyHappened).at(-1)?.id ?? null;
}

/**
 * Gives every alarm the cause that stands. A cause that no longer does gives way to another; without one it stays,
 * for the record. What the source told of gives way only to an alarm of which the same events tell: one feed of many.
 */
export function linkCauses(alarms: readonly Alarm[], places: Places, log: EventLog): void {
  const eventIds = new Set(alarms.map(({ eventId }) => eventId));
  for (const alarm of alarms) {
    const known = log.get(alarm.eventId)?.cause ?? null;
    if (known !== null && eventIds.has(known)) continue;
    const told = known !== null && (log.get(known)?.kind ?? 'alarm') !== 'alarm';
    const cause = causeOf(alarm, told ? alarms.filter(toldWith(alarm)) : alarms, places);
    if (cause !== undefined && cause !== known) log.change(alarm.eventId, { cause });
  }
}

function toldWith({ watch }: Alarm): (other: Alarm) => boolean {
  const codes = watch.rule.announcedBy ?? [];
  return (other) => other.watch.rule.announcedBy?.some((code) => codes.includes(code)) ?? false;
}

function causeOf(alarm: Alarm, alarms: readonly Alarm[], places: Places): number | undefined {
  const above = ({ watch, group }: Alarm, kind: PlaceKind): number =>
    places.ancestors(watch.groupKind, kind)[group] as number;
  for (const { rule, sharing } of alarm.watch.rule.explainedBy ?? []) {
    const kind = sharing as PlaceKind;
    // A kind that this site does not have explains nothing here.
    if (places.count(kind) === 0) continue;
    const shared = above(alarm, kind);
    const cause = alarms.find(
      (other) => other.watch.rule.id === rule && above(other, kind) === shared,
    );
    if (cause) return cause.eventId;
  }
  return undefined;
}
