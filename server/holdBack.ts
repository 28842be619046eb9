// Holds the source back while it makes a past: for the disk, and so that requests are answered between its steps.
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { SourceSinks } from './contract/source.ts';
import type { Tick } from './contract/tick.ts';
import type { HistoryStore } from './telemetry/history/history.ts';

/** The newest second never waits; without a store only requests are waited for. */
export function holdBack(
  tick: (taken: Tick) => void,
  store: Pick<HistoryStore, 'whenRoom'> | undefined,
): SourceSinks['tick'] {
  return (taken) => {
    const { newest } = taken;
    tick(taken);
    if (newest) return undefined;
    return nextTurn().then(() => store?.whenRoom());
  };
}
