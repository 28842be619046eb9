// Failures of a whole rack: leaks, which empty it and shut its valve, and power shelves, of which it can spare some.
import { codeOf } from '../contract/state.ts';
import { createFailureClock } from './failureClock.ts';
import { lastsS } from './faultPlan.ts';
import { createShelfFaults, type ShelfFaults } from './shelfFaults.ts';
import { report, type Twin } from './twin.ts';

export interface RackFaults extends Pick<ShelfFaults, 'shelvesUp' | 'isUp'> {
  /** 1 while the valve of a rack is shut and its power off: it leaks or is being repaired. */
  readonly leaking: Uint8Array;
  /** A rack leaks until the second, or until it is mended. */
  leak(rack: number, second: number, untilS: number): void;
  /** The leak is mended. */
  mend(rack: number, second: number): void;
  /** What fails and is repaired up to a second. */
  step(second: number): void;
}

/** Told of racks whose trays go out and come back. */
interface Told {
  leaked(rack: number, second: number, event: number): void;
  mended(rack: number, second: number): void;
}

const TIGHT = codeOf('leak', 'tight');
const LEAKING = codeOf('leak', 'leaking');
const S_PER_YEAR = 365.25 * 86_400;

export function createRackFaults(twin: Twin, told: Told): RackFaults {
  const { columns, racks, hardware } = twin;
  const { perRackYear, repairMedianH, repairSigma } = hardware.faults.leak;
  const memory = {
    leaking: new Uint8Array(racks),
    mendedS: new Float64Array(racks).fill(Number.POSITIVE_INFINITY),
  };
  twin.memory.keep('leaksOfRacks', memory);
  const { leaking, mendedS } = memory;
  const leaks = createFailureClock(twin, 'leaks', (perRackYear * racks) / S_PER_YEAR);
  const shelves = createShelfFaults(twin, S_PER_YEAR);
  columns.rackLeakState.fill(TIGHT);

  function leak(rack: number, second: number, untilS: number): void {
    leaking[rack] = 1;
    mendedS[rack] = untilS;
    columns.rackLeakState[rack] = LEAKING;
    told.leaked(rack, second, reportRack(twin, rack, second, 'rack.leak'));
  }

  function mend(rack: number, second: number): void {
    leaking[rack] = 0;
    mendedS[rack] = Number.POSITIVE_INFINITY;
    columns.rackLeakState[rack] = TIGHT;
    reportRack(twin, rack, second, 'rack.mended');
    told.mended(rack, second);
  }

  return {
    leaking,
    shelvesUp: shelves.shelvesUp,
    isUp: shelves.isUp,
    leak,
    mend,
    step(second) {
      leaks.run(second, (atS, number) => {
        const rack = Math.floor(racks * leaks.even(number, 0));
        const repairS = lastsS(repairMedianH, repairSigma, leaks.normal(number, 0));
        if (leaking[rack] === 0) leak(rack, atS, atS + repairS);
      });
      for (let rack = 0; rack < racks; rack++) {
        if ((mendedS[rack] as number) <= second) mend(rack, mendedS[rack] as number);
      }
      shelves.step(second);
    },
  };
}

function reportRack(
  twin: Twin,
  rack: number,
  second: number,
  key: 'rack.leak' | 'rack.mended',
): number {
  return report(twin, second, {
    kind: 'fault',
    severity: key === 'rack.leak' ? 'critical' : 'info',
    place: ['rack', rack],
    key,
    params: { rack: twin.ids.idOf('rack', rack) },
  });
}
