// Laws of cooling in time: heat that arrives goes out again, standbys take over, set-points hold, and power that is missed.
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { readSite } from '../catalogue/siteFiles.ts';
import type { Command } from '../contract/command.ts';
import { codeOf } from '../contract/state.ts';
import { openTwin, START_MS, sum } from './testing.ts';

const FIXTURES = fileURLToPath(new URL('../../fixtures', import.meta.url));
const small = readSite(FIXTURES, 'one-rack');
const { cooling } = small.hardware;
const SUMMER_MS = Date.UTC(2026, 6, 15, 10);
const RUNNING = codeOf('cdu', 'running');

interface Options {
  readonly startMs?: number;
  /** Kelvin added to every month. */
  readonly warmerK?: number;
}

function open({ startMs = START_MS, warmerK = 0 }: Options = {}) {
  const { climate } = small;
  const monthMeanC = climate.monthMeanC.map((meanC) => meanC + warmerK);
  const twin = openTwin({ ...small, climate: { ...climate, monthMeanC } }, { startMs });
  twin.run(7_200, 60);
  return {
    ...twin,
    do: (command: Command) => twin.simulation.command(command, 'test'),
    at: (metric: keyof typeof twin.columns, index = 0) => twin.columns[metric][index] as number,
    told: (code: string) => twin.events.filter((event) => event.code === code),
  };
}
type Opened = ReturnType<typeof open>;

/** Mean of a sum of watts over a span. */
function meanW(twin: Opened, seconds: number, watts: () => number): number {
  let total = 0;
  twin.run(seconds, 10, () => {
    total += watts();
  });
  return total / (seconds / 10);
}

describe('heat', () => {
  it.each([0, 0.5])(
    'of racks and pumps leaves through dry coolers and reuse, to 1 %, at a share of %f',
    (share) => {
      const twin = open();
      const { columns: c, at } = twin;
      twin.do({ do: 'setHeatReuse', share });
      twin.run(3_600, 60);
      let out = 0;
      const into = meanW(twin, 4 * 3_600, () => {
        out += at('plantDryCoolerHeatW') + at('plantHeatReuseW');
        const pumpsW = sum(c.cduPumpPowerW) + at('plantWarmPumpPowerW');
        return small.hardware.rack.liquidRatio * sum(c.rackPowerW) + pumpsW;
      });
      expect(out / (4 * 360) / into).toBeGreaterThan(0.99);
      expect(out / (4 * 360) / into).toBeLessThan(1.01);
    },
  );

  it('in the air reaches the cold loop with that of its fans and pumps, to 1 %', () => {
    const twin = open();
    const { columns: c, at } = twin;
    let out = 0;
    const into = meanW(twin, 4 * 3_600, () => {
      out += at('plantColdHeatW');
      const airW = (1 - small.hardware.rack.liquidRatio) * sum(c.rackPowerW);
      return (
        airW + sum(c.networkRackPowerW) + at('plantAirHandlerPowerW') + at('plantColdPumpPowerW')
      );
    });
    expect(out / (4 * 360) / into).toBeGreaterThan(0.99);
    expect(out / (4 * 360) / into).toBeLessThan(1.01);
  });

  it('that a neighbour takes relieves the dry coolers, and is metered', () => {
    const [alone, shared] = [open({ startMs: SUMMER_MS }), open({ startMs: SUMMER_MS })];
    expect(alone.at('plantHeatReuseW')).toBe(0);
    shared.do({ do: 'setHeatReuse', share: 0.6 });
    for (const twin of [alone, shared]) twin.run(3_600, 60);
    expect(shared.at('plantDryCoolerHeatW')).toBeLessThan(0.5 * alone.at('plantDryCoolerHeatW'));
    expect(shared.at('plantDryCoolerPowerW')).toBeLessThan(alone.at('plantDryCoolerPowerW'));
    expect(alone.at('plantHeatReusedWh')).toBe(0);
    expect(shared.at('plantHeatReusedWh')).toBeGreaterThan(0.5 * shared.at('plantHeatReuseW'));
    expect(shared.at('plantWarmSupplyC')).toBeCloseTo(cooling.warmSupplyC, 1);
  });
});

describe('a CDU that stops', () => {
  it('is replaced after the start of its standby; the ring warms meanwhile and comes back', () => {
    const twin = open();
    const first = twin.columns.cduState.indexOf(RUNNING);
    const before = twin.at('ringSupplyC');
    const place = `CDU1-${first + 1}`;
    twin.do({ do: 'injectFault', place, fault: 'stop' });
    const flows: number[] = [];
    const states: number[] = [];
    let warmest = 0;
    twin.run(120, 1, () => {
      flows.push(twin.at('ringFlowLpm'));
      states.push(twin.at('cduState', 1 - first));
      warmest = Math.max(warmest, twin.at('ringSupplyC'));
    });
    expect(flows.findIndex((lpm) => lpm > 0)).toBe(cooling.cduStartS);
    const starting = Array(cooling.cduStartS).fill(codeOf('cdu', 'starting'));
    expect(states.slice(0, cooling.cduStartS + 1)).toEqual([...starting, RUNNING]);
    expect(warmest).toBeGreaterThan(before + 0.3);
    expect(warmest).toBeLessThan(before + 3);
    twin.run(900, 10);
    expect(twin.at('ringSupplyC')).toBeCloseTo(before, 0);
    const [stopped] = twin.told('cdu.stopped');
    expect(twin.told('cdu.started')).toMatchObject([{ cause: stopped?.ref }]);
    expect(twin.do({ do: 'injectFault', place, fault: 'stop' })).toMatchObject({
      reason: 'conflict',
    });
    twin.do({ do: 'clearFault', place });
    twin.run(10, 1);
    expect(twin.at('cduState', first)).toBe(codeOf('cdu', 'standby'));
  });

  it('carries its flow with one pump that turns faster, and stops without both', () => {
    const twin = open();
    const first = twin.columns.cduState.indexOf(RUNNING);
    const place = `CDU1-${first + 1}`;
    twin.run(10, 1);
    const [speed, flow] = [twin.at('cduPumpSpeedRatio', first), twin.at('cduFlowLpm', first)];
    twin.do({ do: 'injectFault', place, fault: 'pumpA' });
    twin.run(1, 1);
    expect(twin.at('cduPumpState', first)).toBe(codeOf('pump', 'b'));
    expect(twin.at('cduPumpSpeedRatio', first)).toBeGreaterThan(1.2 * speed);
    expect(twin.at('cduFlowLpm', first)).toBeCloseTo(flow, -1);
    twin.do({ do: 'injectFault', place, fault: 'pumpB' });
    twin.run(1, 1);
    expect(twin.at('cduState', first)).toBe(codeOf('cdu', 'stopped'));
    expect(twin.told('cdu.stopped')[0]?.cause).toBe(twin.told('cdu.pumpStopped')[1]?.ref);
  });
});

describe('a set-point', () => {
  it('is what the ring comes to, in minutes, and null leads back', () => {
    const twin = open();
    expect(twin.do({ do: 'setCoolant', place: 'RING1', celsius: 42 }).accepted).toBe(true);
    twin.run(5, 1);
    expect(twin.at('ringSupplyC')).toBeLessThan(39.5);
    twin.run(1_200, 10);
    expect(twin.at('ringSupplyC')).toBeCloseTo(42, 0);
    twin.do({ do: 'setCoolant', place: 'RING1', celsius: null });
    twin.run(1_200, 10);
    expect(twin.at('ringSupplyC')).toBeCloseTo(cooling.ringSupplyC, 0);
  });

  it('is refused with its bound outside of what racks accept, or against the other', () => {
    const twin = open();
    const set = (place: string, celsius: number) => twin.do({ do: 'setCoolant', place, celsius });
    expect(set('RING1', 46).message).toBe('celsius must be from 17 to 45 (found 46)');
    const below = 'celsius must be at least 38 C, the facility water at 34 C and 4 K of approach';
    expect(set('RING1', 36)).toMatchObject({ reason: 'conflict', message: `${below} (found 36)` });
    const above = 'celsius must be at most 34 C, the set-point of RING1 less 4 K of approach';
    expect(set('PLANT', 36)).toMatchObject({ reason: 'conflict', message: `${above} (found 36)` });
    expect(set('PLANT', 30).accepted).toBe(true);
    expect(set('RING1', 36).accepted).toBe(true);
    twin.run(7_200, 60);
    expect(twin.at('plantWarmSupplyC')).toBeCloseTo(30, 0);
    expect(twin.at('ringSupplyC')).toBeCloseTo(36, 0);
    expect(twin.do({ do: 'setCoolant', place: 'PLANT', celsius: null }).accepted).toBe(false);
  });
});

describe('on a hot day', () => {
  it('the facility water rises above its set-point, the rings with it, and water is used', () => {
    const twin = open({ startMs: SUMMER_MS, warmerK: 22 });
    twin.run(4 * 3_600, 60);
    expect(twin.at('outdoorDryBulbC')).toBeGreaterThan(40);
    expect(twin.at('plantWarmSupplyC')).toBeGreaterThan(cooling.warmSupplyC + 1);
    expect(twin.at('ringSupplyC')).toBeGreaterThan(twin.at('plantWarmSupplyC'));
    expect(twin.at('plantDryCoolerSpeedRatio')).toBeGreaterThan(0.99);
    const litres = twin.at('plantWaterL');
    expect(litres).toBeGreaterThan(0);
    twin.run(60, 60);
    expect(twin.at('plantWaterL') - litres).toBeCloseTo(twin.at('plantWaterLpm'), 3);
    // Three cycles of concentration: a third of the make-up is drained.
    expect(twin.at('plantBlowDownLpm') / twin.at('plantWaterLpm')).toBeCloseTo(1 / 3, 6);
  });

  it('no hour is free of chillers; in winter all are', () => {
    const [summer, winter] = [open({ startMs: SUMMER_MS, warmerK: 10 }), open()];
    for (const twin of [summer, winter]) {
      const before = twin.at('plantFreeCoolingS');
      twin.run(3_600, 60);
      const hourS = twin.at('plantFreeCoolingS') - before;
      expect(hourS).toBe(twin === winter ? 3_600 : 0);
    }
    expect(winter.at('plantChillerPowerW')).toBe(0);
    expect(summer.at('plantChillerPowerW')).toBeGreaterThan(0);
  });
});

describe('without grid and gensets', () => {
  const twin = open();
  const before = { air: twin.at('hallAirC'), warm: twin.at('plantWarmSupplyC') };
  for (const place of ['GEN1', 'GEN2']) twin.do({ do: 'injectFault', place, fault: 'noStart' });
  twin.do({ do: 'injectFault', place: 'FEED1', fault: 'lost' });
  twin.run(120, 1);

  it('fans, chillers and air handlers stand still while the pumps ride on the UPS', () => {
    expect(twin.at('plantDryCoolerPowerW')).toBe(0);
    expect(twin.at('plantAirHandlerPowerW')).toBe(0);
    expect(twin.at('plantChillerPowerW')).toBe(0);
    expect(sum(twin.columns.cduPumpPowerW)).toBeGreaterThan(0);
    expect(twin.at('ringFlowLpm')).toBeGreaterThan(0);
    expect(twin.at('rackPowerW')).toBeGreaterThan(20_000);
  });

  it('the air of the hall warms by kelvins a minute, the facility water by tenths', () => {
    const airK = (twin.at('hallAirC') - before.air) / 2;
    const warmK = (twin.at('plantWarmSupplyC') - before.warm) / 2;
    expect(airK).toBeGreaterThan(1);
    expect(airK).toBeLessThan(20);
    expect(warmK).toBeGreaterThan(0.05);
    expect(warmK).toBeLessThan(2);
  });

  it('racks go dark with their batteries: trays out under one event, pumps still', () => {
    twin.run(1_200, 10);
    expect(twin.at('rackPowerW')).toBe(0);
    expect(twin.at('ringFlowLpm')).toBe(0);
    expect(twin.columns.trayState).not.toContain(codeOf('tray', 'inService'));
    const dark = twin.events.filter(({ text }) => text.params.cause === 'powerLost');
    expect(dark.length).toBe(1);
  });

  it('all comes back with the feed: trays boot, temperatures return', () => {
    for (const place of ['FEED1', 'GEN1', 'GEN2']) twin.do({ do: 'clearFault', place });
    twin.run(300, 1);
    expect(twin.at('rackPowerW')).toBeGreaterThan(0);
    expect(twin.columns.trayState).not.toContain(codeOf('tray', 'inService'));
    twin.run(2 * 3_600, 60);
    const out = twin.columns.trayState.filter((state) => state === codeOf('tray', 'out')).length;
    expect(out).toBeLessThanOrEqual(2);
    expect(twin.at('hallAirC')).toBeLessThan(before.air + 2);
    expect(twin.at('plantWarmSupplyC')).toBeCloseTo(before.warm, 0);
    expect(twin.told('trays.back').length).toBeGreaterThan(0);
  });
});
