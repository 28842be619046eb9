// Laws of the life of jobs: orders, ends and why, faults that cost work, hangs, and racks that are emptied.
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { readSite } from '../catalogue/siteFiles.ts';
import type { Command } from '../contract/command.ts';
import { codeOf } from '../contract/state.ts';
import { openTwin, racksOf } from './testing.ts';

const FIXTURES = fileURLToPath(new URL('../../fixtures', import.meta.url));
const parts = racksOf(readSite(FIXTURES, 'one-rack'), 3);
const { workload, hardware } = parts;
/** Three racks that stand empty until somebody asks for something. */
const site = { ...parts.site, jobSlots: 128, outOfServiceShare: 0 };
const empty = { ...parts, site, workload: { ...workload, programmes: [], streams: [] } };
const unlucky = (times: number) => ({
  ...hardware,
  faults: {
    ...hardware.faults,
    causes: hardware.faults.causes.map((cause) => ({
      ...cause,
      perMillionGpuHours: Math.min(1_000, cause.perMillionGpuHours * times),
    })),
  },
});
const never = unlucky(0);

type Twin = ReturnType<typeof openTwin>;
const quiet = (): Twin => openTwin({ ...empty, hardware: never });

function order(twin: Twin, profile: string, gpus: number, minutes = 600, name = 'mine') {
  return twin.simulation.command({ do: 'startJob', profile, gpus, minutes, name }, 'test');
}
const named = (twin: Twin, name = 'mine') => {
  const job = [...twin.jobs.values()].find((one) => one.name === name);
  if (!job) throw new Error(`no job is called ${name}`);
  return job;
};
const slotOf = (twin: Twin, name = 'mine') => named(twin, name).slot;
const tell = (twin: Twin, command: Command) => twin.simulation.command(command, 'test');

describe('a job that is ordered', () => {
  it('starts in the next second, works, and ends to the second', () => {
    const twin = quiet();
    order(twin, 'fineTuning', 72, 10);
    twin.run(1, 1);
    const { slot, startMs } = named(twin);
    expect(startMs).toBe(twin.simulation.timeMs);
    expect(twin.columns.jobPhase[slot]).toBe(codeOf('phase', 'compute'));
    twin.run(599, 1);
    expect(named(twin).state).toBe('running');
    const [tokens, energyWh] = [twin.columns.jobTokens, twin.columns.jobEnergyWh].map(
      (c) => c[slot],
    );
    twin.run(1, 1);
    expect(named(twin)).toMatchObject({ state: 'ended', endReason: 'completed', slot: -1 });
    expect(named(twin).totals).toMatchObject({ tokens, energyWh });
    expect(twin.columns.jobTokens[slot]).toBeNaN();
  });

  it('counts tokens in whole steps and parts of them: tokens a step are what the profile says', () => {
    const twin = quiet();
    order(twin, 'densePretraining', 72);
    twin.run(1_200, 60);
    const slot = slotOf(twin);
    const steps = twin.columns.jobSteps[slot] as number;
    const perStep = (twin.columns.jobTokens[slot] as number) / steps / 72 / 260;
    // An iteration of 4-8 s, and at most one that is not complete.
    expect(perStep).toBeGreaterThan(4);
    expect(perStep).toBeLessThan(8 * (1 + 1 / steps));
  });

  it('can be cancelled while it runs and while it waits', () => {
    const twin = quiet();
    order(twin, 'fineTuning', 216, 60, 'runs');
    order(twin, 'fineTuning', 216, 60, 'waits');
    twin.run(5, 1);
    for (const name of ['runs', 'waits'])
      tell(twin, { do: 'stopJob', job: `J${named(twin, name).id}` });
    twin.run(1, 1);
    expect(named(twin, 'runs')).toMatchObject({ state: 'ended', endReason: 'cancelled' });
    expect(named(twin, 'waits')).toMatchObject({
      endReason: 'cancelled',
      startMs: null,
      totals: null,
    });
    expect(twin.columns.gpuState.every((state) => state === codeOf('gpu', 'idle'))).toBe(true);
  });

  it('never gets an id that another had', () => {
    const twin = quiet();
    const ids = Array.from({ length: 5 }, (_, i) => {
      order(twin, 'evaluation', 4, 1, `job-${i}`);
      twin.run(120, 60);
      return named(twin, `job-${i}`).id;
    });
    expect(new Set(ids).size).toBe(5);
    expect(ids).toEqual([...ids].sort((a, b) => a - b));
  });
});

describe('how jobs end', () => {
  it('follows the shares of the workload: most complete, some are cancelled or fail', () => {
    const twin = openTwin({ ...parts, site });
    twin.run(8 * 86_400, 900);
    const ended = [...twin.jobs.values()].filter(
      (job) => job.state === 'ended' && job.kind === 'evaluation',
    );
    const share = (reason: string) =>
      ended.filter(({ endReason }) => endReason === reason).length / ended.length;
    expect(ended.length).toBeGreaterThan(200);
    expect(Math.abs(share('cancelled') - 0.22)).toBeLessThan(0.09);
    expect(Math.abs(share('failed') - 0.16)).toBeLessThan(0.08);
  });

  it('makes room for a programme when small jobs stand in its place', () => {
    const [debug] = workload.streams.filter(({ kind }) => kind === 'debug');
    const [pretraining] = workload.programmes;
    if (!debug || !pretraining) throw new Error('the workload has no debug jobs or no programme');
    const half = { ...pretraining, share: 0.34, durationDays: [0.01, 0.02] as [number, number] };
    const programmes = [half, { ...half, name: 'other-pretrain' }];
    const streams = [{ ...debug, share: 2, durationMedianS: 30_000, durationMaxS: 40_000 }];
    const twin = openTwin({
      ...empty,
      hardware: never,
      workload: { ...workload, programmes, streams },
    });
    twin.run(6 * 3_600, 60);
    const preempted = [...twin.jobs.values()].filter(({ endReason }) => endReason === 'preempted');
    const runs = [...twin.jobs.values()].filter(({ kind }) => kind === 'pretraining');
    expect(runs.filter(({ state }) => state === 'ended').length).toBeGreaterThan(10);
    expect(preempted.length).toBeGreaterThan(0);
    expect(preempted.every(({ kind }) => kind === 'debug')).toBe(true);
  });
});

describe('a fault', () => {
  const twin = openTwin({ ...empty, hardware: unlucky(250) });
  order(twin, 'densePretraining', 72, 60 * 24, 'trains');
  order(twin, 'chatServing', 144, 60 * 24, 'serves');
  twin.run(60, 1);
  const trains = slotOf(twin, 'trains');
  const { jobTokens, jobLostTokens, jobSteps, jobLostSteps, jobRestarts, jobPhase } = twin.columns;
  const counters = [jobTokens, jobLostTokens, jobSteps, jobLostSteps, jobRestarts];
  let before = counters.map((counter) => counter[trains] as number);
  let fell = 0;
  let mostKept = 0;
  let waited = 0;
  const serves = slotOf(twin, 'serves');
  const served: { readonly restarts: number; readonly watts: number; readonly phase: number }[] =
    [];
  const seen: { readonly restarts: number; readonly lost: number; readonly kept: number }[] = [];
  twin.run(20 * 3_600, 10, () => {
    served.push({
      restarts: jobRestarts[serves] as number,
      watts: twin.columns.jobGpuPowerW[serves] as number,
      phase: jobPhase[serves] as number,
    });
    if (named(twin, 'trains').state !== 'running') return;
    const now = counters.map((counter) => counter[trains] as number);
    fell += now.filter((value, i) => value < (before[i] as number)).length;
    const [tokens = 0, lost = 0] = now;
    if ((now[4] as number) > (before[4] as number)) {
      seen.push({
        restarts: now[4] as number,
        lost: lost - (before[1] as number),
        kept: tokens - lost,
      });
    }
    if (jobPhase[trains] === codeOf('phase', 'restart')) waited++;
    mostKept = Math.max(mostKept, tokens - lost);
    before = now;
  });

  it('makes the job wait and costs the work since its last checkpoint, and no counter runs backwards', () => {
    expect(seen.length).toBeGreaterThan(3);
    expect(fell).toBe(0);
    expect(waited).toBeGreaterThan(5);
    expect(seen.some(({ lost }) => lost > 0)).toBe(true);
    // At most one cycle between checkpoints is lost: 2,300 s of 72 GPUs at 260 tokens.
    for (const { lost } of seen) expect(lost).toBeLessThan(2_300 * 72 * 260);
    const [, , steps = 0, lostSteps = 0] = before;
    expect(lostSteps).toBeGreaterThan(0);
    expect(lostSteps).toBeLessThan(steps);
  });

  it('says what it cost: the steps of its restarts are those of its counter, a service loses none', () => {
    const told = (name: string) =>
      twin.events
        .filter(({ code, text }) => code === 'job.restarted' && text.params.name === name)
        .map(({ text }) => text.params);
    const steps = told('trains').reduce((sum, { lostSteps }) => sum + Number(lostSteps), 0);
    expect(steps).toBe(before[3]);
    for (const { lostS, waitS } of told('trains')) {
      expect(Number(lostS)).toBeLessThan(2_300);
      expect(Number(waitS)).toBeGreaterThan(0);
    }
    expect(told('serves').length).toBeGreaterThan(3);
    for (const { lostS, lostSteps } of told('serves')) expect([lostS, lostSteps]).toEqual([0, 0]);
  });

  it('stops of a service only the replica that it hit', () => {
    expect(named(twin, 'serves').state).toBe('running');
    expect(served.every(({ phase }) => phase === codeOf('phase', 'serve'))).toBe(true);
    const hits = served.filter(
      ({ restarts }, i) => i > 0 && restarts > (served[i - 1]?.restarts ?? 0),
    );
    expect(hits.length).toBeGreaterThan(3);
    for (const hit of hits) {
      const at = served.indexOf(hit);
      const ratio = (served[at + 3]?.watts ?? 0) / (served[at - 1]?.watts ?? 0);
      // It runs on two racks: one of them waits, unless both were hit at once.
      expect(ratio).toBeGreaterThan(0.3);
      expect(ratio).toBeLessThan(0.97);
    }
  });

  it('names what caused the restart, and job and event agree on the id', () => {
    const byRef = new Map(twin.events.map((event) => [event.ref, event]));
    const restarted = twin.events.filter(({ code }) => code === 'job.restarted');
    const caused = restarted.filter(({ cause }) => cause !== undefined);
    expect(caused.length).toBeGreaterThan(0);
    for (const event of caused) {
      const cause = byRef.get(event.cause);
      expect(['tray.out', 'xid'].some((code) => cause?.code.startsWith(code))).toBe(true);
      expect(cause?.timeMs).toBeLessThanOrEqual(event.timeMs);
    }
    for (const { text } of restarted) {
      expect([...twin.jobs.keys()].map((id) => `J${id}`)).toContain(text.params.job);
    }
  });

  it('that comes again and again before a checkpoint is written ends the job as failed', () => {
    const cursed = openTwin({ ...empty, hardware: unlucky(1e5) });
    order(cursed, 'fineTuning', 216);
    cursed.run(6 * 3_600, 10);
    expect(named(cursed)).toMatchObject({ state: 'ended', endReason: 'failed' });
  });
});

describe('a checkpoint', () => {
  const told = (gpus: number, dtS: number) => {
    const twin = quiet();
    order(twin, 'visionPretraining', gpus, 6 * 60);
    twin.run(1, 1);
    const slot = slotOf(twin);
    const begun: number[] = [];
    let before = 0;
    twin.run(4 * 3_600, dtS, () => {
      const phase = twin.columns.jobPhase[slot] as number;
      const writes = phase === codeOf('phase', 'checkpoint');
      if (writes && before !== phase) begun.push(twin.simulation.timeMs);
      before = phase;
    });
    return { begun, events: twin.events.filter(({ code }) => code === 'job.checkpoint') };
  };

  const fine = told(72, 1);

  it('of a job that the site’s power shows is told once each, when it begins', () => {
    const { begun, events } = fine;
    expect(events.length).toBeGreaterThan(5);
    expect(events.length).toBe(begun.length);
    for (const [i, { timeMs, text, severity }] of events.entries()) {
      // A phase is that of most of a second.
      expect(Math.abs(timeMs - (begun[i] ?? 0))).toBeLessThanOrEqual(1_000);
      expect([severity, text.params.name]).toEqual(['info', 'mine']);
      expect(Number(text.params.seconds)).toBeGreaterThanOrEqual(12);
    }
    const gaps = events.slice(1).map(({ timeMs }, i) => timeMs - (events[i]?.timeMs ?? 0));
    expect(Math.min(...gaps)).toBeGreaterThanOrEqual(900_000);
  });

  it('is told at long steps too, at the same time within one of them', () => {
    const coarse = told(72, 60).events;
    expect(coarse.length).toBe(fine.events.length);
    for (const [i, { timeMs }] of coarse.entries()) {
      expect(Math.abs(timeMs - (fine.events[i]?.timeMs ?? 0))).toBeLessThan(60_000);
    }
  });
});

describe('a rack that is drained', () => {
  it('keeps its jobs, gets no new ones, says so, and takes jobs again when it is returned', () => {
    const twin = quiet();
    order(twin, 'fineTuning', 72, 5, 'first');
    twin.run(1, 1);
    expect(named(twin, 'first').gpuRanges).toEqual([[0, 72]]);
    expect(tell(twin, { do: 'drainRack', place: 'R1' }).accepted).toBe(true);
    expect(tell(twin, { do: 'drainRack', place: 'R1' }).accepted).toBe(false);
    order(twin, 'fineTuning', 144, 60, 'second');
    order(twin, 'fineTuning', 4, 60, 'third');
    twin.run(400, 10);
    expect(named(twin, 'first')).toMatchObject({ state: 'ended', endReason: 'completed' });
    expect(named(twin, 'second').gpuRanges).toEqual([[72, 216]]);
    expect(named(twin, 'third').state).toBe('queued');
    expect(twin.columns.rackState[0]).toBe(codeOf('rack', 'draining'));
    tell(twin, { do: 'returnRack', place: 'R1' });
    twin.run(1, 1);
    expect(named(twin, 'third').gpuRanges).toEqual([[0, 4]]);
    expect(twin.columns.rackState[0]).toBe(codeOf('rack', 'inService'));
  });
});

describe('a hang', () => {
  it('loses no work, shows full utilisation at a low power, and passes', () => {
    const twin = quiet();
    order(twin, 'densePretraining', 216);
    twin.run(300, 1);
    const slot = slotOf(twin);
    const { columns } = twin;
    const tokens = columns.jobTokens[slot];
    const workingW = columns.jobGpuPowerW[slot] as number;
    const job = `J${named(twin).id}`;
    expect(tell(twin, { do: 'stallJob', job, seconds: 30 }).accepted).toBe(true);
    expect(tell(twin, { do: 'stallJob', job, seconds: 30 })).toMatchObject({ reason: 'conflict' });
    twin.run(5, 1);
    expect(columns.jobPhase[slot]).toBe(codeOf('phase', 'stall'));
    expect(columns.jobGpuPowerW[slot]).toBeLessThan(workingW / 2);
    expect(columns.gpuUtilPct[0]).toBe(100);
    twin.run(25, 1);
    expect(columns.jobTokens[slot]).toBe(tokens);
    twin.run(10, 1);
    expect(columns.jobTokens[slot]).toBeGreaterThan(tokens as number);
    expect(columns.jobLostTokens[slot]).toBe(0);
    expect(columns.jobGpuPowerW[slot]).toBeGreaterThan(workingW * 0.5);
  });
});
