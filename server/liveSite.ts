// A site comes to life: resumed where it was stopped, or begun with its back-fill; source, telemetry and store joined.
import { join } from 'node:path';
import {
  type Backfill,
  type BackfillProgress,
  type PastNews,
  readPlan,
  segmentsOf,
  startBackfill,
} from './backfill.ts';
import type { readSite } from './catalogue/siteFiles.ts';
import { orRefuse } from './catalogue/startError.ts';
import { createCommandFile } from './commandFile.ts';
import type { Config } from './config.ts';
import type { AlarmRule } from './contract/alarm.ts';
import type { Source } from './contract/source.ts';
import { dayProgress, type FirstDay, firstDay } from './firstDay.ts';
import { holdBack } from './holdBack.ts';
import { bestFirst, keepState } from './keepState.ts';
import { openStore } from './openStore.ts';
import { readRemembered } from './remembered.ts';
import { createSimulatedSource, type SimulatedOptions } from './sources/simulated.ts';
import { createStateFiles, type KeptState } from './stateFiles.ts';
import { createTelemetry } from './telemetry/createTelemetry.ts';
import type { HistoryStore } from './telemetry/history/history.ts';
import { keepHistory } from './telemetry/keepHistory.ts';
import type { RememberedEvents } from './telemetry/savedEvents.ts';
import type { Telemetry } from './telemetry/telemetry.ts';
import { markBorn, markUnborn } from './unborn.ts';

interface LiveSiteParts {
  readonly config: Config;
  readonly parts: ReturnType<typeof readSite>;
  readonly rules: readonly AlarmRule[];
  readonly nowMs: () => number;
  readonly say: (line: string) => void;
  /** A part of the older past is begun or made. */
  readonly told: (news: PastNews) => void;
  /** Something went wrong while the site lives. */
  readonly failed: (error: unknown) => void;
  /** The source has died before its first second. */
  readonly refuse: (error: unknown) => void;
}

interface BegunSite {
  readonly source: Source;
  readonly telemetry: Telemetry;
  readonly store: HistoryStore | undefined;
  stop(): Promise<void>;
}

export interface LiveSite extends BegunSite {
  readonly backfill: () => BackfillProgress;
  /** Resolves once a second has been shown and, where there is a store, a crash cannot lose the site any more. */
  readonly ready: Promise<void>;
  /** As the source's own, and resolves once an accepted command is on disk. */
  readonly command: Source['command'];
}

/** Throws a StartError when the store or a rule does not hold. */
export async function openSite(given: LiveSiteParts): Promise<LiveSite> {
  const { config, parts, nowMs, say } = given;
  const description = createSimulatedSource(parts, config).describe();
  const opened = await openStore(config, description, nowMs, say);
  if (!opened) {
    const { site, live } = await begin(given, {}, undefined);
    return { ...site, command: site.source.command, backfill: () => null, ready: live };
  }
  const { store, tell } = opened;
  const stateFolder = join(store.folder, 'state');
  const files = createStateFiles(stateFolder);
  const commands = createCommandFile(join(stateFolder, 'commands.jsonl'));
  const remembered = await readRemembered(store);
  const kept = { store, remembered };

  async function goOn(): Promise<Begun> {
    for (const state of bestFirst(files.read(say), store.lastRecordedMs)) {
      try {
        const livedToMs = store.lastRecordedMs;
        const options = { state: state.source, livedToMs, commands: commands.commands };
        return await begin(given, options, kept, state);
      } catch (error) {
        say(`The saved state cannot be used: ${(error as Error).message}`);
      }
    }
    if (Number.isNaN(store.lastRecordedMs)) await markUnborn(store.folder);
    await files.putAside();
    await commands.forget(Number.POSITIVE_INFINITY);
    const { site } = parts;
    const first = await firstDay({ config, site, store, stateFolder, nowMs: nowMs() });
    const lastJobId = store.maxJobId;
    return await begin(given, { lastJobId, ...first }, kept);
  }

  const begun = await goOn();
  const { site, live } = begun;
  tell(site.telemetry.sinks.event);
  const keeping = keepState({ ...site, store, files, commands, failed: given.failed });
  const ready = keeping.begun.then(() => markBorn(store.folder));
  const past = backfillAfter(live, given, site, stateFolder);
  const { command } = site.source;
  return {
    ...{ ...site, ready },
    backfill: () => past.progress() ?? begun.day(),
    command:
      command &&
      (async (asked, by) => {
        const result = await command(asked, by);
        if (!result.accepted) return result;
        await commands.add({ timeMs: result.timeMs, by, command: asked });
        await ready;
        return result;
      }),
    async stop() {
      await past.stop();
      await keeping.end();
      await site.stop();
    },
  };
}

/** The older past waits for the first second to be on the screen. */
function backfillAfter(
  live: Promise<void>,
  { config, parts, nowMs, failed, told }: LiveSiteParts,
  { source, store }: BegunSite,
  stateFolder: string,
): { progress(): BackfillProgress | undefined; stop(): Promise<void> } {
  let backfill: Backfill | undefined;
  let stopped = false;
  const plan = config.backfill === '0' ? undefined : readPlan(stateFolder);
  const { past } = source;
  void live.then(() => {
    if (stopped || !plan || !past || !store) return;
    const segments = segmentsOf(plan);
    backfill = startBackfill({ segments, site: parts.site, past, store, nowMs, failed, told });
  });
  return {
    progress: () => backfill?.progress,
    async stop() {
      stopped = true;
      await backfill?.stop();
    },
  };
}

interface Begun {
  readonly site: BegunSite;
  /** Resolves with the first second that is shown. */
  readonly live: Promise<void>;
  /** How far the first day has come. */
  day(): BackfillProgress;
}

/** Rejects when a saved state turns out not to fit, before anything has been taken from it. */
async function begin(
  given: LiveSiteParts,
  { gpusFromMs, ...options }: Omit<SimulatedOptions, 'seed' | 'speed'> & FirstDay,
  kept: { readonly store: HistoryStore; readonly remembered: RememberedEvents } | undefined,
  state?: KeptState,
): Promise<Begun> {
  const { config, parts, rules, nowMs } = given;
  const { seed, speed } = config;
  const source = createSimulatedSource(parts, { seed, speed, ...options });
  const description = source.describe();
  const telemetry = orRefuse(() =>
    createTelemetry({
      description,
      derive: source.derive,
      rules,
      remembered: kept?.remembered,
    }),
  );
  if (state) telemetry.restore(state.telemetry);
  const store = kept?.store;
  const stopKeeping = store && keepHistory(telemetry, store, state !== undefined, gpusFromMs);
  const live = new Promise<void>((resolve) => {
    const stopWaiting = telemetry.onFrame(() => {
      stopWaiting();
      resolve();
    });
  });
  const day = options.preRoll && dayProgress(options.preRoll, parts.site.preRoll.fineS, nowMs());
  let begun = false;
  let stop = async (): Promise<void> => undefined;
  const site: BegunSite = {
    ...{ source, telemetry, store },
    async stop() {
      await stop();
      stopKeeping?.();
    },
  };
  const tick = holdBack(telemetry.sinks.tick, store);
  try {
    await new Promise<void>((resolve, reject) => {
      stop = source.start({
        ...telemetry.sinks,
        tick(taken) {
          begun = true;
          day?.took(taken.timeMs, nowMs());
          resolve();
          return tick(taken);
        },
        failed(error) {
          if (!begun && state) return reject(error);
          if (telemetry.frame.seq === 0) return given.refuse(error);
          given.failed(error);
          telemetry.sinks.failed(error);
        },
      });
      // Only a saved state can be refused: whoever begins anew is served from now on.
      if (!state) resolve();
    });
  } catch (error) {
    await site.stop();
    throw error;
  }
  return {
    site,
    live,
    day: () => (telemetry.frame.seq > 0 ? null : (day?.at(nowMs()) ?? null)),
  };
}
