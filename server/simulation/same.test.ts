// Laws of chance and time: one seed is one site, and the length of a step changes nothing that matters.
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { readSite } from '../catalogue/siteFiles.ts';
import { firstHalls } from './gpuTesting.ts';
import { openTwin } from './testing.ts';

const FIXTURES = fileURLToPath(new URL('../../fixtures', import.meta.url));
const small = readSite(FIXTURES, 'one-rack');
const site = readSite(FIXTURES, 'ile-de-france');
const hall = firstHalls(site, 1);

describe('the twin', () => {
  it('gives the same bytes, events and jobs for the same seed and steps', () => {
    const [a, b] = [openTwin(site), openTwin(site)];
    for (const twin of [a, b]) {
      twin.run(3_600, 300);
      twin.run(15, 1);
    }
    expect(Buffer.compare(a.bytes, b.bytes)).toBe(0);
    expect(a.events).toEqual(b.events);
    expect(a.jobReports).toEqual(b.jobReports);
  });

  it('gives another site for another seed', () => {
    const [a, b] = [openTwin(small, { seed: 1 }), openTwin(small, { seed: 2 })];
    for (const twin of [a, b]) twin.run(60, 1);
    expect(Buffer.compare(a.bytes, b.bytes)).not.toBe(0);
  });

  it('does not disturb a second twin in the same program', () => {
    const alone = openTwin(small);
    alone.run(120, 1);
    const [a, b] = [openTwin(small), openTwin(small, { seed: 9 })];
    for (let i = 0; i < 120; i++) {
      a.run(1, 1);
      b.run(1, 1);
    }
    expect(Buffer.compare(a.bytes, alone.bytes)).toBe(0);
  });

  it('uses the same energy within 0.5 % at steps of 1, 10, 60, 300 and 900 s', () => {
    const energyWh = [1, 10, 60, 300, 900].map((dtS) => {
      const twin = openTwin(hall);
      twin.run(900, 60);
      const before = twin.columns.siteFacilityEnergyWh[0] as number;
      twin.run(900, dtS);
      return (twin.columns.siteFacilityEnergyWh[0] as number) - before;
    });
    const reference = energyWh[0] as number;
    for (const wh of energyWh) expect(Math.abs(wh / reference - 1)).toBeLessThan(0.005);
  }, 60_000);

  it('refuses a step that is no whole number of seconds', () => {
    const twin = openTwin(small);
    expect(() => twin.simulation.step(0.5)).toThrow(/0\.5/);
    expect(() => twin.simulation.step(0)).toThrow(RangeError);
  });
});
