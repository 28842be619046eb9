// Laws of the power chain: books that close through every fault, energy whatever the step, true values everywhere.
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { readSite } from '../catalogue/siteFiles.ts';
import { metricOf } from '../contract/metrics.ts';
import { NO_CODE } from '../contract/noValue.ts';
import { chainAlone, idleBehindTwoFeeds, openChain, worstResidual } from './chainTesting.ts';
import { commandAt, sum } from './testing.ts';

const FIXTURES = fileURLToPath(new URL('../../fixtures', import.meta.url));
const SITE = readSite(FIXTURES, 'ile-de-france');
const ONE_RACK = readSite(FIXTURES, 'one-rack');
const OF_THE_CHAIN = /^site(Grid|Genset|Battery|It|Busway|Ups|Transformer|Line|House|Facility)/;
const GENSETS = Array.from({ length: 16 }, (_, i) => `GEN${String(i + 1).padStart(2, '0')}`);

describe('the books', () => {
  it('close to 1e-6 at every level and tick, through every fault and in steps of any length', () => {
    const twin = openChain(SITE);
    let worst = 0;
    const run = (seconds: number, dtS: number): void =>
      twin.run(seconds, dtS, () => {
        worst = Math.max(worst, worstResidual(twin));
      });
    run(60, 60);
    twin.break('lost', 'FEED1');
    run(6, 1);
    twin.break('noStart', 'GEN03', 'GEN04');
    twin.break('lost', 'FEED2');
    run(20, 1);
    run(300, 100);
    twin.mend('FEED1', 'FEED2');
    run(900, 300);
    twin.break('trip', 'TR2');
    run(42, 7);
    twin.break('fail', 'UPS1-1', 'UPS1-2', 'UPS1-3');
    run(5, 1);
    twin.mend('TR2', 'UPS1-2', 'UPS1-3', 'GEN03', 'GEN04');
    run(200, 20);
    twin.break('noStart', ...GENSETS.filter((id) => id !== 'GEN03' && id !== 'GEN04'));
    twin.break('lost', 'FEED1', 'FEED2');
    run(900, 30);
    twin.mend('FEED2');
    run(800, 20);
    expect(worst).toBeLessThan(1e-6);
    const keys = new Set(twin.keys());
    for (const key of [
      'gensets.started',
      'gensets.stopped',
      'ups.bypass',
      'load.lost',
      'load.back',
    ]) {
      expect(keys).toContain(key);
    }
  });
});

describe('energy', () => {
  const lose = (atS: number, place: string) =>
    commandAt(atS, { do: 'injectFault', place, fault: 'lost' });
  const back = (atS: number, place: string) => commandAt(atS, { do: 'clearFault', place });
  const LOG = [
    lose(601, 'FEED1'),
    back(1_201, 'FEED1'),
    lose(2_401, 'FEED1'),
    lose(2_401, 'FEED2'),
    back(3_001, 'FEED2'),
    back(3_601, 'FEED1'),
  ];

  function meters(dtS: number) {
    const twin = openChain(idleBehindTwoFeeds(ONE_RACK), { commands: LOG });
    twin.run(5_400, dtS);
    const { columns: c } = twin;
    return {
      facility: c.siteFacilityEnergyWh[0] as number,
      it: c.siteItEnergyWh[0] as number,
      feed1: c.feedEnergyWh[0] as number,
      feed2: c.feedEnergyWh[1] as number,
      gensets: sum(c.gensetEnergyWh),
    };
  }

  it('is the same in steps of 1, 10, 60 and 300 s within 0.5 %, across lost feeds', () => {
    const fine = meters(1);
    expect(Math.min(...Object.values(fine))).toBeGreaterThan(0);
    for (const dtS of [10, 60, 300]) {
      const coarse = meters(dtS);
      for (const key of Object.keys(fine) as (keyof typeof fine)[]) {
        const off = Math.abs(coarse[key] / fine[key] - 1);
        expect(off, `${key} in steps of ${dtS} s`).toBeLessThan(0.005);
      }
    }
  });
});

describe('every place of the chain', () => {
  it.each(['one-rack', 'ile-de-france', 'campus'])('has true values on %s', (id) => {
    const parts = readSite(FIXTURES, id);
    const { columns, ids, places, step } = chainAlone(parts);
    for (let i = 0; i < 5; i++) step(60, 100_000);
    for (const metric of ids) {
      const { kind, scope } = metricOf(metric);
      if (scope === 'site' && !OF_THE_CHAIN.test(metric)) continue;
      const column = columns[metric] as ArrayLike<number>;
      expect(column.length, metric).toBe(places.count(scope as 'ups'));
      const known = Array.from(column).filter((value) =>
        kind === 'state' ? value !== NO_CODE : Number.isFinite(value),
      );
      expect(known.length, metric).toBe(column.length);
    }
    expect(sum(columns.feedPowerW)).toBeGreaterThan(parts.site.ratings.itDesignW / 4);
    expect(Math.max(...columns.upsLoadRatio)).toBeLessThan(1);
    expect(Math.max(...columns.transformerLoadRatio)).toBeLessThan(1);
  });
});
