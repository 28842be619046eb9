// Laws of the rules in fixtures/alarms: an everyday site is normal, and each fault raises its own rule, once.
import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { AlarmRule } from '../../contract/alarm.ts';
import { CLOCK_EVENT, codeOf } from '../../contract/state.ts';
import { type HandMade, handMade, TWO_HALLS } from '../testing.ts';

const FOLDER = new URL('../../../fixtures/alarms/', import.meta.url);
const RULES = readdirSync(FOLDER).map(
  (file) => JSON.parse(readFileSync(new URL(file, FOLDER), 'utf8')) as AlarmRule,
);
/** Racks of 18 trays, as they are. */
const PLACES = TWO_HALLS.map((row) => {
  if (row.kind === 'tray') return { ...row, count: 4 * 18 };
  return row.kind === 'gpu' ? { ...row, count: 4 * 72 } : row;
});
const OUT = codeOf('tray', 'out');
const LOST = codeOf('feed', 'lost');
const TRIPPED = codeOf('transformer', 'out');
const UPS_OFF = codeOf('ups', 'off');

/** Every GPU at its power cap, two trays of each rack out, and a margin of a few kelvin. */
function everyday(): HandMade {
  const site = handMade({ places: PLACES, rules: RULES });
  for (const state of [
    'cduState',
    'upsState',
    'feedState',
    'transformerState',
    'gensetState',
    'rackState',
    'rackLeakState',
  ] as const) {
    site.fill(state, 0);
  }
  site.fill('gpuEventReasons', CLOCK_EVENT.powerCap);
  site.fill('gpuThermalMarginK', 5);
  site.fill('ringSupplyC', 38.5);
  site.fill('plantWarmSupplyC', 34);
  site.fill('plantColdSupplyC', 18);
  site.fill('hallAirC', 22);
  site.fill('rackSensorResidualW', -480);
  site.fill('transformerLoadRatio', 0.55);
  site.fill('upsLoadRatio', 0.65);
  site.fill('siteGridPowerW', 0.92e6);
  site.fill('trayState', 0);
  for (let rack = 0; rack < 4; rack++) site.columns.trayState.fill(OUT, rack * 18, rack * 18 + 2);
  return site;
}

type Fault = (columns: HandMade['columns']) => void;
/** The severity of the rule, what raises it, and the rule that explains it then. */
const FAULTS: Record<string, readonly [severity: string, fault: Fault, root?: string]> = {
  chilledWaterWarm: ['warning', (c) => c.plantColdSupplyC.fill(23)],
  cduStopped: ['warning', (c) => c.cduState.fill(codeOf('cdu', 'stopped'), 0, 1)],
  connectionNearLimit: ['warning', (c) => c.siteGridPowerW.fill(0.96e6)],
  facilityWaterWarm: ['warning', (c) => c.plantWarmSupplyC.fill(40.5)],
  feedLost: ['warning', (c) => c.feedState.fill(LOST, 0, 1)],
  feedRedundancy: ['warning', (c) => c.feedState.fill(LOST, 0, 1), 'feedLost'],
  gensetRedundancy: ['warning', (c) => c.gensetState.fill(codeOf('genset', 'out'), 0, 1)],
  gridLost: ['critical', (c) => c.feedState.fill(LOST)],
  gpuSensorResidual: ['warning', (c) => c.rackSensorResidualW.fill(-2_500, 0, 1)],
  gpuSlowdown: ['critical', (c) => c.gpuEventReasons.fill(CLOCK_EVENT.hwPowerBrake, 0, 9)],
  gpuSoftThermal: ['warning', (c) => c.gpuEventReasons.fill(CLOCK_EVENT.swThermal, 0, 9)],
  gpuThermalMargin: ['warning', (c) => c.gpuThermalMarginK.fill(2, 0, 9)],
  hallAirWarm: ['warning', (c) => c.hallAirC.fill(33, 0, 1)],
  rackLeak: ['critical', (c) => c.rackLeakState.fill(codeOf('leak', 'leaking'), 0, 1)],
  rackTraysOut: ['warning', (c) => c.trayState.fill(OUT, 0, 5)],
  ringSupplyHot: ['critical', (c) => c.ringSupplyC.fill(46, 0, 1)],
  ringSupplyWarm: ['warning', (c) => c.ringSupplyC.fill(43, 0, 1)],
  ringRedundancy: ['warning', (c) => c.cduState.fill(codeOf('cdu', 'stopped'), 0, 1), 'cduStopped'],
  transformerOut: ['warning', (c) => c.transformerState.fill(TRIPPED, 0, 1)],
  transformerRedundancy: [
    'warning',
    (c) => c.transformerState.fill(TRIPPED, 0, 1),
    'transformerOut',
  ],
  transformerOverload: ['warning', (c) => c.transformerLoadRatio.fill(1.1, 0, 1)],
  upsGroupLost: ['critical', (c) => c.upsState.fill(UPS_OFF, 0, 4)],
  upsGroupOverload: ['critical', (c) => c.upsLoadRatio.fill(1.1, 0, 4)],
  upsGroupRedundancy: ['warning', (c) => c.upsState.fill(UPS_OFF, 0, 1), 'upsOff'],
  upsOff: ['warning', (c) => c.upsState.fill(codeOf('ups', 'bypass'), 0, 1)],
  upsOnBattery: ['critical', (c) => c.upsState.fill(codeOf('ups', 'battery'), 0, 4)],
};

describe('an everyday site', () => {
  it('is normal at full load, with trays out and every GPU at its power cap', () => {
    const site = everyday();
    site.seconds(600);
    expect(site.telemetry.events.standing()).toEqual([]);
    expect(site.telemetry.events.status.state).toBe('normal');
  });
});

describe('each rule', () => {
  it('has its fault here', () => {
    expect(RULES.map(({ id }) => id).sort()).toEqual(Object.keys(FAULTS).sort());
  });

  it.each(Object.entries(FAULTS))(
    '%s is raised by it as one line, and cleared',
    (id, [severity, fault, root = id]) => {
      const site = everyday();
      const { events } = site.telemetry;
      fault(site.columns);
      site.seconds(180);
      const [first] = events.standing();
      const raised = events.standing().filter(({ code }) => code === id);
      expect(events.status.critical + events.status.warning).toBe(1);
      expect(first?.code).toBe(root);
      expect(raised.map((event) => event.severity)).toEqual([severity]);
      expect(events.status.state).toBe(severity === 'critical' ? 'critical' : 'degraded');
      for (const [metric, column] of Object.entries(everyday().columns)) {
        site.columns[metric as 'cduState'].set(column as Uint16Array);
      }
      site.seconds(600);
      expect(events.status.state).toBe('normal');
      const cleared = events.list({ limit: 99 }).find(({ code }) => code === `${id}.cleared`);
      expect(cleared?.cause).toBe(raised[0]?.id);
    },
  );
});
