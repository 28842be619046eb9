// Rows of the site: its power, the swing of its largest job, PUE and water.
import type { Job } from '../contract/job.ts';
import { codeOf } from '../contract/state.ts';
import type { Family } from './family.ts';
import { mean } from './statistics.ts';
import type { TwinRun, Watcher } from './twinRun.ts';

const MW = 1e6;
const SWING_S = 10;
const HOT_C = 33;
const CHECKPOINT = codeOf('phase', 'checkpoint');

export const SITE: Family = {
  name: 'site',
  quickRows: [],
  runRows: ['site.it.mean', 'site.swing', 'pue.winter', 'pue.year', 'pue.hot', 'wue.year'],
  watch: {
    hour: watchSwing,
    week: (run) => watchEnergy(run, ({ itWh, hours }) => ({ 'site.it.mean': itWh / hours / MW })),
    january: (run) => watchEnergy(run, ({ pue }) => ({ 'pue.winter': pue })),
    heat: watchHeat,
    year: (run) =>
      watchEnergy(run, ({ pue, waterL, itWh }) => ({
        'pue.year': pue,
        'wue.year': waterL / (itWh / 1_000),
      })),
  },
};

interface Energy {
  readonly itWh: number;
  readonly hours: number;
  /** Ratio of sums. */
  readonly pue: number;
  readonly waterL: number;
}

/** Differences of the meters between the first moment and the last. */
function watchEnergy(run: TwinRun, rows: (energy: Energy) => Record<string, number>): Watcher {
  const { columns } = run;
  const read = () => ({
    facilityWh: columns.siteFacilityEnergyWh[0] as number,
    itWh: columns.siteItEnergyWh[0] as number,
    waterL: columns.plantWaterL[0] as number,
    hours: run.timeMs / 3_600_000,
  });
  const first = read();
  return {
    found() {
      const last = read();
      const itWh = last.itWh - first.itWh;
      return rows({
        itWh,
        hours: last.hours - first.hours,
        pue: (last.facilityWh - first.facilityWh) / itWh,
        waterL: last.waterL - first.waterL,
      });
    },
  };
}

function watchHeat({ columns }: TwinRun): Watcher {
  let facilityWh = 0;
  let itWh = 0;
  return {
    see(dtS) {
      if ((columns.outdoorDryBulbC[0] as number) <= HOT_C) return;
      facilityWh += ((columns.siteFacilityPowerW[0] as number) * dtS) / 3_600;
      itWh += ((columns.siteItPowerW[0] as number) * dtS) / 3_600;
    },
    found: () => ({ 'pue.hot': facilityWh / itWh }),
  };
}

/** Mean of the 10 s before the largest job stalls less the mean of the 10 s after, over its stalls. */
function watchSwing({ columns, running }: TwinRun): Watcher {
  const largest = [...running.values()]
    .filter(({ kind }) => kind === 'pretraining')
    .reduce<Job | undefined>(
      (most, job) => (job.gpuCount > (most?.gpuCount ?? 0) ? job : most),
      undefined,
    );
  const watts: number[] = [];
  const stalls: number[] = [];
  let stalled = true;
  return {
    see() {
      if (!largest) return;
      const now = columns.jobPhase[largest.slot] === CHECKPOINT;
      // The first second with a stall at its end is still partly compute.
      if (now && !stalled) stalls.push(watts.length + 1);
      stalled = now;
      watts.push(columns.siteFacilityPowerW[0] as number);
    },
    found() {
      const steps = stalls
        .filter((at) => at > SWING_S && at + SWING_S <= watts.length)
        .map(
          (at) => mean(watts.slice(at - 1 - SWING_S, at - 1)) - mean(watts.slice(at, at + SWING_S)),
        );
      return { 'site.swing': mean(steps) / MW };
    },
  };
}
