// Laws of the limits: hysteresis and delay, unknown is not normal, one cause is one line.
import { describe, expect, it } from 'vitest';
import type { AlarmRule } from '../../contract/alarm.ts';
import { NO_CODE } from '../../contract/noValue.ts';
import { CLOCK_EVENT, codeOf } from '../../contract/state.ts';
import { KEPT_EVENTS } from '../eventLog.ts';
import { handMade } from '../testing.ts';

const text = { en: '{place}', fr: '{place}' };

function rule(change: Partial<AlarmRule>): AlarmRule {
  return {
    id: 'hot',
    metric: 'ringSupplyC',
    severity: 'warning',
    on: { above: 45 },
    off: { below: 43 },
    onDelayS: 0,
    offDelayS: 0,
    title: text,
    consequence: text,
    action: text,
    source: 'made by hand',
    ...change,
  };
}

function siteWith(...rules: readonly Partial<AlarmRule>[]) {
  const site = handMade({ rules: rules.map(rule) });
  const { events } = site.telemetry;
  return {
    ...site,
    events,
    codes: () => events.list({ limit: 99 }).map(({ code }) => code),
    standing: () => events.standing().map(({ code, place }) => `${code} ${place}`),
    supply(...celsius: number[]) {
      site.columns.ringSupplyC.set(celsius);
      site.step();
    },
  };
}

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
    expect(site.events.list({ limit: 1e6 }).at(-1)?.code).toBe('hot');
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
  });
});

describe('a cause', () => {
  const stopped = {
    id: 'cduStopped',
    metric: 'cduState',
    on: { is: ['stopped'] },
    off: { is: ['running', 'standby'] },
  };
  const warm = { id: 'warm', metric: 'rackCoolantSupplyC' };
  const explained = { ...warm, explainedBy: [{ rule: 'cduStopped', sharing: 'cduRing' }] };
  const critical = {
    id: 'hot',
    severity: 'critical' as const,
    explainedBy: [{ rule: 'cduStopped', sharing: 'cduRing' }],
  };

  function incident(...rules: Partial<AlarmRule>[]) {
    const site = siteWith(...rules);
    site.fill('cduState', codeOf('cdu', 'running'));
    site.fill('rackCoolantSupplyC', 38);
    site.columns.ringSupplyC.set([38, 38]);
    site.step();
    return site;
  }

  it('makes one line of one stopped CDU with three hot consequences', () => {
    const site = incident(stopped, explained, critical);
    site.columns.cduState[1] = codeOf('cdu', 'stopped');
    site.columns.rackCoolantSupplyC.set([50, 50]);
    site.supply(50, 38);
    const [cause, ...consequences] = site.events.standing();
    expect(cause).toMatchObject({ code: 'cduStopped', place: 'CDU1-2', cause: null });
    expect(consequences.map(({ code, place }) => `${code} ${place}`)).toEqual([
      'warm R1',
      'warm R2',
      'hot RING1',
    ]);
    expect(consequences.every((event) => event.cause === cause?.id)).toBe(true);
    const deciding = consequences[2]?.id;
    expect(site.events.status).toEqual({
      state: 'critical',
      reason: deciding,
      critical: 1,
      warning: 0,
    });
  });

  it('explains only what shares its ring', () => {
    const site = incident(stopped, explained);
    site.columns.cduState[1] = codeOf('cdu', 'stopped');
    site.columns.rackCoolantSupplyC.set([50, 38, 50]);
    site.step();
    expect(site.standing()).toEqual(['cduStopped CDU1-2', 'warm R1', 'warm R3']);
    expect(site.events.standing()[2]?.cause).toBeNull();
    expect(site.events.status).toMatchObject({ state: 'degraded', warning: 2, critical: 0 });
  });

  it('is found when it is raised after its consequence, whatever the order of the rules', () => {
    const site = incident(explained, { ...stopped, onDelayS: 5 });
    site.columns.cduState[1] = codeOf('cdu', 'stopped');
    site.columns.rackCoolantSupplyC[0] = 50;
    site.step();
    expect(site.standing()).toEqual(['warm R1']);
    site.seconds(5);
    expect(site.standing()).toEqual(['cduStopped CDU1-2', 'warm R1']);
    expect(site.events.status.warning).toBe(1);
  });

  it('that is over leaves its consequence to count by itself, and stays in its record', () => {
    const site = incident(stopped, explained);
    site.columns.cduState[1] = codeOf('cdu', 'stopped');
    site.columns.rackCoolantSupplyC[0] = 50;
    site.step();
    const [cause, consequence] = site.events.standing();
    site.fill('cduState', codeOf('cdu', 'running'));
    site.step();
    expect(site.events.standing()).toMatchObject([{ id: consequence?.id, cause: cause?.id }]);
    expect(site.events.status).toEqual({
      state: 'degraded',
      reason: consequence?.id,
      critical: 0,
      warning: 1,
    });
  });

  it('that is over gives way to another one that stands', () => {
    const site = incident(stopped, explained);
    site.columns.cduState.set([codeOf('cdu', 'stopped'), codeOf('cdu', 'stopped')]);
    site.columns.rackCoolantSupplyC[0] = 50;
    site.step();
    expect(site.standing()).toEqual(['cduStopped CDU1-1', 'warm R1', 'cduStopped CDU1-2']);
    site.columns.cduState[0] = codeOf('cdu', 'running');
    site.step();
    expect(site.standing()).toEqual(['cduStopped CDU1-2', 'warm R1']);
    expect(site.events.status.warning).toBe(1);
  });

  it('of a cause comes first of all', () => {
    const site = incident(
      { id: 'deep', metric: 'cduSupplyC', explainedBy: [{ rule: 'warm', sharing: 'cduRing' }] },
      explained,
      stopped,
    );
    site.columns.cduState[1] = codeOf('cdu', 'stopped');
    site.columns.rackCoolantSupplyC[0] = 50;
    site.columns.cduSupplyC[2] = 50;
    site.step();
    expect(site.standing()).toEqual(['cduStopped CDU1-2', 'warm R1', 'deep CDU1-3']);
    expect(site.events.status.warning).toBe(1);
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
