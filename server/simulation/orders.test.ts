// Laws of failures that an operator asks for: what they take, what they leave, and that a clearing undoes them at once.
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { readSite } from '../catalogue/siteFiles.ts';
import type { Command } from '../contract/command.ts';
import { NO_CODE } from '../contract/noValue.ts';
import { codeOf } from '../contract/state.ts';
import { openTwin, sum } from './testing.ts';

const FIXTURES = fileURLToPath(new URL('../../fixtures', import.meta.url));
const small = readSite(FIXTURES, 'one-rack');
/** No failures by chance, so that each law sees its own. */
const quiet = {
  ...small,
  hardware: {
    ...small.hardware,
    faults: {
      ...small.hardware.faults,
      causes: small.hardware.faults.causes.map((row) => ({ ...row, perMillionGpuHours: 1e-9 })),
      notes: [],
      leak: { ...small.hardware.faults.leak, perRackYear: 0 },
      shelf: { ...small.hardware.faults.shelf, perShelfYear: 0 },
    },
  },
};

function open(parts = quiet) {
  const twin = openTwin(parts);
  twin.run(600, 10);
  const told = (code: string) => twin.events.filter((event) => event.code === code);
  return {
    ...twin,
    told,
    do: (command: Command) => twin.simulation.command(command, 'test'),
    inService: (tray: number) => twin.columns.trayState[tray] === codeOf('tray', 'inService'),
  };
}

describe('an XID by order', () => {
  it('brings its company within seconds, takes the tray out, and all of it names the order as its root', () => {
    const twin = open();
    const { accepted } = twin.do({ do: 'injectFault', place: 'R1-T01-G2', fault: 'xid', xid: 79 });
    expect(accepted).toBe(true);
    twin.run(60, 1);
    expect(twin.inService(0)).toBe(false);
    expect(twin.told('xid.79').map(({ place }) => place)).toEqual(['R1-T01-G2']);
    expect(twin.told('xid.154')).toHaveLength(1);
    const byRef = new Map(twin.events.map((event) => [event.ref, event]));
    const out = twin.told('tray.out')[0];
    expect(byRef.get(out?.cause)?.code).toBe('xid.79');
    expect(byRef.get(twin.told('xid.79')[0]?.cause)?.code).toBe('command.injectFault');
  });

  it('of a memory fault remaps a row and leaves it pending until the reset', () => {
    const twin = open();
    const { columns } = twin;
    const before = columns.gpuUncorrectableRemappedRows[4] as number;
    twin.do({ do: 'injectFault', place: 'R1-T02-G1', fault: 'xid', xid: 48 });
    twin.run(3, 1);
    expect(columns.gpuUncorrectableRemappedRows[4]).toBe(before + 1);
    expect(columns.gpuRowRemapPending[4]).toBe(1);
    twin.run(60, 1);
    expect(columns.gpuRowRemapPending[4]).toBe(NO_CODE);
    twin.do({ do: 'clearFault', place: 'R1-T02' });
    twin.run(1, 1);
    expect(columns.gpuUncorrectableRemappedRows[4]).toBe(before + 1);
    expect(columns.gpuRowRemapPending[4]).toBe(0);
    expect(columns.gpuXid[4]).toBe(0);
  });

  it('of an NVLink counts errors on the link', () => {
    const twin = open();
    const before = twin.columns.gpuNvlinkErrors[8] as number;
    twin.do({ do: 'injectFault', place: 'R1-T03-G1', fault: 'xid', xid: 149 });
    twin.run(2, 1);
    expect(twin.columns.gpuNvlinkErrors[8]).toBeGreaterThanOrEqual(before + 50);
  });

  it('is refused for a number that no failure shows, and for a GPU out of service', () => {
    const twin = open();
    const wrong = { do: 'injectFault', place: 'R1-T01-G1', fault: 'xid', xid: 998 } as const;
    expect(twin.do(wrong)).toMatchObject({ accepted: false, reason: 'range', field: 'xid' });
    twin.do({ do: 'injectFault', place: 'R1-T01', fault: 'out' });
    twin.run(1, 1);
    expect(twin.do({ ...wrong, xid: 79 })).toMatchObject({ accepted: false, reason: 'conflict' });
    expect(twin.do({ do: 'clearFault', place: 'R1-T05' })).toMatchObject({ reason: 'conflict' });
  });
});

describe('a tray taken out', () => {
  it('is silent and stays out until it is cleared; then its GPUs count from 0, and the ledger goes on', () => {
    const twin = open();
    const { columns } = twin;
    twin.do({ do: 'injectFault', place: 'R1-T01', fault: 'out' });
    twin.run(7_200, 60);
    expect(twin.inService(0)).toBe(false);
    expect(columns.gpuPowerW[0]).toBeNaN();
    const ledger = columns.gpuEnergyWh[0] as number;
    expect(ledger).toBeGreaterThan(0);
    twin.do({ do: 'clearFault', place: 'R1-T01' });
    twin.run(10, 1);
    expect(twin.inService(0)).toBe(true);
    expect(columns.gpuEnergyWh[0]).toBeGreaterThan(ledger);
    expect(columns.gpuSensorEnergyWh[0]).toBeLessThan(ledger / 2);
    expect(columns.gpuPartCount[0]).toBe(1);
  });
});

describe('a leak', () => {
  const twin = open();
  const { columns } = twin;
  twin.do({ do: 'injectFault', place: 'R1', fault: 'leak' });
  twin.run(120, 10);

  it('empties the rack: no power, no flow, all trays out under one event', () => {
    expect(columns.rackPowerW[0]).toBe(0);
    expect(columns.rackCoolantFlowLpm[0]).toBe(0);
    expect(columns.rackLeakState[0]).toBe(codeOf('leak', 'leaking'));
    expect(columns.rackState[0]).toBe(codeOf('rack', 'out'));
    const [leak] = twin.told('rack.leak');
    expect(leak?.severity).toBe('critical');
    expect(twin.told('trays.out')).toMatchObject([{ cause: leak?.ref, place: 'R1' }]);
    expect(twin.told('tray.out')).toEqual([]);
  });

  it('is mended by itself after 8-48 h or so, and the trays boot before they are back', () => {
    const own = open();
    own.do({ do: 'injectFault', place: 'R1', fault: 'leak' });
    let hours = 0;
    while (own.columns.rackLeakState[0] !== codeOf('leak', 'tight') || hours === 0) {
      own.run(900, 900);
      hours += 0.25;
    }
    expect(hours).toBeGreaterThan(4);
    expect(hours).toBeLessThan(100);
    expect(own.inService(0)).toBe(false);
    own.run(5_400, 900);
    expect(own.columns.trayState).not.toContain(codeOf('tray', 'out'));
  }, 60_000);

  it('is over at once when it is cleared', () => {
    twin.do({ do: 'clearFault', place: 'R1' });
    twin.run(2, 1);
    expect(columns.rackPowerW[0]).toBeGreaterThan(10_000);
    expect(columns.rackCoolantFlowLpm[0]).toBeGreaterThan(0);
    expect(columns.trayState).not.toContain(codeOf('tray', 'out'));
    expect(twin.told('trays.back')).toMatchObject([{ place: 'R1' }]);
    expect(twin.told('tray.back')).toEqual([]);
    expect(twin.do({ do: 'clearFault', place: 'R1' })).toMatchObject({ accepted: false });
  });
});

describe('a power shelf that fails', () => {
  it('leaves its share to the others: the rack draws on, and the shelves still add up to it', () => {
    const { faults } = small.hardware;
    const often = { ...faults, shelf: { ...faults.shelf, perShelfYear: 10, repairMedianH: 24 } };
    const twin = openTwin({ ...quiet, hardware: { ...quiet.hardware, faults: often } });
    const { columns } = twin;
    const OUT = codeOf('shelf', 'out');
    for (let hour = 0; hour < 2_000 && !columns.shelfState.includes(OUT); hour++)
      twin.run(900, 900);
    const failed = columns.shelfState.indexOf(OUT);
    expect(failed).toBeGreaterThanOrEqual(0);
    twin.run(1, 1);
    const up = columns.shelfPowerW.filter((_, shelf) => columns.shelfState[shelf] !== OUT);
    expect(columns.shelfPowerW[failed]).toBe(0);
    expect(sum(up) / (columns.rackPowerW[0] as number)).toBeCloseTo(1, 6);
    expect(columns.trayState).not.toContain(codeOf('tray', 'out'));
  });
});
