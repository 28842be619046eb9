// Laws of the UPS groups: equal shares, overload and bypass, batteries that give back what they took, racks that go dark.
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { readSite } from '../catalogue/siteFiles.ts';
import { codeOf } from '../contract/state.ts';
import { chainAlone, openChain } from './chainTesting.ts';
import { sum } from './testing.ts';

const FIXTURES = fileURLToPath(new URL('../../fixtures', import.meta.url));
const SITE = readSite(FIXTURES, 'ile-de-france');
const ONE_RACK = readSite(FIXTURES, 'one-rack');
const BYPASS = codeOf('ups', 'bypass');
const OFF = codeOf('ups', 'off');
const ONLINE = codeOf('ups', 'online');

describe('the UPS of a group', () => {
  it('share its load equally, however many run', () => {
    const twin = openChain(SITE);
    const { columns: c } = twin;
    const inGroup = () => [...c.upsPowerW.subarray(0, 4)];
    twin.run(60, 60);
    const [each] = inGroup();
    expect(inGroup()).toEqual([each, each, each, each]);
    twin.break('fail', 'UPS1-2');
    twin.run(1, 1);
    const [three] = inGroup();
    expect(inGroup()).toEqual([three, 0, three, three]);
    expect(sum(inGroup())).toBeCloseTo(
      (c.buswayPowerW[0] as number) + (c.buswayLossW[0] as number),
      -1,
    );
    expect(c.upsState[1]).toBe(OFF);
    twin.mend('UPS1-2');
    twin.run(1, 1);
    expect(c.upsPowerW[1]).toBe(c.upsPowerW[0]);
  });

  it('go to bypass when they are overloaded for too long, and come back once they are not', () => {
    const twin = openChain(SITE);
    const { columns: c } = twin;
    twin.run(60, 60);
    twin.break('fail', 'UPS1-2', 'UPS1-3', 'UPS1-4');
    twin.run(2, 1);
    expect(c.upsLoadRatio[0]).toBeGreaterThan(1.5);
    expect(c.upsState[0]).toBe(BYPASS);
    const lossRatio = (c.upsLossW[0] as number) / (c.upsPowerW[0] as number);
    expect(lossRatio).toBeCloseTo(0.008, 6);
    twin.mend('UPS1-2', 'UPS1-3', 'UPS1-4');
    twin.run(62, 1);
    expect([...c.upsState.subarray(0, 4)]).toEqual([ONLINE, ONLINE, ONLINE, ONLINE]);
  });

  it('on bypass have nothing to bridge with', () => {
    const twin = openChain(SITE);
    twin.run(60, 60);
    twin.break('fail', 'UPS1-2', 'UPS1-3', 'UPS1-4');
    twin.run(2, 1);
    twin.break('lost', 'FEED1', 'FEED2');
    for (let second = 0; second < 30; second++) {
      twin.run(1, 1);
      expect(sum(twin.columns.rackPowerW, 0, 50)).toBe(0);
      expect(sum(twin.columns.rackPowerW, 50, 100)).toBeGreaterThan(0);
    }
  });
});

describe('a group whose batteries are empty', () => {
  it('lets go of its racks when the stored energy says so, in long steps up to one step early', () => {
    const { power } = ONE_RACK.hardware;
    const { upsW, upsAutonomyS } = ONE_RACK.site.ratings;
    const ratedW = upsW * (1 + power.upsLossConstant + power.upsLossLinear + power.upsLossSquare);
    const darkAfterS = (dtS: number): { seconds: number; expectedS: number } => {
      const { chain, columns: c, step } = chainAlone(ONE_RACK);
      step(60, 150_000);
      for (const genset of [0, 1]) chain.inject('genset', genset, 'noStart', 0);
      chain.inject('feed', 0, 'lost', 0);
      step(dtS, 150_000);
      const expectedS = (2 * ratedW * upsAutonomyS) / (c.siteBatteryPowerW[0] as number);
      let seconds = dtS;
      while (sum(c.upsPowerW) > 0) {
        step(dtS, 150_000);
        seconds += dtS;
      }
      expect([c.siteItPowerW[0], c.siteGridPowerW[0], c.siteBatteryPowerW[0]]).toEqual([0, 0, 0]);
      expect([...c.upsState]).toEqual([OFF, OFF]);
      // The first second without power is in the step just made.
      return { seconds: seconds - dtS, expectedS };
    };
    const fine = darkAfterS(1);
    expect(fine.expectedS).toBeGreaterThan(2 * upsAutonomyS);
    expect(fine.expectedS - fine.seconds).toBeGreaterThanOrEqual(0);
    expect(fine.expectedS - fine.seconds).toBeLessThan(1.5);
    const coarse = darkAfterS(60);
    expect(fine.seconds - coarse.seconds).toBeGreaterThanOrEqual(0);
    expect(fine.seconds - coarse.seconds).toBeLessThanOrEqual(60);
  });

  it('takes them back after a minute of steady supply, and fills its batteries', () => {
    const twin = openChain(ONE_RACK);
    const { columns: c } = twin;
    const run = (seconds: number): void => twin.run(seconds, 5);
    run(60);
    twin.break('noStart', 'GEN1', 'GEN2');
    twin.break('lost', 'FEED1');
    run(3_000);
    expect(twin.keys()).not.toContain('ups.online');
    expect(c.networkRackPowerW[0]).toBe(0);
    twin.mend('FEED1');
    run(60);
    expect(c.networkRackPowerW[0]).toBe(0);
    run(15);
    expect(c.networkRackPowerW[0]).toBeGreaterThan(0);
    expect(c.siteBatteryPowerW[0]).toBeLessThan(0);
    expect(twin.keys()).toContain('load.back');
    run(7_200);
    expect(c.upsChargeRatio[0]).toBe(1);
    expect(c.siteBatteryPowerW[0]).toBe(0);
  });
});

describe('batteries', () => {
  it('give back what they took times their efficiencies, and take no more than their chargers allow', () => {
    const twin = openChain(ONE_RACK);
    const { columns: c, parts } = twin;
    const { power } = parts.hardware;
    const mostW = -2 * power.batteryRechargeRatio * parts.site.ratings.upsW;
    let givenWs = 0;
    let takenWs = 0;
    const book = (dtS: number) => () => {
      const watts = c.siteBatteryPowerW[0] as number;
      if (watts > 0) givenWs += watts * dtS;
      else takenWs -= watts * dtS;
      expect(watts).toBeGreaterThanOrEqual(mostW * 1.000_001);
    };
    twin.run(60, 60);
    twin.break('noStart', 'GEN1', 'GEN2');
    twin.break('lost', 'FEED1');
    twin.run(240, 1, book(1));
    expect(c.upsChargeRatio[0]).toBeLessThan(0.8);
    twin.mend('FEED1');
    twin.run(6_000, 60, book(60));
    expect(c.upsChargeRatio[0]).toBe(1);
    const there = power.batteryChargeEfficiencyRatio * power.batteryDischargeEfficiencyRatio;
    expect(givenWs / takenWs / there).toBeCloseTo(1, 4);
  });
});
