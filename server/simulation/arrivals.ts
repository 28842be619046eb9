// Where jobs come from: programmes whose next run follows the last, and streams that arrive by chance.
import type { JobStream, Profile, Programme } from '../contract/workload.ts';
import type { Beat } from '../model/phase.ts';
import type { JobRun } from './jobRun.ts';
import { arrivalsPerS, meanDurationS, sizeTrays } from './jobStream.ts';
import { between, draw, gaussian, streamOf, unit } from './random.ts';
import type { Twin } from './twin.ts';

export interface Arrivals {
  /** Jobs of the first second: those that have long run, and those that chance has left running. */
  population(startS: number): JobRun[];
  /** Jobs of the streams that arrive up to a second, in order. */
  until(second: number): JobRun[];
  /** The next run of a programme. */
  nextRun(programme: number): JobRun;
}

interface State {
  readonly twin: Twin;
  readonly stream: number;
  readonly gapStream: number;
  nextId: number;
  readonly entries: Entry[];
}

interface Entry {
  readonly row: JobStream;
  readonly index: number;
  readonly perS: number;
  count: number;
  nextS: number;
}

const DAY_S = 86_400;

/** Ids are new with every day that a twin starts on: days since 2025, room for 20,000 jobs a day. */
function firstId(startMs: number): number {
  const days = Math.floor(startMs / 86_400_000) - 20_089;
  return Math.max(0, days) * 20_000 + 1;
}

export function createArrivals(twin: Twin): Arrivals {
  const state: State = {
    twin,
    stream: streamOf(twin.seed, 'jobs'),
    gapStream: streamOf(twin.seed, 'arrivals'),
    nextId: firstId(twin.startMs),
    entries: twin.workload.streams.map((row, index) => ({
      row,
      index,
      perS: arrivalsPerS(twin, row),
      count: 0,
      nextS: Number.POSITIVE_INFINITY,
    })),
  };
  return {
    nextRun: (programme) => programmeRun(state, programme),
    population: (startS) => population(state, startS),
    until: (second) => until(state, second),
  };
}

function population(s: State, startS: number): JobRun[] {
  const { twin, stream, gapStream } = s;
  const found = twin.workload.programmes.flatMap((row, index) =>
    programmeTrays(twin, row) > 0 ? [programmeRun(s, index)] : [],
  );
  for (const entry of s.entries) {
    const mean = entry.perS * meanDurationS(entry.row);
    const count = Math.floor(mean + unit(draw(gapStream, entry.index, 1)));
    for (let i = 0; i < count; i++) found.push(streamRun(s, entry.row, true));
    scheduleNext(s, entry, startS);
  }
  for (const run of found) {
    run.startS = startS - Math.floor(run.durationS * unit(draw(stream, run.id, 47)));
  }
  return found;
}

function until(s: State, second: number): JobRun[] {
  const found: { atS: number; run: JobRun }[] = [];
  for (const entry of s.entries) {
    while (entry.nextS <= second) {
      found.push({ atS: entry.nextS, run: streamRun(s, entry.row, false) });
      scheduleNext(s, entry, entry.nextS);
    }
  }
  found.sort((a, b) => a.atS - b.atS);
  for (const { atS, run } of found) run.startS = Math.ceil(atS);
  return found.map(({ run }) => run);
}

/** Arrivals by chance: exponential gaps. */
function scheduleNext(s: State, entry: Entry, fromS: number): void {
  const gapS = -Math.log(unit(draw(s.gapStream, entry.count, entry.index))) / entry.perS;
  entry.count++;
  entry.nextS = fromS + gapS;
}

function programmeRun(s: State, programme: number): JobRun {
  const { twin, stream, nextId } = s;
  const row = twin.workload.programmes[programme] as Programme;
  const number = 2 + Math.floor(8 * unit(draw(stream, nextId, 42)));
  return makeRun(s, row.profile, {
    name: `${row.name}-${number}`,
    tenant: row.tenant,
    kind: row.kind,
    programme,
    traysAsked: programmeTrays(twin, row),
    durationS: Math.floor(DAY_S * between(row.durationDays, draw(stream, nextId, 41))),
  });
}

/** One job of a stream; `sizeBiased` for those that a look at a random moment finds running. */
function streamRun(s: State, row: JobStream, sizeBiased: boolean): JobRun {
  const { twin, stream, nextId } = s;
  const z = gaussian(stream, nextId, 43) + (sizeBiased ? row.durationSigma : 0);
  const durationS = row.durationMedianS * Math.exp(row.durationSigma * z);
  const pick = (list: readonly string[], b: number): string =>
    list[Math.floor(list.length * unit(draw(stream, nextId, b)))] as string;
  return makeRun(s, row.profile, {
    name: `${pick(row.names, 44)}-${nextId % 10_000}`,
    tenant: pick(row.tenants, 45),
    kind: row.kind,
    programme: -1,
    traysAsked: sizeTrays(twin, row, unit(draw(stream, nextId, 46))),
    durationS: Math.max(10, Math.floor(Math.min(row.durationMaxS, durationS))),
  });
}

function makeRun(
  s: State,
  profileName: string,
  from: Pick<JobRun, 'name' | 'tenant' | 'kind' | 'programme' | 'traysAsked' | 'durationS'>,
): JobRun {
  const { workload } = s.twin;
  const profile = workload.profiles[profileName];
  if (!profile) throw new Error(`workload ${workload.id}: there is no profile "${profileName}"`);
  const id = s.nextId++;
  return {
    ...from,
    id,
    profile,
    beat: beatOf(profile, s.stream, id),
    level: profile.pattern === 'serve' ? between(profile.level, draw(s.stream, id, 40)) : 0,
    startS: Number.NaN,
    endS: Number.POSITIVE_INFINITY,
    state: 'queued',
    endReason: null,
    totals: null,
    slot: -1,
    trays: [],
    stopS: Number.NEGATIVE_INFINITY,
    resumeS: Number.NEGATIVE_INFINITY,
    clockZeroS: 0,
  };
}

/** Whole racks when the share is worth at least one, whole trays otherwise. */
function programmeTrays(twin: Twin, row: Programme): number {
  const trays = row.share * twin.trays;
  return trays >= twin.traysPerRack
    ? Math.round(trays / twin.traysPerRack) * twin.traysPerRack
    : Math.round(trays);
}

function beatOf(profile: Profile, stream: number, id: number): Beat | null {
  if (profile.pattern !== 'iterate') return null;
  const iterationS = between(profile.iterationS, draw(stream, id, 48));
  return {
    iterationS,
    communicateS: iterationS * between(profile.communicateRatio, draw(stream, id, 49)),
    checkpointEveryS: between(profile.checkpointEveryS, draw(stream, id, 50)),
    checkpointS: between(profile.checkpointS, draw(stream, id, 51)),
  };
}
