// Laws of the check: a rule that cannot hold is refused by rule, field and bound.
import { readdirSync, readFileSync } from 'node:fs';
import { Errors } from 'typebox/value';
import { describe, expect, it } from 'vitest';
import { AlarmRule } from '../../contract/alarm.ts';
import { createPlaces } from '../../contract/place.ts';
import { codeOf } from '../../contract/state.ts';
import { handMade, TWO_HALLS } from '../testing.ts';
import { checkRules } from './checkRules.ts';
import { SOUND } from './testing.ts';

const FOLDER = new URL('../../../fixtures/alarms/', import.meta.url);
const RULES = readdirSync(FOLDER).map(
  (file) => JSON.parse(readFileSync(new URL(file, FOLDER), 'utf8')) as AlarmRule,
);
const places = createPlaces(TWO_HALLS);

const STATE = { metric: 'feedState', on: { is: ['lost'] }, off: { is: ['live'] } };
const MASK = { metric: 'gpuEventReasons', on: { any: ['swThermal'] }, off: { any: ['swThermal'] } };

describe('the rules in fixtures/alarms', () => {
  it('are about a dozen, follow the schema and pass the check', () => {
    expect(RULES.length).toBeGreaterThanOrEqual(12);
    for (const rule of RULES) expect([...Errors(AlarmRule, rule)], rule.id).toEqual([]);
    expect(() => checkRules(RULES, places)).not.toThrow();
  });

  it('never take a power cap for an alarm', () => {
    for (const { on } of RULES) expect(on.any ?? []).not.toContain('powerCap');
  });

  it('speak only of parameters that an event carries', () => {
    for (const { id, title } of RULES) {
      const named = [...`${title.en} ${title.fr}`.matchAll(/\{(\w+)\}/g)].map(([, name]) => name);
      expect(['place', 'value', 'count'], id).toEqual(expect.arrayContaining(named));
    }
  });
});

describe('a rule is refused when', () => {
  it.each<[string, Partial<AlarmRule>, string]>([
    ['its metric is unknown', { metric: 'gpuPowerKW' }, 'metric names "gpuPowerKW"'],
    ['its metric is read on demand', { metric: 'gpuMemClockMHz' }, 'metric names gpuMemClockMHz'],
    [
      'its metric is of a job',
      { metric: 'jobPowerW' },
      'metric names jobPowerW, which is of no place',
    ],
    ['its metric is a counter', { metric: 'rackEnergyWh' }, 'metric names rackEnergyWh, a counter'],
    [
      'a gauge is compared by name',
      { on: { is: ['lost'] } },
      'on.is does not fit a gauge; use above or below',
    ],
    [
      'a mask is compared by value',
      { ...MASK, off: { below: 1 } },
      'off.below does not fit a mask; use any',
    ],
    [
      'a state is misspelt',
      { ...STATE, on: { is: ['gone'] } },
      'on.is names "gone"; feedState has live, lost',
    ],
    [
      'a bit is misspelt',
      { ...MASK, on: { any: ['hot'] } },
      'on.any names "hot"; gpuEventReasons has gpuIdle',
    ],
    [
      'a state has no names',
      { ...STATE, metric: 'gpuXid' },
      'on.is names "lost"; gpuXid has no names',
    ],
    ['off lies above on', { off: { below: 46 } }, 'off must be below, at most on.above (45)'],
    ['off looks the same way', { off: { above: 40 } }, 'off must be below, at most on.above (45)'],
    [
      'off lies below on',
      { on: { below: 3 }, off: { above: 2 } },
      'off must be above, at least on.below (3)',
    ],
    [
      'a state is on and off',
      { ...STATE, off: { is: ['live', 'lost'] } },
      'off.is names "lost", which is in on.is',
    ],
    [
      'off forgets a bit',
      { ...MASK, off: { any: ['hwThermal'] } },
      'off.any must name every bit of on.any (swThermal)',
    ],
    [
      'its group is no place',
      { groupBy: 'cabinet' },
      'groupBy names "cabinet"; places are site, plant',
    ],
    [
      'its group is not above',
      { groupBy: 'rack' },
      'groupBy is rack, which is not above the cduRing of hot',
    ],
    [
      'no source tells of it so',
      { announcedBy: ['ring.burst'] },
      'announcedBy names "ring.burst", which is no event of a source',
    ],
    [
      'its cause is unknown',
      { explainedBy: [{ rule: 'cold', sharing: 'site' }] },
      'explainedBy.rule names "cold", which is no rule',
    ],
    [
      'it explains itself',
      { explainedBy: [{ rule: 'hot', sharing: 'site' }] },
      'explainedBy goes in a circle: hot by hot',
    ],
    [
      'cause and consequence share no such place',
      { explainedBy: [{ rule: 'other', sharing: 'cduRing' }] },
      'explainedBy.sharing is cduRing, which is not above the feed of other',
    ],
  ])('%s', (_, change, bound) => {
    const other = { ...SOUND, ...STATE, id: 'other' };
    expect(() => checkRules([{ ...SOUND, ...change }, other], places)).toThrow(
      `alarm rule hot: ${bound}`,
    );
  });

  it('another has its name', () => {
    expect(() => checkRules([SOUND, SOUND], places)).toThrow('alarm rule hot: id is taken');
  });
});

describe('a rule about what a site does not have', () => {
  it('rests', () => {
    const bare = TWO_HALLS.filter(({ kind }) => !['ups', 'upsGroup', 'networkRack'].includes(kind));
    const places = bare.map((row) => ({
      ...row,
      parents: row.parents.filter((parent) => parent !== 'upsGroup'),
    }));
    const site = handMade({ places, rules: RULES });
    site.fill('feedState', codeOf('feed', 'lost'));
    site.seconds(3);
    const { events, frame } = site.telemetry;
    expect(events.standing().map(({ code }) => code)).toEqual([
      'gridLost',
      'feedLost',
      'feedLost',
      'feedRedundancy',
    ]);
    expect(frame.value('hallNetworkPowerW', 0)).toBeNaN();
    expect(frame.coverage('hallNetworkPowerW', 0)).toBe(0);
  });
});
