// Causes: which standing alarm explains which other, by the place that they share.
import type { PlaceKind, Places } from '../../contract/place.ts';
import type { EventLog } from '../eventLog.ts';
import type { RuleWatch } from './ruleWatch.ts';

/** One line that stands: a rule at a place of its groupKind. */
export interface Alarm {
  readonly watch: RuleWatch;
  readonly group: number;
  readonly eventId: number;
}

/**
 * Gives every alarm the cause that stands. A cause that no longer does gives way to another; without one it stays,
 * for the record.
 */
export function linkCauses(alarms: readonly Alarm[], places: Places, log: EventLog): void {
  const eventIds = new Set(alarms.map(({ eventId }) => eventId));
  for (const alarm of alarms) {
    const known = log.get(alarm.eventId)?.cause ?? null;
    if (known !== null && eventIds.has(known)) continue;
    const cause = causeOf(alarm, alarms, places);
    if (cause !== undefined && cause !== known) log.change(alarm.eventId, { cause });
  }
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
