// Rows of the rack, its power shelves and the UPS before it.
import { shelfLossW } from '../model/rack.ts';
import { upsLossW } from '../model/ups.ts';
import type { Family } from './family.ts';
import { fullRack, idleRack } from './oneRack.ts';
import { createPhaseWatch } from './pretraining.ts';
import { mean } from './statistics.ts';
import type { TwinRun, Watcher } from './twinRun.ts';

const KW = 1_000;

export const RACK: Family = {
  name: 'rack',
  quickRows: ['rack.idle', 'rack.max', 'psu.eta.half', 'ups.eta.half'],
  measure({ parts, oneRack }) {
    const { rack, power } = parts.hardware;
    const { upsW } = parts.site.ratings;
    const shelfOutW = rack.shelfRatedW / 2;
    const upsOutW = upsW / 2;
    return {
      'rack.idle': (idleRack(oneRack).columns.rackPowerW[0] as number) / KW,
      'rack.max': (fullRack(oneRack).columns.rackPowerW[0] as number) / KW,
      'psu.eta.half': shelfOutW / (shelfOutW + shelfLossW(rack, shelfOutW)),
      'ups.eta.half': upsOutW / (upsOutW + upsLossW(power, upsOutW, upsW)),
    };
  },
  runRows: ['rack.train'],
  watch: { hour: watchTraining },
};

/** Mean power of racks that belong to one pretraining job as a whole, in seconds of nothing but compute. */
function watchTraining(run: TwinRun): Watcher {
  const { columns, places } = run;
  const phases = createPhaseWatch(run);
  const gpusPerRack = places.count('gpu') / places.count('rack');
  const kilowatts: number[] = [];
  return {
    see() {
      phases.see();
      for (const [from, to] of phases.inPhase('compute', 1).flatMap(({ gpuRanges }) => gpuRanges)) {
        const end = Math.floor(to / gpusPerRack);
        for (let rack = Math.ceil(from / gpusPerRack); rack < end; rack++) {
          kilowatts.push((columns.rackPowerW[rack] as number) / KW);
        }
      }
    },
    found: () => ({ 'rack.train': mean(kilowatts) }),
  };
}
