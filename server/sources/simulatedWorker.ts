// The worker thread of the simulated source: owns the twin and the clock, hands over one step at a time, and answers.
import { type MessagePort, workerData } from 'node:worker_threads';
import type { LoggedCommand } from '../contract/command.ts';
import { createAnswerer } from './asks.ts';
import { dueAtNormalSpeed, refuseClockSetBack, untilNextSecond } from './pace.ts';
import { type PreRollWish, planPreRoll, RESUME_CATCH_UP_S } from './preRoll.ts';
import { packState, unpackState } from './savedState.ts';
import { createThreadTwin } from './threadTwin.ts';
import type { TwinStart } from './workerThread.ts';

export interface SimulatedStart extends TwinStart {
  readonly speed: number;
  readonly asks: MessagePort;
  readonly preRoll: PreRollWish | undefined;
  /** Bytes of a saved state that were checked; the start then has no pre-roll. */
  readonly state: Uint8Array | undefined;
  readonly livedToMs: number | undefined;
  readonly commands: readonly LoggedCommand[] | undefined;
}

const SECOND_MS = 1_000;
/** Steps that carry the twin through a gap; nothing of them is recorded. */
const GAP_STEP_S = 900;

const start = workerData as SimulatedStart;
const { site } = start.parts;
const plan = planPreRoll(Date.now(), site.timeZone, site.preRoll, start.preRoll);
const saved = start.state && unpackState(start.state);
const twin = createThreadTwin(start, {
  startMs: plan.startMs,
  saved,
  commands: start.commands,
});
const { simulation } = twin;
const asked = createAnswerer(start.asks, {
  command: ({ command, by }) => simulation.command(command, by),
  waveform: ({ placeId, seconds }) => simulation.waveform(placeId, seconds),
  saveState: () => packState(twin.save(), site),
});

function step(dtS: number, newest: boolean): void {
  twin.step(dtS, newest, () => (start.speed === 1 ? Date.now() - simulation.timeMs : Number.NaN));
  asked.attend();
}

function wholeSecond(timeMs: number): number {
  return Math.floor(timeMs / SECOND_MS) * SECOND_MS;
}

function preRoll(): void {
  twin.passUnseen(plan.firstMs - plan.stepS * SECOND_MS, plan.runInStepS);
  while (simulation.timeMs < plan.fineFromMs) step(plan.stepS, false);
}

/**
 * What was lived through after the state, and a short absence, are stepped second by second, for history and the books; a
 * long absence is a gap.
 */
function resume(): void {
  const nowMs = wholeSecond(Date.now());
  refuseClockSetBack(simulation.timeMs, nowMs);
  const { livedToMs = Number.NaN } = start;
  const isNear = livedToMs - simulation.timeMs <= RESUME_CATCH_UP_S * SECOND_MS;
  while (isNear && simulation.timeMs < Math.min(livedToMs, nowMs)) step(1, false);
  const awayS = (nowMs - simulation.timeMs) / SECOND_MS;
  if (awayS > RESUME_CATCH_UP_S) twin.passUnseen(nowMs - SECOND_MS, GAP_STEP_S);
}

/** The wall clock moves on meanwhile: stops one step short of it, the last one is live. */
function catchUp(): void {
  while (simulation.timeMs + SECOND_MS < wholeSecond(Date.now())) step(1, false);
}

function live(): void {
  // What is due is decided when all has been read, so that a slow reader is told of the newest second only.
  twin.settle();
  asked.attend();
  if (start.speed === 1) {
    refuseClockSetBack(simulation.timeMs, Date.now());
    const due = dueAtNormalSpeed(simulation.timeMs, Date.now());
    if (due.jumpToMs !== undefined) twin.passUnseen(due.jumpToMs, GAP_STEP_S);
    for (let left = due.steps; left > 0; left--) step(1, left === 1);
  } else {
    for (let left = start.speed; left > 0; left--) step(1, left === 1);
  }
  setTimeout(live, untilNextSecond(Date.now()));
}

if (saved) resume();
else preRoll();
catchUp();
live();
