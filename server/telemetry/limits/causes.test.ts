// Laws of causes: one cause is one line, with its consequences under it.
import { describe, expect, it } from 'vitest';
import type { AlarmRule } from '../../contract/alarm.ts';
import { codeOf } from '../../contract/state.ts';
import { siteWith } from './testing.ts';

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

  it('stands before its consequence in the log when both are raised at once, whatever the order of the rules', () => {
    const site = incident(explained, stopped);
    site.columns.cduState[1] = codeOf('cdu', 'stopped');
    site.columns.rackCoolantSupplyC[0] = 50;
    site.step();
    const [cause, consequence] = site.events.list({ limit: 9 });
    expect([cause?.code, consequence?.code]).toEqual(['cduStopped', 'warm']);
    expect(consequence).toMatchObject({ cause: cause?.id, timeMs: cause?.timeMs });
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

  it('is what the source told of the same thing at the same place, and it counts once', () => {
    const site = incident({ ...stopped, announcedBy: ['cdu.stopped'], onDelayS: 5 }, explained);
    const tell = (place: string, code: string) =>
      site.telemetry.sinks.event({
        timeMs: site.telemetry.frame.timeMs,
        kind: 'fault',
        severity: 'warning',
        code,
        place,
        text: { key: code, params: { cdu: place } },
      });
    tell('CDU1-1', 'cdu.stopped');
    tell('CDU1-2', 'cdu.stopped');
    tell('CDU1-2', 'cdu.started');
    site.columns.cduState[1] = codeOf('cdu', 'stopped');
    site.columns.rackCoolantSupplyC[0] = 50;
    site.seconds(7);
    const there = site.events.list({ at: ['CDU1-2'], limit: 9 });
    const told = there.find(({ code }) => code === 'cdu.stopped');
    const [alarm, consequence] = site.events.standing();
    expect(alarm).toMatchObject({ code: 'cduStopped', cause: told?.id });
    expect(consequence).toMatchObject({ code: 'warm', cause: alarm?.id });
    expect(site.events.status).toMatchObject({ state: 'degraded', warning: 1 });
  });

  it('that the source told of gives way to no other, but to one of the same events', () => {
    const lost = { metric: 'siteFeedRedundancy', on: { is: ['lost'] }, off: { is: ['redundant'] } };
    const gone = { metric: 'feedState', on: { is: ['lost'] }, off: { is: ['live'] } };
    const byGrid = { explainedBy: [{ rule: 'gridLost', sharing: 'site' }] };
    const site = incident(
      { ...lost, id: 'gridLost', announcedBy: ['feed.lost'] },
      { ...gone, id: 'feedLost', announcedBy: ['feed.lost'], ...byGrid },
      { ...stopped, announcedBy: ['cdu.stopped'], ...byGrid },
    );
    const tell = (place: string, key: string) => {
      const { timeMs } = site.telemetry.frame;
      const text = { key, params: { place } };
      const event = { timeMs, kind: 'fault', severity: 'warning', code: key, place, text } as const;
      site.telemetry.sinks.event(event);
    };
    tell('FEED1', 'feed.lost');
    tell('FEED2', 'feed.lost');
    site.fill('feedState', codeOf('feed', 'lost'));
    site.step();
    tell('CDU1-2', 'cdu.stopped');
    site.columns.cduState[1] = codeOf('cdu', 'stopped');
    site.step();
    const codes = new Map(site.events.list({ limit: 9 }).map(({ id, code }) => [id, code]));
    const standing = site.events.standing();
    expect(standing.map(({ code, cause }) => [code, codes.get(cause ?? 0)])).toEqual([
      ['gridLost', 'feed.lost'],
      ['feedLost', 'gridLost'],
      ['feedLost', 'gridLost'],
      ['cduStopped', 'cdu.stopped'],
    ]);
  });

  it('that was told long ago is of another time', () => {
    const site = incident({ ...stopped, announcedBy: ['cdu.stopped'] });
    const text = { key: 'cdu.stopped', params: { cdu: 'CDU1-2' } };
    site.telemetry.sinks.event({
      ...{
        timeMs: site.telemetry.frame.timeMs,
        kind: 'fault',
        severity: 'warning',
        code: text.key,
      },
      ...{ place: 'CDU1-2', text },
    });
    site.seconds(120);
    site.columns.cduState[1] = codeOf('cdu', 'stopped');
    site.step();
    expect(site.events.standing()).toMatchObject([{ code: 'cduStopped', cause: null }]);
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
