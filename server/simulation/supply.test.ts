// Laws of supply: a lost feed, a tripped transformer, and gensets that carry the site without any feed.
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { readSite } from '../catalogue/siteFiles.ts';
import { codeOf } from '../contract/state.ts';
import { chainAlone, openChain } from './chainTesting.ts';
import { sum } from './testing.ts';

const FIXTURES = fileURLToPath(new URL('../../fixtures', import.meta.url));
const SITE = readSite(FIXTURES, 'ile-de-france');
const ONE_RACK = readSite(FIXTURES, 'one-rack');
const ONLINE = codeOf('ups', 'online');
const BATTERY = codeOf('ups', 'battery');
const GENSETS = Array.from({ length: 16 }, (_, i) => `GEN${String(i + 1).padStart(2, '0')}`);

describe('a lost feed', () => {
  it('leaves half of the UPS on battery until the coupler closes, and then all hangs on the other feed', () => {
    const twin = openChain(SITE);
    const { columns: c, parts } = twin;
    twin.run(60, 60);
    twin.break('lost', 'FEED1');
    twin.run(1, 1);
    const bridged = c.upsState.filter((state) => state === BATTERY);
    expect(bridged.length).toBe(c.upsState.length / 2);
    expect([c.feedPowerW[0], c.transformerPowerW[0], c.feedVoltageV[0]]).toEqual([0, 0, 0]);
    expect(c.siteBatteryPowerW[0]).toBeGreaterThan(0.45 * sum(c.upsPowerW));
    twin.run(parts.hardware.power.transferS - 1, 1);
    expect(c.siteBatteryPowerW[0]).toBeGreaterThan(0);
    expect([...c.upsState].every((state) => state === ONLINE)).toBe(true);
    const givenWh = c.siteBatteryEnergyWh[0] as number;
    expect(givenWh).toBeGreaterThan(0);
    twin.run(1, 1);
    expect(c.siteBatteryPowerW[0]).toBeLessThan(0);
    // What charges them is no energy from batteries.
    expect(c.siteBatteryEnergyWh[0]).toBe(givenWh);
    expect(c.transformerPowerW[0]).toBeCloseTo(c.transformerPowerW[1] as number, 0);
    expect(c.feedPowerW[0]).toBe(0);
    expect(c.siteGensetPowerW[0]).toBe(0);
    expect(twin.keys()).not.toContain('load.lost');
  });

  it('takes its load back without a break once it has stood for a while', () => {
    const twin = openChain(SITE);
    const { columns: c, parts } = twin;
    twin.break('lost', 'FEED1');
    twin.run(120, 10);
    twin.mend('FEED1');
    twin.run(parts.hardware.power.retransferS, 20, () => {
      expect(c.feedPowerW[0]).toBe(0);
      expect(c.siteBatteryPowerW[0]).toBeLessThanOrEqual(0);
    });
    twin.run(1, 1);
    expect(c.feedPowerW[0]).toBeCloseTo(c.feedPowerW[1] as number, 0);
    expect(c.siteBatteryPowerW[0]).toBeLessThanOrEqual(0);
  });

  it('says at its return in how many seconds its load is back, unless none has left it', () => {
    const twin = openChain(SITE);
    const { retransferS } = SITE.hardware.power;
    const told = () => twin.events.findLast(({ code }) => code === 'feed.back')?.text;
    twin.break('lost', 'FEED1');
    twin.run(2, 1);
    twin.mend('FEED1');
    expect(told()).toMatchObject({ key: 'feed.back' });
    twin.run(10, 1);
    twin.break('lost', 'FEED1', 'FEED2');
    twin.run(60, 1);
    twin.mend('FEED2');
    expect(told()).toMatchObject({ key: 'feed.backSteady', params: { seconds: retransferS } });
    twin.run(200, 1);
    twin.mend('FEED1');
    const { seconds } = told()?.params ?? {};
    expect(Math.abs(Number(seconds) - (retransferS - 200))).toBeLessThanOrEqual(1);
    twin.run(Number(seconds) - 2, 1);
    expect(sum(twin.columns.feedPowerW)).toBe(0);
    twin.run(4, 1);
    expect(Math.min(...twin.columns.feedPowerW)).toBeGreaterThan(0);
  });
});

describe('a tripped transformer', () => {
  it('leaves the whole site to the other', () => {
    const twin = openChain(SITE);
    const { columns: c } = twin;
    twin.run(60, 60);
    const before = sum(c.transformerPowerW);
    twin.break('trip', 'TR2');
    twin.run(60, 1);
    expect(c.transformerPowerW[1]).toBe(0);
    expect(c.transformerLoadRatio[0]).toBeLessThan(1);
    expect((c.transformerPowerW[0] as number) / before).toBeCloseTo(1, 0);
    expect(c.transformerCurrentA[0]).toBeCloseTo(
      (c.transformerPowerW[0] as number) / (Math.sqrt(3) * 225_000 * 0.98),
      3,
    );
  });
});

describe('without any feed', () => {
  it.each([1, 2, 3, 4, 5])('the gensets carry everything within 15 s, seed %i', (seed) => {
    const twin = openChain(ONE_RACK, { seed });
    const { columns: c } = twin;
    twin.run(300, 60);
    twin.break('lost', 'FEED1');
    let carriedFromS = Number.POSITIVE_INFINITY;
    for (let second = 1; second <= 60; second++) {
      twin.run(1, 1);
      expect(c.rackPowerW[0]).toBeGreaterThan(0);
      const all = (c.siteBatteryPowerW[0] as number) <= 0;
      if (!all) carriedFromS = Number.POSITIVE_INFINITY;
      else if (carriedFromS > second) carriedFromS = second;
    }
    // The second that begins 15 s after the loss.
    expect(carriedFromS).toBeLessThanOrEqual(16);
    expect(carriedFromS).toBeGreaterThan(8);
    expect(c.siteGensetPowerW[0]).toBeCloseTo(c.siteFacilityPowerW[0] as number, 3);
    expect(c.siteGensetEnergyWh[0]).toBeGreaterThan(0);
    expect(c.siteGensetEnergyWh[0]).toBeLessThan(c.siteFacilityEnergyWh[0] as number);
    expect(twin.keys()).not.toContain('load.lost');
  });

  it('those that start share the load of one that refuses, and the plant has power again', () => {
    const twin = openChain(SITE);
    const { columns: c } = twin;
    twin.break('noStart', 'GEN05');
    twin.break('lost', 'FEED1', 'FEED2');
    twin.run(1, 1);
    expect(c.plantDryCoolerPowerW[0]).toBe(0);
    expect(c.siteHousePowerW[0]).toBe(0);
    twin.run(59, 1);
    const shares = [...c.gensetPowerW];
    expect(shares[4]).toBe(0);
    const running = shares.filter((watts) => watts > 0);
    expect(running.length).toBeGreaterThanOrEqual(14);
    for (const watts of running) expect(watts).toBeCloseTo(running[0] as number, 0);
    expect(Math.max(...c.gensetLoadRatio)).toBeLessThan(1);
    expect(c.siteHousePowerW[0]).toBeGreaterThan(0);
  });

  it('a twin saved while its gensets start goes on from there to the same byte', () => {
    const twin = openChain(ONE_RACK);
    twin.run(60, 60);
    twin.break('lost', 'FEED1');
    twin.run(9, 1);
    const again = openChain(ONE_RACK, { restore: twin.simulation.save() });
    twin.run(40, 1);
    again.run(40, 1);
    expect(Buffer.compare(again.bytes, twin.bytes)).toBe(0);
    expect(again.columns.siteGensetPowerW[0]).toBeGreaterThan(0);
    expect(again.keys()).toContain('ups.online');
  });

  it('no genset is overloaded when the load jumps', () => {
    const { chain, columns: c, step } = chainAlone(SITE);
    step(60, 60_000);
    for (let genset = 7; genset < 16; genset++) chain.inject('genset', genset, 'noStart', 0);
    chain.inject('feed', 0, 'lost', 0);
    chain.inject('feed', 1, 'lost', 0);
    for (let i = 0; i < 60; i++) {
      step(1, i % 10 < 5 ? 60_000 : 110_000);
      // While breakers still close, the jump itself is not foreseen.
      expect(Math.max(...c.gensetLoadRatio)).toBeLessThan(1.01);
    }
    expect(Math.max(...c.gensetLoadRatio)).toBeGreaterThan(0.9);
  });

  it('and with too few gensets no machine is overloaded, and the groups that find no room go dark', () => {
    const twin = openChain(SITE);
    const { columns: c } = twin;
    twin.run(60, 60);
    twin.break('noStart', ...GENSETS.slice(5));
    twin.break('lost', 'FEED1', 'FEED2');
    // Batteries last for five minutes.
    twin.run(600, 10, () => {
      expect(Math.max(...c.gensetLoadRatio)).toBeLessThan(1.02);
    });
    const dark = c.buswayPowerW.filter((watts) => watts === 0).length;
    expect(dark).toBeGreaterThan(0);
    expect(dark).toBeLessThan(c.buswayPowerW.length);
    expect(c.rackPowerW.filter((watts) => watts === 0).length).toBe(50 * dark);
  });
});
