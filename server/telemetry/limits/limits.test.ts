// Laws of the limits: hysteresis and delay, unknown is not normal, groups are one line, the site is one word.
import { describe, expect, it } from 'vitest';
import { NO_CODE } from '../../contract/noValue.ts';
import { CLOCK_EVENT, codeOf } from '../../contract/state.ts';
import { KEPT_EVENTS } from '../eventLog.ts';
import { siteWith } from './testing.ts';

describe('a limit', () => {
  it('raises above on, holds between, and clears below off', () => {
    const site = siteWith({});
    for (const [celsius, stands] of [
      [44.9, 0],
      [45, 0],
      [45.1, 1],
      [44, 1],
      [43, 1],
      [42.9, 0],
      [44.9, 0],
    ] as const) {
      site.supply(celsius, 38);
      expect(site.standing().length, `${celsius}`).toBe(stands);
    }
    expect(site.codes()).toEqual(['hot.cleared', 'hot']);
  });

  it('below works the other way round', () => {
    const site = siteWith({ on: { below: 3 }, off: { above: 6 } });
    for (const [celsius, stands] of [
      [3, 0],
      [2.9, 1],
      [6, 1],
      [6.1, 0],
    ] as const) {
      site.supply(celsius, 38);
      expect(site.standing().length, `${celsius}`).toBe(stands);
    }
  });

  it('waits for its delays in site time, and begins anew when the value comes back', () => {
    const site = siteWith({ onDelayS: 3, offDelayS: 2 });
    const course = [46, 46, 46, 44, 46, 46, 46, 46, 42, 42, 44, 42, 42, 42];
    const stands = course.map((celsius) => {
      site.supply(celsius, 38);
      return site.standing().length;
    });
    expect(stands).toEqual([0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 1, 1, 0]);
  });

  it('counts seconds that were made good, and none of the coarse past', () => {
    const site = siteWith({ onDelayS: 30 });
    site.columns.ringSupplyC.set([46, 38]);
    for (let i = 0; i < 9; i++) site.step({ dtS: 60, newest: false });
    expect(site.codes()).toEqual([]);
    for (let i = 0; i < 31; i++) site.step({ newest: false });
    expect(site.codes()).toEqual(['hot']);
  });

  it('is neither raised nor cleared by what is not known', () => {
    const site = siteWith({ onDelayS: 2, offDelayS: 2 });
    site.supply(Number.NaN, Number.NaN);
    site.seconds(5);
    expect(site.standing()).toEqual([]);
    site.supply(50, 38);
    site.seconds(2);
    expect(site.standing()).toEqual(['hot RING1']);
    site.supply(Number.NaN, 38);
    site.seconds(60);
    expect(site.standing()).toEqual(['hot RING1']);
    expect(site.events.status.state).toBe('degraded');
  });

  it('goes on with a delay after a second that is not known', () => {
    const site = siteWith({ onDelayS: 2 });
    const stands = [46, Number.NaN, 46, 46].map((celsius) => {
      site.supply(celsius, 38);
      return site.standing().length;
    });
    expect(stands).toEqual([0, 0, 1, 1]);
  });

  it('speaks of states by name, and of masks by bits', () => {
    const site = siteWith(
      { id: 'lost', metric: 'feedState', on: { is: ['lost'] }, off: { is: ['live'] } },
      {
        id: 'slow',
        metric: 'gpuEventReasons',
        on: { any: ['hwThermal'] },
        off: { any: ['hwThermal', 'swThermal'] },
      },
    );
    site.columns.feedState.set([codeOf('feed', 'lost'), codeOf('feed', 'live')]);
    site.fill('gpuEventReasons', CLOCK_EVENT.powerCap | CLOCK_EVENT.swThermal);
    site.columns.gpuEventReasons[13] = CLOCK_EVENT.hwThermal | CLOCK_EVENT.powerCap;
    site.step();
    expect(site.standing()).toEqual(['lost FEED1', 'slow R2-T1-G2']);
    const [lost, slow] = site.events.standing();
    expect(lost?.text).toEqual({
      key: 'alarm.lost',
      params: { place: 'FEED1', value: 'lost', count: 1 },
    });
    expect(slow?.text.params.value).toBe('powerCap hwThermal');
    site.columns.gpuEventReasons[13] = CLOCK_EVENT.swThermal;
    site.columns.feedState[0] = NO_CODE;
    site.step();
    expect(site.standing()).toEqual(['lost FEED1', 'slow R2-T1-G2']);
    site.columns.gpuEventReasons[13] = 0;
    site.columns.feedState[0] = codeOf('feed', 'live');
    site.step();
    expect(site.standing()).toEqual([]);
  });
});

describe('the events of an alarm', () => {
  it('are one that stands until it is over, and a second one that it caused', () => {
    const site = siteWith({ severity: 'critical' });
    site.supply(38, 47);
    const raisedMs = site.telemetry.frame.timeMs;
    const [raised] = site.events.list({ limit: 1 });
    expect(raised).toMatchObject({
      kind: 'alarm',
      severity: 'critical',
      code: 'hot',
      place: 'RING2',
      timeMs: raisedMs,
      untilMs: null,
      cause: null,
    });
    const { version } = site.events;
    site.seconds(5);
    expect(site.events.since(version)).toEqual([]);
    site.supply(38, 38);
    const clearedMs = site.telemetry.frame.timeMs;
    expect(site.events.since(version)).toMatchObject([
      { id: raised?.id, untilMs: clearedMs },
      { code: 'hot.cleared', severity: 'info', cause: raised?.id, timeMs: clearedMs },
    ]);
    expect(raised?.untilMs).toBeNull();
  });
});

describe('an alarm that stands', () => {
  it('is never dropped, however much happens after it', () => {
    const site = siteWith({});
    site.supply(50, 38);
    const event = { timeMs: 0, kind: 'job', severity: 'info', code: 'job', place: null } as const;
    for (let i = 0; i <= KEPT_EVENTS; i++) {
      site.telemetry.sinks.event({ ...event, text: { key: 'job', params: {} } });
    }
    const kept = site.events.list({ limit: 1e6 });
    expect(kept).toHaveLength(KEPT_EVENTS);
    expect(kept.some(({ code }) => code === 'hot')).toBe(true);
    site.seconds(1);
    expect(site.standing()).toEqual(['hot RING1']);
  });
});

describe('a group', () => {
  const slow = {
    id: 'slow',
    metric: 'gpuThermalMarginK',
    on: { below: 3 },
    off: { above: 6 },
    groupBy: 'rack',
  };

  it('is one line, with its worst value and how many there are', () => {
    const site = siteWith(slow);
    site.fill('gpuThermalMarginK', 20);
    site.columns.gpuThermalMarginK.set([2, 1, 2.5], 12);
    site.step();
    expect(site.standing()).toEqual(['slow R2']);
    expect(site.events.standing()[0]?.text.params).toEqual({ place: 'R2', value: 1, count: 3 });
    site.columns.gpuThermalMarginK[13] = 20;
    site.step();
    expect(site.events.standing()[0]?.text.params).toEqual({ place: 'R2', value: 2, count: 2 });
    expect(site.codes()).toEqual(['slow']);
    site.fill('gpuThermalMarginK', 20);
    site.step();
    expect(site.codes()).toEqual(['slow.cleared', 'slow']);
    const over = site.events.list({ limit: 99 }).find(({ code }) => code === 'slow');
    expect(over?.text.params).toEqual({ place: 'R2', value: 1, count: 2 });
  });

  it.each([
    ['of before a restart', true, 1],
    ['since the value that an older state shows', false, 2],
  ])('is remembered by its worst value %s', (_, withWorst, worst) => {
    const site = siteWith(slow);
    const margin = (on: ReturnType<typeof siteWith>, kelvin: number): void => {
      on.fill('gpuThermalMarginK', 20);
      on.columns.gpuThermalMarginK[12] = kelvin;
      on.step();
    };
    for (const kelvin of [1, 2]) margin(site, kelvin);
    const saved = site.telemetry.save();
    if (!withWorst) {
      const lines = saved.limits.slow?.lines ?? [];
      for (const line of lines) Reflect.deleteProperty(line, 'worst');
    }
    const resumed = siteWith(slow);
    resumed.telemetry.restore(structuredClone(saved));
    for (const kelvin of [2.5, 20]) margin(resumed, kelvin);
    const over = resumed.events.list({ limit: 99 }).find(({ code }) => code === 'slow');
    expect(over?.text.params).toMatchObject({ place: 'R2', value: worst });
  });

  it('says the value of now while it stands, and noise is no news', () => {
    const site = siteWith(slow);
    site.fill('gpuThermalMarginK', 20);
    site.columns.gpuThermalMarginK[12] = 2;
    site.step();
    site.columns.gpuThermalMarginK[12] = -5;
    site.step();
    expect(site.events.standing()[0]?.text.params.value).toBe(-5);
    const { version } = site.events;
    site.columns.gpuThermalMarginK[12] = -5.01;
    site.step();
    expect(site.events.version).toBe(version);
  });
});

describe('the state of the site', () => {
  it('is unknown, normal, degraded or critical, with the event that decides, in the frame too', () => {
    const site = siteWith(
      {},
      {
        id: 'lost',
        metric: 'feedState',
        severity: 'critical',
        on: { is: ['lost'] },
        off: { is: ['live'] },
      },
    );
    const word = () => site.events.status.state;
    expect([word(), site.telemetry.frame.value('siteState', 0)]).toEqual(['unknown', NO_CODE]);
    site.supply(38, 38);
    expect([word(), site.telemetry.frame.value('siteState', 0)]).toEqual(['normal', 0]);
    site.supply(50, 38);
    expect([word(), site.telemetry.frame.value('siteState', 0)]).toEqual(['degraded', 1]);
    site.columns.feedState[0] = codeOf('feed', 'lost');
    site.step();
    expect([word(), site.telemetry.frame.value('siteState', 0)]).toEqual(['critical', 2]);
    expect(site.standing()).toEqual(['lost FEED1', 'hot RING1']);
    expect(site.events.status.reason).toBe(site.events.standing()[0]?.id);
  });
});
