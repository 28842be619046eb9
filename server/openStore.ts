// Opens the store of history for a start: refused in one sentence, or none at all where nothing is to be written.
import { StartError } from './catalogue/startError.ts';
import type { Config } from './config.ts';
import type { SourceEvent } from './contract/event.ts';
import type { SourceDescription } from './contract/source.ts';
import { StoreRefused } from './telemetry/history/folder.ts';
import type { HistoryStore } from './telemetry/history/history.ts';
import { openHistory } from './telemetry/history/openHistory.ts';
import { emptyUnborn, isUnborn } from './unborn.ts';

export interface OpenedStore {
  readonly store: HistoryStore;
  /** Who hears of what happens to the store, from now on and of what has happened until now; dated as it happens. */
  tell(listener: (event: SourceEvent) => void): void;
}

/** undefined at any speed but 1: hours that nobody lived are not written down. `say` hears that a folder was put aside. */
export async function openStore(
  { folder, seed }: Config,
  { site, speed }: SourceDescription,
  nowMs: () => number,
  say: (line: string) => void,
): Promise<OpenedStore | undefined> {
  if (speed !== 1) return undefined;
  const early: SourceEvent[] = [];
  let listener = (event: SourceEvent): void => void early.push(event);
  try {
    // The steps of a past, by whose time the store goes, are written down long after it.
    const event = (happened: SourceEvent): void =>
      listener({ ...happened, timeMs: Math.max(happened.timeMs, nowMs()) });
    const open = () => openHistory({ root: folder, site, seed, nowMs: nowMs(), event });
    let store = await open();
    for (const { code, text } of early) {
      if (code !== 'store.corrupt') continue;
      say(`The history could not be read: it is kept as ${text.params.folder}, and begins anew.`);
    }
    if (isUnborn(store.folder)) {
      // Open once before, so that nobody else is at work in it.
      await store.close();
      await emptyUnborn(store.folder);
      store = await open();
    }
    return {
      store,
      tell(next) {
        listener = next;
        for (const event of early.splice(0)) next(event);
      },
    };
  } catch (error) {
    throw error instanceof StoreRefused ? new StartError(error.message) : error;
  }
}
