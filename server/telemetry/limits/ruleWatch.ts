// One rule over all places of its scope: hysteresis and delays in site time, counted by group.
import type { AlarmRule } from '../../contract/alarm.ts';
import { type Column, type MetricId, metricOf } from '../../contract/metrics.ts';
import type { PlaceKind, Places } from '../../contract/place.ts';
import { judgeOf, VERDICT } from './judge.ts';

export interface RuleWatch {
  readonly rule: AlarmRule;
  readonly metric: MetricId;
  readonly scope: PlaceKind;
  /** What one line is about: the rule's `groupBy`, or its scope. */
  readonly groupKind: PlaceKind;
  /** Looks at the places at `timeMs`; returns the groups in which the number of standing places changed. */
  look(timeMs: number, column: Column): ReadonlySet<number>;
  /** Places of a group for which the rule stands. */
  count(group: number): number;
  stands(place: number): boolean;
  save(): RuleWatchState;
  restore(saved: RuleWatchState): void;
}

/** Plain data of structured clone: places for which the rule stands, and those whose delay runs, with its start. */
export interface RuleWatchState {
  readonly standing: readonly number[];
  readonly waiting: readonly (readonly [place: number, sinceMs: number])[];
}

/** Not waiting for a delay; no step ends at the epoch. */
const NOT_WAITING = 0;

export function createRuleWatch(rule: AlarmRule, places: Places): RuleWatch {
  const metric = rule.metric as MetricId;
  const scope = metricOf(metric).scope as PlaceKind;
  const groupKind = groupKindOf(rule, scope, places);
  const groupOf = places.ancestors(scope, groupKind);
  const judge = judgeOf(rule);
  const verdicts = new Uint8Array(places.count(scope));
  const standing = new Uint8Array(verdicts.length);
  const waitingSinceMs = new Float64Array(verdicts.length).fill(NOT_WAITING);
  const counts = new Int32Array(places.count(groupKind));
  const changed = new Set<number>();
  /** Nothing stands and no delay runs. */
  let quiet = true;

  function flip(place: number): void {
    const stands = standing[place] === 0;
    standing[place] = stands ? 1 : 0;
    waitingSinceMs[place] = NOT_WAITING;
    const group = groupOf[place] as number;
    counts[group] = (counts[group] as number) + (stands ? 1 : -1);
    changed.add(group);
  }

  return {
    rule,
    metric,
    scope,
    groupKind,
    look(timeMs, column) {
      changed.clear();
      // Almost always nothing is wrong anywhere: then there is nothing to follow.
      if (!judge(column, verdicts) && quiet) return changed;
      quiet = true;
      for (let place = 0; place < verdicts.length; place++) {
        const verdict = verdicts[place] as number;
        const stands = standing[place] === 1;
        if (stands || waitingSinceMs[place] !== NOT_WAITING) quiet = false;
        // What is not known neither starts, ends nor breaks a delay.
        if (verdict === VERDICT.unknown) continue;
        if (verdict !== (stands ? VERDICT.off : VERDICT.on)) {
          waitingSinceMs[place] = NOT_WAITING;
          continue;
        }
        quiet = false;
        if (waitingSinceMs[place] === NOT_WAITING) waitingSinceMs[place] = timeMs;
        const waitedMs = timeMs - (waitingSinceMs[place] as number);
        if (waitedMs >= (stands ? rule.offDelayS : rule.onDelayS) * 1000) flip(place);
      }
      return changed;
    },
    count: (group) => counts[group] as number,
    stands: (place) => standing[place] === 1,
    save() {
      const all = [...verdicts.keys()];
      const waits = all.filter((place) => waitingSinceMs[place] !== NOT_WAITING);
      return {
        standing: all.filter((place) => standing[place] === 1),
        waiting: waits.map((place) => [place, waitingSinceMs[place] as number]),
      };
    },
    restore(saved) {
      for (const place of saved.standing) flip(place);
      for (const [place, sinceMs] of saved.waiting) waitingSinceMs[place] = sinceMs;
      quiet = false;
    },
  };
}

/** A site without the grouping kind shows the places themselves. */
function groupKindOf(rule: AlarmRule, scope: PlaceKind, places: Places): PlaceKind {
  const kind = rule.groupBy as PlaceKind | undefined;
  return kind !== undefined && places.count(kind) > 0 ? kind : scope;
}
