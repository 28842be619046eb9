// Laws of a ring that loses CDUs: the others take over its flow; its supply rises only when too few are left.
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { readSite } from '../catalogue/siteFiles.ts';
import { codeOf } from '../contract/state.ts';
import { commandAt, openTwin } from './testing.ts';

const FIXTURES = fileURLToPath(new URL('../../fixtures', import.meta.url));
const parts = readSite(FIXTURES, 'ile-de-france');
const AFTER_S = 1_800;

function stopping(...places: string[]) {
  const commands = places.map((place) =>
    commandAt(600, { do: 'injectFault', place, fault: 'stop' }),
  );
  const twin = openTwin(parts, { commands });
  twin.run(600 + AFTER_S, 10);
  return twin;
}

describe('a ring that loses CDUs', () => {
  it('keeps supply and flow when one of four stops: the standby takes over', () => {
    const { columns, events } = stopping('CDU1-1');
    const calm = stopping();
    expect(columns.ringSupplyC[0]).toBeCloseTo(calm.columns.ringSupplyC[0] as number, 1);
    expect(columns.ringFlowLpm[0]).toBeCloseTo(calm.columns.ringFlowLpm[0] as number, 0);
    expect(columns.cduState[0]).toBe(codeOf('cdu', 'stopped'));
    expect(columns.cduFlowLpm[0]).toBe(0);
    expect(events.some(({ code, place }) => code === 'cdu.stopped' && place === 'CDU1-1')).toBe(
      true,
    );
  });

  it('shares its heat and flow among those that run', () => {
    const { columns } = stopping('CDU1-1', 'CDU1-2');
    const runs = [0, 1, 2, 3].filter((cdu) => columns.cduState[cdu] === codeOf('cdu', 'running'));
    expect(runs).toHaveLength(2);
    const [one, other] = runs.map((cdu) => columns.cduHeatW[cdu] as number) as [number, number];
    expect(one).toBeCloseTo(other, 1);
    expect((one + other) / (columns.ringHeatW[0] as number)).toBeGreaterThan(0.98);
    expect((one + other) / (columns.ringHeatW[0] as number)).toBeLessThan(1.02);
  });

  it('warms up when fewer run than its heat needs, and no other ring does', () => {
    const { columns } = stopping('CDU1-1', 'CDU1-2', 'CDU1-3');
    expect(columns.ringSupplyC[0]).toBeGreaterThan(40);
    expect(columns.ringSupplyC[1]).toBeLessThan(39);
  });

  it('throttles its GPUs, and says why, when none is left', () => {
    const { columns, places } = stopping('CDU1-1', 'CDU1-2', 'CDU1-3', 'CDU1-4');
    const { from, to } = places.within('gpu', 'cduRing', 0);
    const slowed = columns.gpuEventReasons
      .subarray(from, to)
      .filter((mask) => mask !== 65_535 && (mask & 0x20) !== 0);
    expect(slowed.length).toBeGreaterThan((to - from) / 2);
    expect(columns.ringFlowLpm[0]).toBe(0);
  });

  it('refuses a log that names no CDU', () => {
    expect(() => stopping('CDU9-9')).toThrow(/CDU9-9/);
  });
});
