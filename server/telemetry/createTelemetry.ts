// Telemetry: takes what a source hands over, remembers it, and concludes what it means.
import type { AlarmRule } from '../contract/alarm.ts';
import type { SourceEvent } from '../contract/event.ts';
import { createPlaceIds } from '../contract/id.ts';
import { createPlaces } from '../contract/place.ts';
import type { Source, SourceDescription } from '../contract/source.ts';
import { codeOf } from '../contract/state.ts';
import type { Tick } from '../contract/tick.ts';
import { type Accounts, createAccounts } from './accounts.ts';
import type { FrameColumns } from './columns.ts';
import { createConclusions } from './conclusions.ts';
import { createContinuity } from './continuity.ts';
import { createEventBook } from './eventBook.ts';
import { createEventLog, type EventLog } from './eventLog.ts';
import { createFrameStore } from './frame.ts';
import { markAlarms } from './health.ts';
import { createLimits, type Limits } from './limits/limits.ts';
import { createListeners } from './listeners.ts';
import { createJobRing } from './ring/jobRing.ts';
import { createRing } from './ring/ring.ts';
import { createRingHistory, joinHistories } from './ring/ringHistory.ts';
import { planRing } from './ring/ringPlan.ts';
import { createRollUps } from './rollUp.ts';
import type { RememberedEvents } from './savedEvents.ts';
import { createStoreAlarm } from './storeAlarm.ts';
import type { TakenStep, Telemetry } from './telemetry.ts';

export interface TelemetryParts {
  readonly description: SourceDescription;
  readonly derive: Source['derive'];
  readonly rules: readonly AlarmRule[];
  /** Events from before a start; none unless told. */
  readonly remembered?: RememberedEvents | undefined;
}

/** Throws one sentence that names the culprit when a rule or the ring does not fit the site. */
export function createTelemetry(parts: TelemetryParts): Telemetry {
  const { description, derive, rules, remembered } = parts;
  const { site, speed } = description;
  const places = createPlaces(site.places);
  const ids = createPlaceIds(places);
  const rollUps = createRollUps(places);
  const store = createFrameStore(places, site.jobSlots, rollUps, derive);
  const ring = createRing(planRing(site, places));
  const jobRing = createJobRing(site.jobSlots);
  const log = createEventLog(places, ids, remembered);
  const limits = createLimits(rules, places, ids, log);
  const alarms = createStoreAlarm(log, limits);
  const continuity = createContinuity(speed);
  const conclude = createConclusions(rollUps, places, site.ratings);
  const accounts = createAccounts(places, site.timeZone, continuity);
  const [frames, steps] = [createListeners<void>(), createListeners<TakenStep>()];
  let failure: Error | undefined;
  let failedIn: number | undefined;

  function takeTick(tick: Tick): void {
    const { timeMs, dtS, newest } = tick;
    const continuous = continuity.note(tick);
    const columns = store.take(tick);
    accounts.read(timeMs, columns, continuous);
    const coarse = !newest && dtS > 1;
    // Nobody looks at the coarse steps of a start unless they are kept: then the meters are all that they feed.
    if (coarse && steps.count === 0) return;
    conclude(timeMs, columns);
    accounts.conclude(timeMs, columns);
    if (!coarse) judge(timeMs, columns);
    // The newest second is shown before it is remembered: whoever looks on does not wait for the ring and the store.
    if (newest) {
      store.publish(timeMs);
      frames.call();
    }
    if (dtS <= 1) {
      ring.append(timeMs, columns);
      jobRing.append(timeMs, columns);
    }
    steps.call({ timeMs, dtS, begun: store.frame.seq > 0 || newest, columns });
  }

  /** The limits, with their delays. */
  function judge(timeMs: number, columns: FrameColumns): void {
    limits.look(timeMs, columns);
    markAlarms(columns, places, ids, limits.standing());
    columns.siteState[0] = codeOf('site', alarms.status().state);
  }

  return {
    site,
    places,
    ids,
    source: description,
    frame: store.frame,
    history: joinHistories([ring, jobRing].map(createRingHistory)),
    ...accounts.books,
    events: createEventBook(log, alarms, () => ({ begun: store.frame.seq > 0, failedIn })),
    counts: continuity.counts,
    ...saving(accounts, log, limits),
    onFrame: frames.add,
    onStep: steps.add,
    get failure() {
      return failure;
    },
    sinks: {
      tick: takeTick,
      event: alarms.add,
      job: accounts.note,
      failed(error) {
        failure = error;
        failedIn = log.add(deathOf(error, store.frame.timeMs)).id;
      },
    },
  };
}

function saving(
  accounts: Accounts,
  log: EventLog,
  limits: Limits,
): Pick<Telemetry, 'save' | 'restore'> {
  return {
    save: () => ({ ...accounts.save(), events: log.save(), limits: limits.save() }),
    restore(saved) {
      accounts.restore(saved);
      log.restore(saved.events, saved.timeMs);
      limits.restore(saved.limits);
    },
  };
}

function deathOf(error: Error, timeMs: number): SourceEvent {
  return {
    timeMs,
    kind: 'system',
    severity: 'critical',
    code: 'source.failed',
    place: null,
    text: { key: 'source.failed', params: { message: error.message } },
  };
}
