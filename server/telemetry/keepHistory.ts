// Joins telemetry to the store of history: every step, event, job and quarter-hour that is known goes there too.
import type { EventRecord } from '../contract/event.ts';
import type { HistoryStore } from './history/history.ts';
import type { Telemetry } from './telemetry.ts';
import { createYearRecord } from './yearRecord.ts';

/** Records of a past that is made wait for the end of its quarter-hour: each message costs as much as a step's. */
const QUARTER_MS = 900_000;

/**
 * `resumed`: the source goes on where it was stopped, so that the seconds before the first frame are recorded ones.
 * `gpusFromMs`: the GPUs of steps that end before or at this time are somebody else's to keep.
 */
export function keepHistory(
  telemetry: Telemetry,
  store: Pick<
    HistoryStore,
    'record' | 'events' | 'jobs' | 'ledger' | 'query' | 'tiers' | 'lastRecordedMs' | 'maxEventId'
  >,
  resumed: boolean,
  gpusFromMs = Number.NEGATIVE_INFINITY,
): () => void {
  const { events, jobs, ledger, efficiency } = telemetry;
  const year = createYearRecord(store);
  efficiency.yearFrom(year);
  let eventsKept = 0;
  let jobsKept = 0;
  const { lastRecordedMs: othersToMs, maxEventId: othersId } = store;
  /** A site that begins anew where another was recorded: what comes before its first second never happened there. */
  const anew = !resumed && !Number.isNaN(othersToMs);
  const unlived = (begun: boolean): boolean => anew && !begun;
  const happened = ({ id, timeMs }: EventRecord): boolean =>
    !anew || id <= othersId || timeMs > othersToMs;

  function keepRecords(): void {
    if (events.version > eventsKept) store.events(events.since(eventsKept).filter(happened));
    eventsKept = events.version;
    if (jobs.version > jobsKept) store.jobs(jobs.since(jobsKept));
    jobsKept = jobs.version;
  }

  /** The ledger's running quarter-hour holds nothing that did not happen here. */
  let passedOver = !anew;
  const stopSteps = telemetry.onStep(({ timeMs, dtS, begun, columns }) => {
    if (unlived(begun)) return;
    if (!passedOver) {
      ledger.passOver();
      passedOver = true;
    }
    const origin = begun || resumed ? 'recorded' : 'backfilled';
    const step = { timeMs, dtS, origin, columns } as const;
    if (timeMs > gpusFromMs) store.record(step);
    else store.record({ ...step, gpus: timeMs < gpusFromMs ? 'without' : 'counters' });
    if (origin === 'recorded' || timeMs % QUARTER_MS === 0) keepRecords();
    if (begun) void year.refresh();
  });
  const stopQuarters = ledger.onQuarter((rows) => {
    if (passedOver) store.ledger(rows);
  });
  return () => {
    keepRecords();
    stopSteps();
    stopQuarters();
  };
}
