// Laws of the books: jobs for a day after their end, events by place and version, and the death of the source.
import { describe, expect, it } from 'vitest';
import type { SourceEvent } from '../contract/event.ts';
import type { Job } from '../contract/job.ts';
import { KEPT_EVENTS } from './eventLog.ts';
import { handMade } from './testing.ts';

const DAY_MS = 86_400_000;

function job(id: number, change: Partial<Job> = {}): Job {
  return {
    id,
    name: `job ${id}`,
    tenant: 'lab',
    kind: 'pretraining',
    gpuRanges: [[0, 8]],
    gpuCount: 8,
    slot: 0,
    state: 'running',
    startMs: id * 1000,
    endMs: null,
    endReason: null,
    totals: null,
    ...change,
  };
}

function event(timeMs: number, place: string | null, change: Partial<SourceEvent> = {}) {
  const text = { key: 'xid', params: {} };
  return { timeMs, kind: 'xid', severity: 'info', code: 'xid.94', place, text, ...change } as const;
}

describe('the job book', () => {
  it('lists those that wait, then the newest start, and the newest word on each', () => {
    const { jobs, sinks } = handMade().telemetry;
    sinks.job(job(1));
    sinks.job(job(3));
    sinks.job(job(2));
    sinks.job(job(4, { state: 'queued', startMs: null }));
    const before = jobs.version;
    sinks.job(job(1, { slot: 7 }));
    expect(jobs.version).toBeGreaterThan(before);
    expect(jobs.list().map(({ id }) => id)).toEqual([4, 3, 2, 1]);
    expect(jobs.get(1)?.slot).toBe(7);
  });

  it('tells which jobs are new or changed since a version', () => {
    const { jobs, sinks } = handMade().telemetry;
    sinks.job(job(1));
    sinks.job(job(2));
    const known = jobs.version;
    expect(jobs.since(known)).toEqual([]);
    sinks.job(job(3));
    sinks.job(job(1, { slot: 7 }));
    expect(new Set(jobs.since(known).map(({ id }) => id))).toEqual(new Set([1, 3]));
    expect(jobs.since(0).length).toBe(3);
  });

  it('forgets a job 24 hours after its end, not before', () => {
    const site = handMade();
    const { jobs, sinks } = site.telemetry;
    site.step();
    const ended = { state: 'ended', endMs: site.timeMs, endReason: 'completed' } as const;
    sinks.job(job(1, ended));
    sinks.job(job(2));
    sinks.job(job(3, { ...ended, endMs: site.timeMs + 5_000 }));
    site.step({ timeMs: site.timeMs + DAY_MS });
    expect(jobs.get(1)).toBeDefined();
    const before = jobs.version;
    site.step();
    expect(jobs.get(1)).toBeUndefined();
    expect(jobs.list().map(({ id }) => id)).toEqual([3, 2]);
    expect(jobs.version).toBeGreaterThan(before);
    site.seconds(5);
    expect(jobs.list().map(({ id }) => id)).toEqual([2]);
  });
});

describe('the event book', () => {
  it('keeps the newest first, those of one moment as they happened, under ids that only grow', () => {
    const { events, sinks } = handMade().telemetry;
    for (let i = 0; i < 5; i++) sinks.event(event(i, null));
    expect(events.list({ limit: 3 }).map(({ id }) => id)).toEqual([5, 4, 3]);
    for (let i = 0; i < 2; i++) sinks.event(event(4, null));
    sinks.event(event(3, null));
    expect(events.list({ limit: 5 }).map(({ id }) => id)).toEqual([5, 6, 7, 4, 8]);
  });

  it('finds what happened at a place and in all that stands in it', () => {
    const { events, sinks } = handMade().telemetry;
    const places = ['R1-T1-G2', 'R2', 'R3-T2', 'CDU1-2', 'CDU2-1', 'H2', 'UPS1-1', null];
    for (const place of places) sinks.event(event(0, place));
    const at = (...ids: string[]) => events.list({ at: ids, limit: 99 }).map(({ place }) => place);
    expect(at('R1')).toEqual(['R1-T1-G2']);
    expect(at('H1')).toEqual(['R1-T1-G2', 'R2', 'CDU1-2', 'UPS1-1']);
    expect(at('H2', 'R2')).toEqual(['R2', 'R3-T2', 'CDU2-1', 'H2']);
    expect(at('RING1')).toEqual(['R1-T1-G2', 'R2', 'CDU1-2']);
    expect(at('R1-T1-G1')).toEqual([]);
    expect(at('nowhere')).toEqual([]);
    expect(events.list({ limit: 99 })).toHaveLength(places.length);
  });

  it('filters by severity and time', () => {
    const { events, sinks } = handMade().telemetry;
    sinks.event(event(1, null));
    sinks.event(event(2, null, { severity: 'warning' }));
    sinks.event(event(3, null, { severity: 'warning' }));
    expect(events.list({ severity: 'warning', toMs: 2, limit: 9 }).map(({ id }) => id)).toEqual([
      2,
    ]);
    expect(events.list({ fromMs: 2, limit: 9 }).map(({ id }) => id)).toEqual([3, 2]);
  });

  it('tells what is new since a version', () => {
    const { events, sinks } = handMade().telemetry;
    sinks.event(event(1, null));
    const { version } = events;
    expect(events.since(version)).toEqual([]);
    sinks.event(event(2, null));
    expect(events.since(version).map(({ id }) => id)).toEqual([2]);
    expect(events.since(0)).toHaveLength(2);
  });

  it('names the cause of an event by its id, whatever reference its source uses', () => {
    const { events, sinks } = handMade().telemetry;
    sinks.event(event(1, null));
    sinks.event(event(2, null, { ref: 70 }));
    sinks.event(event(2, null, { ref: 71, cause: 70 }));
    sinks.event(event(2, null, { cause: 69 }));
    const causes = events.list({ limit: 9 }).map(({ cause }) => cause);
    expect(causes).toEqual([null, 2, null, null]);
  });

  it('is bounded: the oldest goes', () => {
    const { events, sinks } = handMade().telemetry;
    for (let i = 0; i < KEPT_EVENTS + 10; i++) sinks.event(event(i, null));
    const all = events.list({ limit: 1e6 });
    expect(all).toHaveLength(KEPT_EVENTS);
    expect(all.at(-1)?.id).toBe(11);
  });
});

describe('the death of the source', () => {
  it('makes the state unknown, with the event that says why', () => {
    const site = handMade();
    const { telemetry } = site;
    site.step();
    expect(telemetry.events.status.state).toBe('normal');
    const error = new Error('worker ended');
    telemetry.sinks.failed(error);
    const [last] = telemetry.events.list({ limit: 1 });
    expect(telemetry.failure).toBe(error);
    expect(last).toMatchObject({ code: 'source.failed', severity: 'critical' });
    expect(telemetry.events.status).toMatchObject({ state: 'unknown', reason: last?.id });
  });
});
