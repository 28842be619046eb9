// Who fills the gap that wind and sun leave: nuclear first, water, then what burns. Exports are what is left over.
import type { Fuel, GridFile } from '../contract/grid.ts';
import type { Chance } from './chance.ts';
import { clamp } from './cubeLaw.ts';
import { createPassing } from './passing.ts';
import { atMonth, knotsOfMeans } from './season.ts';

export interface Dispatch {
  /** Nuclear output that could be had, in watts. */
  availableW(timeS: number): number;
  /** What the neighbours ask for, in watts of shortness. */
  abroadW(timeS: number): number;
  /** Watts by fuel that answer to a residual load (load less wind less solar). */
  mixW(timeS: number, residualW: number): Record<Exclude<Fuel, 'wind' | 'solar'>, number>;
}

export function createDispatch(grid: GridFile, chance: Chance): Dispatch {
  const { nuclear, hydro, thermal } = grid;
  const monthAvailableW = knotsOfMeans(nuclear.monthAvailableW);
  const nuclearUnrest = createPassing(nuclear.unrest, chance, 'gridNuclear');
  const hydroUnrest = createPassing(hydro.unrest, chance, 'gridHydro');
  const bioUnrest = chance.smooth('gridBio', 172_800);
  const abroad = createPassing(thermal.abroad, chance, 'gridAbroad');
  const availableW = (timeS: number): number =>
    atMonth(monthAvailableW, timeS) * (1 + nuclearUnrest(timeS));
  const abroadW = (timeS: number): number => thermal.abroadW * abroad(timeS);
  return {
    availableW,
    abroadW,
    mixW(timeS, residualW) {
      const fleetW = availableW(timeS);
      const shortW = residualW - fleetW;
      const askedW = shortW + abroadW(timeS);
      const coalW = ramp(thermal.coal, askedW);
      return {
        nuclear: nuclearW(nuclear, fleetW, residualW),
        hydro: hydroW(hydro, timeS, shortW, 1 + hydroUnrest(timeS)),
        gas: atMonth(thermal.monthGasW, timeS) + ramp(thermal.gas, askedW),
        bio: thermal.bioW * (1 + thermal.bioDeviationRatio * bioUnrest(timeS)),
        oil: thermal.oilLeastW + ramp(thermal.oil, askedW),
        coal: coalW * atMonth(thermal.monthCoalRatio, timeS),
      };
    },
  };
}

/** Reactors follow the load downwards: full above a ratio of what is available, lowered along a power below. */
function nuclearW(file: GridFile['nuclear'], availableW: number, residualW: number): number {
  const gap = Math.max(0, file.fullRatio - residualW / availableW);
  return availableW * Math.max(0.4, 1 - file.depth * gap ** file.bend);
}

/** Rivers give the season's mean; lakes and pumped storage follow the shortness. */
function hydroW(file: GridFile['hydro'], timeS: number, shortW: number, wetness: number): number {
  const meanW = atMonth(file.monthMeanW, timeS) * wetness;
  const followW = file.perShortRatio * (shortW - file.usualShortW);
  return clamp(meanW + followW, file.leastRatio * meanW, file.fullW);
}

/** A fleet of plants that start one after another: a logistic curve. */
function ramp(file: GridFile['thermal']['gas'], askedW: number): number {
  return file.fullW / (1 + Math.exp((file.midW - askedW) / file.widthW));
}
