// Spare trays: a small stock, trays that wait for one, and trays that were sent away and come back repaired.
import { lastsS } from './faultPlan.ts';
import { draw, gaussian, streamOf, unit } from './random.ts';
import type { Twin } from './twin.ts';

export interface Spares {
  /** As in the long run: these trays wait, and as many as they and the stock are away. */
  begin(trays: readonly number[], handsOnS: number): void;
  /** A tray is to be swapped: with a spare, or when one comes back; its own goes away to be repaired. */
  ask(tray: number, second: number, handsOnS: number): void;
  /** It is back in service otherwise. */
  forget(tray: number): void;
  /** Takes what has come back up to a second. */
  step(second: number): void;
}

interface Waiting {
  readonly tray: number;
  readonly handsOnS: number;
}

interface SpareMemory {
  stock: number;
  /** First come, first served. */
  waiting: Waiting[];
  /** Seconds at which trays come back, in no order. */
  returnsS: number[];
  nextReturnS: number;
  /** Counts those sent away, so that each has a draw of its own. */
  sent: number;
}

/** `swap` is told of a tray that has its spare, and until when the hands are on it. */
export function createSpares(twin: Twin, swap: (tray: number, untilS: number) => void): Spares {
  const { trayShare, returnMedianH, returnSigma } = twin.hardware.faults.spares;
  const stream = streamOf(twin.seed, 'spares');
  const memory: SpareMemory = {
    stock: Math.max(1, Math.round(trayShare * twin.trays)),
    waiting: [],
    returnsS: [],
    nextReturnS: Number.POSITIVE_INFINITY,
    sent: 0,
  };
  twin.memory.keep('spares', memory);
  show(twin, memory);
  return {
    begin(trays, handsOnS) {
      beginAway(twin, memory, stream, trays.length);
      memory.waiting = trays.map((tray) => ({ tray, handsOnS }));
      show(twin, memory);
    },
    ask(tray, second, handsOnS) {
      const awayS = lastsS(returnMedianH, returnSigma, gaussian(stream, memory.sent++));
      addReturn(memory, second + awayS);
      if (memory.stock > 0) {
        memory.stock--;
        swap(tray, second + handsOnS);
      } else {
        memory.waiting.push({ tray, handsOnS });
      }
      show(twin, memory);
    },
    forget(tray) {
      memory.waiting = memory.waiting.filter((waiting) => waiting.tray !== tray);
      show(twin, memory);
    },
    step(second) {
      while (memory.nextReturnS <= second) {
        const atS = takeReturn(memory);
        const first = memory.waiting.shift();
        if (first) swap(first.tray, atS + first.handsOnS);
        else memory.stock++;
      }
      show(twin, memory);
    },
  };
}

function show({ columns }: Twin, { stock, waiting }: SpareMemory): void {
  columns.siteSpareTrays[0] = stock;
  columns.siteTraysWaiting[0] = waiting.length;
}

/** While trays wait there is no stock: as many are away as wait, and all spares. */
function beginAway(twin: Twin, memory: SpareMemory, stream: number, waiting: number): void {
  if (waiting === 0) return;
  const { returnMedianH, returnSigma } = twin.hardware.faults.spares;
  const startS = twin.startMs / 1_000;
  for (let i = 0; i < waiting + memory.stock; i++) {
    // Long repairs are more often under way; each is somewhere in its course.
    const wholeS = lastsS(returnMedianH, returnSigma, gaussian(stream, i, 1) + returnSigma);
    addReturn(memory, startS + Math.ceil(wholeS * unit(draw(stream, i, 4))));
  }
  memory.stock = 0;
}

function addReturn(memory: SpareMemory, atS: number): void {
  memory.returnsS.push(atS);
  memory.nextReturnS = Math.min(memory.nextReturnS, atS);
}

/** Second of the first return, which is then no longer due. */
function takeReturn(memory: SpareMemory): number {
  const atS = memory.nextReturnS;
  memory.returnsS.splice(memory.returnsS.indexOf(atS), 1);
  memory.nextReturnS = memory.returnsS.reduce(
    (least, other) => Math.min(least, other),
    Number.POSITIVE_INFINITY,
  );
  return atS;
}
