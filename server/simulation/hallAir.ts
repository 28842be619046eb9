// The air of the halls: 13 % of the racks' heat and all of the network racks' goes into it, the air handlers bring it to the cold loop.
import { supplyAirC } from '../model/coldLoop.ts';
import { storedW } from '../model/heldLoop.ts';
import { relaxed } from '../model/relaxation.ts';
import type { RackPower } from './rackPower.ts';
import type { Twin } from './twin.ts';

export interface HallAir {
  /** Moves the air through the step; returns the heat that reaches the cold loop. */
  step(dtS: number, coldSupplyC: number, poweredRatio: number): number;
}

/** Machines have shut down long before the air of a hall passes this. */
const HIGHEST_AIR_C = 60;

export function createHallAir(twin: Twin, racks: RackPower): HallAir {
  const { places, columns, hardware, site } = twin;
  const { cooling } = hardware;
  const halls = places.count('hall');
  const heatW = new Float64Array(halls);
  const hallOfRack = places.ancestors('rack', 'hall');
  const networkRacks = places.count('networkRack');
  const hallOfNetworkRack = networkRacks > 0 ? places.ancestors('networkRack', 'hall') : hallOfRack;
  const airC = new Float64Array(halls).fill(supplyAirC(cooling, cooling.coldSupplyC, 0.6));
  const jPerK = (cooling.airJPerKPerRack * twin.racks) / halls;
  const ratedW = site.ratings.chillerW / halls;
  twin.memory.keep('hallAir', { airC });

  function gather(): void {
    heatW.fill(0);
    const airRatio = 1 - hardware.rack.liquidRatio;
    for (let r = 0; r < twin.racks; r++) {
      const hall = hallOfRack[r] as number;
      heatW[hall] = (heatW[hall] as number) + (racks.rackW[r] as number) * airRatio;
    }
    for (let n = 0; n < networkRacks; n++) {
      const hall = hallOfNetworkRack[n] as number;
      heatW[hall] = (heatW[hall] as number) + (racks.networkW[n] as number);
    }
  }

  return {
    step(dtS, coldSupplyC, poweredRatio) {
      gather();
      let movedW = 0;
      for (let hall = 0; hall < halls; hall++) {
        const nowC = airC[hall] as number;
        const inW = heatW[hall] as number;
        const heldC = supplyAirC(cooling, coldSupplyC, inW / ratedW);
        // Air handlers work for their share of the step; in the rest the heat stays in the hall.
        const warmestC = Math.min(HIGHEST_AIR_C, nowC + (inW * dtS) / jPerK);
        const coldestC = relaxed(nowC, heldC, dtS, cooling.airTimeS);
        const nextC = Math.min(warmestC, warmestC + poweredRatio * (coldestC - warmestC));
        movedW += poweredRatio > 0 ? inW - storedW(nowC, nextC, dtS, jPerK) : 0;
        airC[hall] = nextC;
        columns.hallAirC[hall] = nextC;
      }
      return movedW;
    },
  };
}
