// Set-points of the coolant, of each ring and of the facility water: a value that contradicts another is refused.
import { type Refused, refused } from './refused.ts';
import type { Twin } from './twin.ts';

export interface SetPoints {
  readonly ringC: Float64Array;
  readonly warmC: number;
  /** Null goes back to the site's own. */
  setRing(ring: number, celsius: number | null): Refused;
  setWarm(celsius: number | null): Refused;
}

export function createSetPoints(twin: Twin): SetPoints {
  const { cduApproachK, ringSupplyC, ringSetC, warmSupplyC, warmSetC } = twin.hardware.cooling;
  const memory = {
    ringC: new Float64Array(twin.places.count('cduRing')).fill(ringSupplyC),
    warmC: warmSupplyC,
  };
  twin.memory.keep('setPoints', memory);
  const { ringC } = memory;
  return {
    ringC,
    get warmC() {
      return memory.warmC;
    },
    setRing(ring, celsius) {
      const wishC = celsius ?? ringSupplyC;
      const lowestC = memory.warmC + cduApproachK;
      if (!within(ringSetC, wishC)) return outside(ringSetC, wishC);
      if (wishC < lowestC) {
        const bound = `at least ${lowestC} C, the facility water at ${memory.warmC} C and ${cduApproachK} K of approach`;
        return refused('conflict', `celsius must be ${bound} (found ${wishC})`, 'celsius');
      }
      ringC[ring] = wishC;
      return null;
    },
    setWarm(celsius) {
      const wishC = celsius ?? warmSupplyC;
      const coldest = ringC.reduce(
        (least, setC, ring) => (setC < (ringC[least] ?? 0) ? ring : least),
        0,
      );
      const highestC = (ringC[coldest] ?? Number.POSITIVE_INFINITY) - cduApproachK;
      if (!within(warmSetC, wishC)) return outside(warmSetC, wishC);
      if (wishC > highestC) {
        const bound = `at most ${highestC} C, the set-point of ${twin.ids.idOf('cduRing', coldest)} less ${cduApproachK} K of approach`;
        return refused('conflict', `celsius must be ${bound} (found ${wishC})`, 'celsius');
      }
      memory.warmC = wishC;
      return null;
    },
  };
}

function within([lowest, highest]: readonly [number, number], value: number): boolean {
  return value >= lowest && value <= highest;
}

function outside([lowest, highest]: readonly [number, number], value: number): Refused {
  return refused(
    'range',
    `celsius must be from ${lowest} to ${highest} (found ${value})`,
    'celsius',
  );
}
