// What the grid is like during a step, and what the site's energy from it costs in grams and euros.
import type { Climate } from '../model/climate.ts';
import { createGrid } from '../model/grid.ts';
import { createCalendar } from './calendar.ts';
import { createChance } from './chance.ts';
import type { Twin } from './twin.ts';

export interface GridMeter {
  /** Meters the step that the power chain has just written. */
  step(second: number, dtS: number): void;
}

const WH_PER_KWH = 1e3;
const WH_PER_MWH = 1e6;

export function createGridMeter({ columns, grid: file, seed }: Twin, climate: Climate): GridMeter {
  const { localS } = createCalendar(file.timeZone);
  const grid = createGrid({ file, climate, chance: createChance(seed), localS });
  const { siteCo2G, siteCostEur, siteCreditEur } = columns;
  for (const counter of [siteCo2G, siteCostEur, siteCreditEur]) counter[0] = 0;
  return {
    step(second, dtS) {
      const { carbonGPerKWh, carbonFreeRatio, priceEurPerMWh } = grid.at(second - dtS / 2);
      columns.gridCarbonGPerKWh[0] = carbonGPerKWh;
      columns.gridCarbonFreeRatio[0] = carbonFreeRatio;
      columns.gridPriceEurPerMWh[0] = priceEurPerMWh;
      const energyWh = ((columns.siteGridPowerW[0] as number) * dtS) / 3_600;
      const priced = priceEurPerMWh < 0 ? siteCreditEur : siteCostEur;
      siteCo2G[0] = (siteCo2G[0] as number) + (energyWh / WH_PER_KWH) * carbonGPerKWh;
      priced[0] = (priced[0] as number) + (energyWh / WH_PER_MWH) * Math.abs(priceEurPerMWh);
    },
  };
}
