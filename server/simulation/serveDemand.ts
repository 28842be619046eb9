// What a serving job does at a moment: requests by the rhythm of the day, their mix of prefill and decode, and the clock.
import type { ServeProfile } from '../contract/workload.ts';
import { DECODE_SENSITIVITY, PREFILL_SENSITIVITY, paceAt } from '../model/pace.ts';
import { type Calendar, rhythmAt } from './calendar.ts';
import type { JobRun } from './jobRun.ts';
import { bell, draw, SMOOTH, smoothShare, streamOf } from './random.ts';
import type { Twin } from './twin.ts';

/** Of a mean GPU of the job; one object, filled anew by every call. */
interface Serving {
  /** Share of the time that it works. */
  busy: number;
  /** Of the busy time. */
  prefillRatio: number;
  /** Unknown for work that counts no requests. */
  requestsPerS: number;
  /** Tokens of a request at this moment. */
  prefillTokens: number;
  decodeTokens: number;
}

export interface ServeDemand {
  at(run: JobRun, atS: number): Serving;
}

/** Bursts that the whole fleet of a job sees: deviations and knots. */
const SLOW_BURST = 0.03;
const SLOW_S = 900;
const FAST_BURST = 0.015;
const FAST_S = 45;
/** How far the mean length of prompts wanders, how fast, and how often it is looked at. */
const LENGTH_WANDER = 0.1;
const LENGTH_S = 1_800;
const LOOK_S = 60;

export function createServeDemand(twin: Twin, calendar: Calendar): ServeDemand {
  const bursts = streamOf(twin.seed, 'bursts');
  const lengths = streamOf(twin.seed, 'prompts');
  const books = new Array<Book | undefined>(twin.site.jobSlots).fill(undefined);
  const rhythms = createRhythms(twin, calendar);
  const serving = { busy: 0, prefillRatio: 0, requestsPerS: 0, prefillTokens: 0, decodeTokens: 0 };

  function bookOf(run: JobRun): Book {
    const { profile, id, level } = run;
    if (profile.pattern !== 'serve') throw new Error(`J${id} serves nobody`);
    const streams = { bursts, lengths };
    const book = newBook(id, level, profile, rhythms.of(profile.rhythm), streams);
    books[run.slot] = book;
    return book;
  }

  return {
    at(run, atS) {
      const known = books[run.slot];
      const book = known?.id === run.id ? known : bookOf(run);
      const burst =
        SLOW_BURST * noiseAt(book.slow, run.id, atS) + FAST_BURST * noiseAt(book.fast, run.id, atS);
      const asked = book.level * rhythms.at(book.rhythm, atS) * (1 + burst);
      const demand = asked < 0 ? 0 : asked > 1 ? 1 : asked;
      const minute = Math.floor(atS / LOOK_S);
      if (minute !== book.minute || run.clockRatio !== book.clockRatio) lookAt(book, minute, run);
      const { time } = book;
      // A backlog keeps GPUs as busy as they were; users come when they like, and a slow GPU is busy with them for longer.
      const busy = book.closedLoop ? demand : Math.min(1, demand * time);
      serving.busy = busy;
      serving.prefillRatio = book.mix;
      serving.requestsPerS = (book.requestsPerS * busy) / time;
      serving.prefillTokens = book.longer * book.prefillTokens;
      serving.decodeTokens = book.decodeTokens;
      return serving;
    },
  };
}

/** What stays the same of a job, and its noises between two knots: all of one shape, since profiles are not. */
interface Book {
  readonly id: number;
  readonly level: number;
  readonly rhythm: number;
  readonly closedLoop: boolean;
  readonly prefillRatio: number;
  /** Of a GPU that is busy, at the highest clock. */
  readonly requestsPerS: number;
  readonly prefillTokens: number;
  readonly decodeTokens: number;
  readonly slow: Noise;
  readonly fast: Noise;
  readonly length: Noise;
  /** Of this minute and clock: prompts over mean ones, GPU time of a request over that of a mean one at the highest clock, and the share of prefill in it. */
  minute: number;
  clockRatio: number;
  longer: number;
  time: number;
  mix: number;
}

function lookAt(book: Book, minute: number, { id, clockRatio }: JobRun): void {
  const longer = 1 + LENGTH_WANDER * noiseAt(book.length, id, (minute + 0.5) * LOOK_S);
  const prefill = (longer * book.prefillRatio) / paceAt(clockRatio, PREFILL_SENSITIVITY);
  const decode = (1 - book.prefillRatio) / paceAt(clockRatio, DECODE_SENSITIVITY);
  book.minute = minute;
  book.clockRatio = clockRatio;
  book.longer = longer;
  book.time = prefill + decode;
  book.mix = prefill / book.time;
}

function newBook(
  id: number,
  level: number,
  { closedLoop, prefillRatio, tokensPerGpuS, request }: ServeProfile,
  rhythm: number,
  { bursts, lengths }: { readonly bursts: number; readonly lengths: number },
): Book {
  const prefillTokens = request?.prefillTokens ?? Number.NaN;
  const decodeTokens = request?.decodeTokens ?? Number.NaN;
  return {
    id,
    level,
    rhythm,
    closedLoop,
    prefillRatio,
    requestsPerS: tokensPerGpuS / (prefillTokens + decodeTokens),
    prefillTokens,
    decodeTokens,
    slow: newNoise(bursts, SLOW_S),
    fast: newNoise(bursts, FAST_S),
    length: newNoise(lengths, LENGTH_S),
    minute: Number.NaN,
    clockRatio: Number.NaN,
    longer: 1,
    time: 1,
    mix: 0,
  };
}

/** The smooth noise of random.ts, its knots drawn once and kept until the next. */
interface Noise {
  readonly stream: number;
  readonly everyS: number;
  knot: number;
  from: number;
  step: number;
}

function newNoise(stream: number, everyS: number): Noise {
  return { stream, everyS, knot: Number.NaN, from: 0, step: 0 };
}

function noiseAt(noise: Noise, part: number, timeS: number): number {
  const x = timeS / noise.everyS;
  const knot = Math.floor(x);
  if (knot !== noise.knot) {
    const from = bell(draw(noise.stream, knot, part));
    noise.knot = knot;
    noise.from = from * SMOOTH;
    noise.step = bell(draw(noise.stream, knot + 1, part)) - from;
  }
  return noise.from + noise.step * smoothShare(x - knot);
}

/** The rhythms of the workload, each read once for all jobs of a step. */
function createRhythms({ workload }: Twin, calendar: Calendar) {
  const names = Object.keys(workload.rhythms);
  const weeks = Object.values(workload.rhythms);
  const readS = new Float64Array(names.length).fill(Number.NaN);
  const values = new Float64Array(names.length);
  return {
    of: (name: string): number => names.indexOf(name),
    at(rhythm: number, atS: number): number {
      const week = weeks[rhythm];
      if (!week) return 1;
      if (readS[rhythm] !== atS) {
        readS[rhythm] = atS;
        values[rhythm] = rhythmAt(week, calendar.localS(atS));
      }
      return values[rhythm] as number;
    },
  };
}
