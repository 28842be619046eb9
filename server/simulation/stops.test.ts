// Laws of a ring that loses CDUs: the others take over its flow; its supply rises only when too few are left.
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { readSite } from '../catalogue/siteFiles.ts';
import { NO_CODE } from '../contract/noValue.ts';
import { CLOCK_EVENT, codeOf } from '../contract/state.ts';
import { firstHalls } from './gpuTesting.ts';
import { commandAt, openTwin } from './testing.ts';

const FIXTURES = fileURLToPath(new URL('../../fixtures', import.meta.url));
/** One that is put to the test, one that must not feel it. */
const parts = firstHalls(readSite(FIXTURES, 'ile-de-france'), 2);
const AFTER_S = 1_800;
type Opened = ReturnType<typeof openTwin>;

function stopping(places: readonly string[] = [], see: (twin: Opened) => void = () => {}) {
  const commands = places.map((place) =>
    commandAt(600, { do: 'injectFault', place, fault: 'stop' }),
  );
  const twin = openTwin(parts, { commands });
  twin.run(540, 60);
  twin.run(60 + AFTER_S, 10, () => see(twin));
  return twin;
}

describe('a ring that loses CDUs', () => {
  it('keeps supply and flow when one of four stops: the standby takes over', () => {
    const { columns, events } = stopping(['CDU1-1']);
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
    const { columns } = stopping(['CDU1-1', 'CDU1-2']);
    const runs = [0, 1, 2, 3].filter((cdu) => columns.cduState[cdu] === codeOf('cdu', 'running'));
    expect(runs).toHaveLength(2);
    const [one, other] = runs.map((cdu) => columns.cduHeatW[cdu] as number) as [number, number];
    expect(one).toBeCloseTo(other, 1);
    expect((one + other) / (columns.ringHeatW[0] as number)).toBeGreaterThan(0.98);
    expect((one + other) / (columns.ringHeatW[0] as number)).toBeLessThan(1.02);
  });

  it('warms up when fewer run than its heat needs, and no other ring does', () => {
    const { columns } = stopping(['CDU1-1', 'CDU1-2', 'CDU1-3']);
    expect(columns.ringSupplyC[0]).toBeGreaterThan(40);
    expect(columns.ringSupplyC[1]).toBeLessThan(39);
  });

  it('throttles its GPUs when none is left, then shuts them down, and names the stop as the cause', () => {
    let mostSlowed = 0;
    const { columns, places, events } = stopping(
      ['CDU1-1', 'CDU1-2', 'CDU1-3', 'CDU1-4'],
      (now) => {
        const { from, to } = now.places.within('gpu', 'cduRing', 0);
        const masks = now.columns.gpuEventReasons.subarray(from, to);
        const slowed = masks.filter(
          (mask) => mask !== NO_CODE && (mask & CLOCK_EVENT.swThermal) !== 0,
        );
        mostSlowed = Math.max(mostSlowed, slowed.length / (to - from));
      },
    );
    expect(mostSlowed).toBeGreaterThan(0.5);
    expect(columns.ringFlowLpm[0]).toBe(0);
    const { from, to } = places.within('tray', 'cduRing', 0);
    expect(columns.trayState.subarray(from, to)).not.toContain(codeOf('tray', 'inService'));
    const byRef = new Map(events.map((event) => [event.ref, event]));
    const shutdowns = events.filter(({ code }) => code === 'gpus.shutdown');
    expect(shutdowns.length).toBeGreaterThan(0);
    for (const { cause } of shutdowns) expect(byRef.get(cause)?.code).toBe('cdu.stopped');
    const outs = events.filter(({ text }) => text.params.cause === 'overheat');
    for (const { cause } of outs)
      expect(byRef.get(cause)?.code).toMatch(/gpus.shutdown|trays?.out/);
  });

  it('refuses a log that names no CDU', () => {
    expect(() => stopping(['CDU9-9'])).toThrow(/CDU9-9/);
  });
});
