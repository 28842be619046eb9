// The simulated source: a twin in a worker thread that pretends, faithfully, to be a site.
import { MessageChannel } from 'node:worker_threads';
import type { LoggedCommand } from '../contract/command.ts';
import { createPlaces } from '../contract/place.ts';
import type { Source, SourceSinks } from '../contract/source.ts';
import { type ColumnLayout, layoutTick, type TickColumns, viewColumns } from '../contract/tick.ts';
import { createDerive } from '../simulation/derive.ts';
import { createForecast } from '../simulation/forecast.ts';
import { PROVENANCE } from '../simulation/provenance.ts';
import { type Asker, createAsker } from './asks.ts';
import { createHandOver, giveBack, type Handed } from './handOver.ts';
import { MAX_CATCH_UP_S } from './pace.ts';
import { readPast } from './past.ts';
import type { PreRollWish } from './preRoll.ts';
import { checkState } from './savedState.ts';
import type { SimulatedStart } from './simulatedWorker.ts';
import { startThread, type TwinParts } from './workerThread.ts';

export interface SimulatedOptions {
  readonly seed: number;
  /** Site seconds per wall second. */
  readonly speed: number;
  /** Goes on from here (`saveState`): a missing time of up to 15 minutes is stepped, a longer one is a gap. */
  readonly state?: Uint8Array | undefined;
  /** END of the last step that was taken in after the state: what lies between is stepped again, whatever follows. */
  readonly livedToMs?: number | undefined;
  /** Carried out again, each at its time; those up to the time of the state are in it. */
  readonly commands?: readonly LoggedCommand[] | undefined;
  /** Takes the place of the usual pre-roll; without a meaning when there is a state. */
  readonly preRoll?: PreRollWish | undefined;
  /** Jobs of a fresh twin have higher numbers. */
  readonly lastJobId?: number | undefined;
}

/** Throws one sentence when the state is corrupt, or of another site, seed or version of the program. */
export function createSimulatedSource(parts: TwinParts, options: SimulatedOptions): Source {
  const { site } = parts;
  const { seed, state, preRoll } = options;
  if (state) refuseFuture(checkState(state, site, seed));
  if (preRoll) checkPreRoll(preRoll);
  const layout = layoutTick(createPlaces(site.places), site.jobSlots);
  const forecast = createForecast({ ...parts, seed });
  let asker: Asker | undefined;
  let timeMs = Number.NaN;
  const ask: Asker['ask'] = (what, question) =>
    asker?.ask(what, question) ?? Promise.reject(new Error('the source has not been started'));
  return {
    describe: () => ({
      kind: 'simulated',
      site,
      speed: options.speed,
      seed,
      provenance: PROVENANCE,
      jobProfiles: Object.keys(parts.workload.profiles),
    }),
    start(sinks) {
      const session = startWorker(parts, options, layout, {
        ...sinks,
        tick(tick) {
          timeMs = tick.timeMs;
          return sinks.tick(tick);
        },
      });
      asker = session.asker;
      return session.stop;
    },
    derive: createDerive({ ...parts, seed }),
    command: (command, by) => ask('command', { command, by }),
    waveform: (placeId, seconds) => ask('waveform', { placeId, seconds }),
    saveState: () => ask('saveState', null),
    past(request, sinks) {
      const ending = new AbortController();
      const ticks = readPast({ parts, seed, layout }, request, ending.signal, sinks);
      return Object.assign(ticks, { end: () => ending.abort() });
    },
    forecast: async (metric, hours) =>
      forecast(metric, (Number.isNaN(timeMs) ? Date.now() : timeMs) / 1_000, hours),
  };
}

/** A state from after now would run ahead of every clock on the page. */
function refuseFuture(timeMs: number): void {
  const aheadS = Math.round((timeMs - Date.now()) / 1_000);
  if (aheadS > MAX_CATCH_UP_S) {
    throw new Error(`the saved state is ${aheadS} s ahead of the wall clock`);
  }
}

function checkPreRoll({ fromMs, stepS }: PreRollWish): void {
  if (!Number.isInteger(stepS) || stepS < 1 || stepS > 900 || !Number.isFinite(fromMs)) {
    throw new RangeError(`preRoll.stepS must be a whole number from 1 to 900, not ${stepS}`);
  }
}

function startWorker(
  parts: TwinParts,
  { seed, ...wishes }: SimulatedOptions,
  layout: ColumnLayout,
  sinks: SourceSinks,
): { readonly asker: Asker; readonly stop: () => Promise<void> } {
  const handOver = createHandOver(layout.byteLength);
  const columns = handOver.slots.map((slot) => viewColumns<keyof TickColumns>(layout, slot));
  const { port1, port2: asks } = new MessageChannel();
  const asker = createAsker(port1);
  const { speed, state, livedToMs, commands, preRoll, lastJobId } = wishes;
  const start: SimulatedStart = {
    ...{ parts, seed, handOver, asks },
    ...{ speed, state, livedToMs, commands, preRoll, lastJobId },
  };
  const worker = startThread(new URL('./simulatedWorker.ts', import.meta.url), start, [asks]);
  let over = false;

  const fail = (error: Error): void => {
    if (over) return;
    over = true;
    asker.close(`the source has failed: ${error.message}`);
    sinks.failed(error);
    void worker.terminate();
  };
  const read = ({ events, jobs, slot, ...head }: Handed): void | Promise<void> => {
    for (const event of events) sinks.event(event);
    for (const job of jobs) sinks.job(job);
    return sinks.tick({ ...head, columns: columns[slot] as TickColumns });
  };
  worker.on('message', (handed: Handed) => {
    if (over) return;
    const done = (): void => giveBack(handOver, handed.slot);
    try {
      const waits = read(handed);
      if (waits) waits.then(done, (error: unknown) => fail(asError(error)));
      else done();
    } catch (error) {
      // Whoever listens has failed: no further tick can be trusted to be remembered.
      fail(asError(error));
    }
  });
  worker.on('error', (error) => fail(asError(error)));
  worker.on('exit', (code) => fail(new Error(`the simulation's worker ended with code ${code}`)));

  return {
    asker,
    stop: async () => {
      over = true;
      asker.close('the source has been stopped');
      await worker.terminate();
    },
  };
}

function asError(error: unknown): Error {
  return error instanceof Error ? error : new Error(String(error));
}
