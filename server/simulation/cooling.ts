// The cooling of the site as one part: set-points, the coolant rings, and the plant that takes their heat.
import type { Climate } from '../model/climate.ts';
import type { Calendar } from './calendar.ts';
import type { CduDuty } from './cduDuty.ts';
import type { Faults } from './faults.ts';
import { createPlant, type Plant, type PlantPower } from './plant.ts';
import type { PowerChain } from './powerChain.ts';
import type { RackPower } from './rackPower.ts';
import { createRings, type Rings } from './rings.ts';
import { createSetPoints } from './setPoints.ts';
import type { Twin } from './twin.ts';

export interface Cooling {
  readonly rings: Rings;
  readonly plant: Plant;
  /** Moves all water and air through the step that ends at a second; returns what it draws. */
  step(
    second: number,
    dtS: number,
    power: Pick<PowerChain, 'supplyRatio' | 'pumpRatio'>,
  ): PlantPower;
}

interface CoolingParts {
  readonly racks: RackPower;
  readonly duty: CduDuty;
  readonly calendar: Calendar;
  readonly weather: Climate;
  readonly faults: Pick<Faults, 'valveShut'>;
}

export function createCooling(twin: Twin, parts: CoolingParts): Cooling {
  const { racks, duty, calendar, weather, faults } = parts;
  const setPoints = createSetPoints(twin);
  const rings = createRings(twin, racks, duty, setPoints, faults.valveShut);
  const plant = createPlant(twin, racks, rings, setPoints, calendar);
  return {
    rings,
    plant,
    step(second, dtS, { supplyRatio: poweredRatio, pumpRatio }) {
      rings.step({ second, dtS, warmSupplyC: plant.warmSupplyC, pumpRatio });
      const outdoor = weather.at(second - dtS / 2);
      return plant.step({ second, dtS, outdoor, poweredRatio, pumpRatio });
    },
  };
}
