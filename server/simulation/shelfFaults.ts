// Power shelves that fail and are swapped while the rack runs: the others carry their share.
import { codeOf } from '../contract/state.ts';
import { createFailureClock } from './failureClock.ts';
import { lastsS } from './faultPlan.ts';
import { report, type Twin } from './twin.ts';

export interface ShelfFaults {
  /** Power shelves of each rack that work. */
  readonly shelvesUp: Uint8Array;
  isUp(shelf: number): boolean;
  step(second: number): void;
}

const IN_SERVICE = codeOf('shelf', 'inService');
const OUT = codeOf('shelf', 'out');
const UP = Number.POSITIVE_INFINITY;

export function createShelfFaults(twin: Twin, secondsPerYear: number): ShelfFaults {
  const { columns, places, racks, hardware } = twin;
  const { perShelfYear, repairMedianH, repairSigma } = hardware.faults.shelf;
  const shelves = places.count('shelf');
  const rackOfShelf = shelves > 0 ? places.ancestors('shelf', 'rack') : new Int32Array(0);
  const memory = {
    /** Second at which a shelf is back; infinite while it works. */
    backS: new Float64Array(shelves).fill(UP),
    shelvesUp: new Uint8Array(racks).fill(shelves / racks),
    nextBackS: UP,
  };
  twin.memory.keep('shelfFaults', memory);
  const { backS, shelvesUp } = memory;
  const failures = createFailureClock(twin, 'shelves', (perShelfYear * shelves) / secondsPerYear);
  columns.shelfState.fill(IN_SERVICE);

  function set(shelf: number, second: number, untilS: number): void {
    const fails = untilS !== UP;
    const rack = rackOfShelf[shelf] as number;
    backS[shelf] = untilS;
    shelvesUp[rack] = (shelvesUp[rack] as number) + (fails ? -1 : 1);
    columns.shelfState[shelf] = fails ? OUT : IN_SERVICE;
    memory.nextBackS = backS.reduce((least, atS) => Math.min(least, atS), UP);
    report(twin, second, {
      kind: 'fault',
      severity: fails ? 'warning' : 'info',
      place: ['shelf', shelf],
      key: fails ? 'shelf.out' : 'shelf.back',
      params: { shelf: twin.ids.idOf('shelf', shelf) },
    });
  }

  return {
    shelvesUp,
    isUp: (shelf) => backS[shelf] === UP,
    step(second) {
      failures.run(second, (atS, number) => {
        const shelf = Math.floor(shelves * failures.even(number, 0));
        const repairS = lastsS(repairMedianH, repairSigma, failures.normal(number, 0));
        if (backS[shelf] === UP) set(shelf, atS, atS + repairS);
      });
      while (memory.nextBackS <= second) {
        set(backS.indexOf(memory.nextBackS), memory.nextBackS, UP);
      }
    },
  };
}
