// Where jobs come from: programmes whose next run follows the last, streams that arrive by chance, and orders.
import type { Job } from '../contract/job.ts';
import type { JobStream, Profile, Programme } from '../contract/workload.ts';
import type { Beat } from '../model/phase.ts';
import { type JobRun, newRun } from './jobRun.ts';
import { arrivalsPerS, meanDurationS, sizeTrays } from './jobStream.ts';
import { between, draw, gaussian, streamOf, unit } from './random.ts';
import type { Twin } from './twin.ts';

export interface Arrivals {
  /** Jobs of the first second: those that have long run, and those that chance has left running. */
  population(startS: number): JobRun[];
  /** The second of the next job of a stream. */
  readonly nextS: number;
  /** Jobs of the streams that arrive up to a second, in order. */
  until(second: number): JobRun[];
  /** The next run of a programme. */
  nextRun(programme: number): JobRun;
  /** A job that somebody asks for. */
  ordered(order: OrderedJob): JobRun;
  /** Id of the next job. */
  readonly nextId: number;
}

interface OrderedJob {
  readonly profile: string;
  readonly trays: number;
  readonly durationS: number;
  readonly name?: string;
  readonly tenant?: string;
}

interface State {
  readonly twin: Twin;
  readonly stream: number;
  readonly gapStream: number;
  readonly streams: readonly JobStream[];
  readonly perS: readonly number[];
  readonly memory: {
    nextId: number;
    /** By stream: jobs so far, and the moment of the next. */
    readonly count: Float64Array;
    readonly nextS: Float64Array;
  };
}

const DAY_S = 86_400;
/** Whoever orders a job without saying for whom. */
const OPERATIONS = 'Operations';

/** Ids are new with every day that a twin starts on: days since 2025, room for 20,000 jobs a day. */
function firstId(startMs: number): number {
  const days = Math.floor(startMs / 86_400_000) - 20_089;
  return Math.max(0, days) * 20_000 + 1;
}

export function createArrivals(twin: Twin): Arrivals {
  const { streams } = twin.workload;
  const memory = {
    nextId: Math.max(firstId(twin.startMs), (twin.lastJobId ?? 0) + 1),
    count: new Float64Array(streams.length),
    nextS: new Float64Array(streams.length).fill(Number.POSITIVE_INFINITY),
  };
  twin.memory.keep('arrivals', memory);
  const state: State = {
    twin,
    stream: streamOf(twin.seed, 'jobs'),
    gapStream: streamOf(twin.seed, 'arrivals'),
    streams,
    perS: streams.map((row) => arrivalsPerS(twin, row)),
    memory,
  };
  return {
    get nextId() {
      return memory.nextId;
    },
    get nextS() {
      let least = Number.POSITIVE_INFINITY;
      for (let i = 0; i < memory.nextS.length; i++) {
        const atS = memory.nextS[i] as number;
        if (atS < least) least = atS;
      }
      return Math.ceil(least);
    },
    nextRun: (programme) => programmeRun(state, programme),
    ordered: (order) => orderedRun(state, order),
    population: (startS) => population(state, startS),
    until: (second) => until(state, second),
  };
}

function population(s: State, startS: number): JobRun[] {
  const { twin, stream, gapStream } = s;
  const found = twin.workload.programmes.flatMap((row, index) =>
    programmeTrays(twin, row) > 0 ? [programmeRun(s, index)] : [],
  );
  s.streams.forEach((row, index) => {
    const mean = (s.perS[index] as number) * meanDurationS(row);
    const count = Math.floor(mean + unit(draw(gapStream, index, 1)));
    for (let i = 0; i < count; i++) found.push(streamRun(s, row, true));
    scheduleNext(s, index, startS);
  });
  for (const run of found) {
    run.startS = startS - Math.floor(run.durationS * unit(draw(stream, run.id, 47)));
  }
  return found;
}

function until(s: State, second: number): JobRun[] {
  const { nextS } = s.memory;
  const found: { atS: number; run: JobRun }[] = [];
  s.streams.forEach((row, index) => {
    while ((nextS[index] as number) <= second) {
      const atS = nextS[index] as number;
      found.push({ atS, run: streamRun(s, row, false) });
      scheduleNext(s, index, atS);
    }
  });
  found.sort((a, b) => a.atS - b.atS);
  for (const { atS, run } of found) run.startS = Math.ceil(atS);
  return found.map(({ run }) => run);
}

/** Arrivals by chance: exponential gaps. */
function scheduleNext(s: State, index: number, fromS: number): void {
  const { count, nextS } = s.memory;
  const number = count[index] as number;
  const gapS = -Math.log(unit(draw(s.gapStream, number, index))) / (s.perS[index] as number);
  count[index] = number + 1;
  nextS[index] = fromS + gapS;
}

function programmeRun(s: State, programme: number): JobRun {
  const { twin, stream } = s;
  const { nextId } = s.memory;
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
  const { twin, stream } = s;
  const { nextId } = s.memory;
  const z = gaussian(stream, nextId, 43) + (sizeBiased ? row.durationSigma : 0);
  const durationS = row.durationMedianS * Math.exp(row.durationSigma * z);
  const pick = (list: readonly string[], b: number): string =>
    list[Math.floor(list.length * unit(draw(stream, nextId, b)))] as string;
  const end = unit(draw(stream, nextId, 52));
  const badly = row.cancelledRatio + row.failedRatio;
  return makeRun(s, row.profile, {
    name: `${pick(row.names, 44)}-${nextId % 10_000}`,
    tenant: pick(row.tenants, 45),
    kind: row.kind,
    traysAsked: sizeTrays(twin, row, unit(draw(stream, nextId, 46))),
    durationS: Math.max(10, Math.floor(Math.min(row.durationMaxS, durationS))),
    preemptible: row.preemptible,
    fate: end < row.cancelledRatio ? 'cancelled' : end < badly ? 'failed' : 'completed',
  });
}

function orderedRun(s: State, order: OrderedJob): JobRun {
  const { profile } = order;
  const id = s.memory.nextId;
  const dashed = profile.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
  return makeRun(s, profile, {
    // Names stand in labels, where a space would end them.
    name: order.name?.replaceAll(' ', '-') ?? `${dashed}-${id % 10_000}`,
    tenant: order.tenant ?? OPERATIONS,
    kind: kindOf(s.twin, profile),
    traysAsked: order.trays,
    durationS: order.durationS,
    ordered: true,
  });
}

/** The kind of job that this site runs with a profile. */
function kindOf({ workload }: Twin, profile: string): Job['kind'] {
  const rows = [...workload.programmes, ...workload.streams];
  return rows.find((row) => row.profile === profile)?.kind ?? 'debug';
}

type Drawn = Pick<JobRun, 'name' | 'tenant' | 'kind' | 'traysAsked' | 'durationS'> &
  Partial<Pick<JobRun, 'programme' | 'preemptible' | 'ordered' | 'fate'>>;

function makeRun(s: State, profileName: string, drawn: Drawn): JobRun {
  const { workload } = s.twin;
  const profile = workload.profiles[profileName];
  if (!profile) throw new Error(`workload ${workload.id}: there is no profile "${profileName}"`);
  const id = s.memory.nextId++;
  return newRun({
    programme: -1,
    preemptible: false,
    ordered: false,
    fate: 'completed',
    ...drawn,
    id,
    profileName,
    profile,
    beat: beatOf(profile, s.stream, id),
    level: profile.pattern === 'serve' ? between(profile.level, draw(s.stream, id, 40)) : 0,
  });
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
  const checkpointS = between(profile.checkpointS, draw(stream, id, 51));
  const cycleS = between(profile.checkpointEveryS, draw(stream, id, 50));
  return {
    iterationS,
    communicateS: iterationS * between(profile.communicateRatio, draw(stream, id, 49)),
    iterations: Math.max(1, Math.round((cycleS - checkpointS) / iterationS)),
    checkpointS,
  };
}
