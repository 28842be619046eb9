// The plant: warm loop with dry coolers, air of the halls and cold loop with chillers, and the house.
import type { Calendar } from './calendar.ts';
import { createChilledWater } from './chilledWater.ts';
import { createHallAir } from './hallAir.ts';
import type { RackPower } from './rackPower.ts';
import type { Refused } from './refused.ts';
import type { Rings } from './rings.ts';
import type { SetPoints } from './setPoints.ts';
import type { Twin } from './twin.ts';
import { createWarmWater, type PlantStep } from './warmWater.ts';

export interface Plant {
  readonly warmSupplyC: number;
  /** Moves both loops through the step. */
  step(at: PlantStep): PlantPower;
  /** Set-point of the facility water; null goes back to the site's own. */
  setWarm(celsius: number | null): Refused;
  /** Share of the warm loop's heat that a neighbour takes. */
  setHeatReuse(share: number): Refused;
}

export interface PlantPower {
  /** All cooling, CDU pumps included. */
  readonly coolingW: number;
  /** Of which pumps that ride on the UPS. */
  readonly upsPumpW: number;
  readonly houseW: number;
}

export function createPlant(
  twin: Twin,
  racks: RackPower,
  rings: Rings,
  setPoints: SetPoints,
  calendar: Calendar,
): Plant {
  const { columns } = twin;
  const warm = createWarmWater(twin, setPoints);
  const cold = createChilledWater(twin);
  const air = createHallAir(twin, racks);
  return {
    get warmSupplyC() {
      return warm.supplyC;
    },
    setWarm: (celsius) => setPoints.setWarm(celsius),
    setHeatReuse: (share) => warm.setHeatReuse(share),
    step(at) {
      columns.outdoorDryBulbC[0] = at.outdoor.dryC;
      columns.outdoorWetBulbC[0] = at.outdoor.wetC;
      const { pumpW, fanW } = warm.step(at, rings.totals.heatW);
      const coldW = cold.step(at, air.step(at.dtS, cold.supplyC, at.poweredRatio));
      const upsPumpW = rings.totals.pumpW + pumpW;
      const houseW = houseLoadW(twin, calendar.localS(at.second));
      return { coolingW: upsPumpW + fanW + coldW, upsPumpW, houseW };
    },
  };
}

/** Lighting, offices and security: a little more by day. */
function houseLoadW({ site }: Twin, localS: number): number {
  const hour = (localS / 3_600) % 24;
  return site.ratings.houseW * (0.9 - 0.1 * Math.cos(((hour - 2) / 24) * 2 * Math.PI));
}
