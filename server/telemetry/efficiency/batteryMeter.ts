// What UPS batteries gave in the windows of PUE: its numerator, grid and genset meters, does not see it.
import type { RatioWindow } from '../../contract/ratio.ts';
import type { FrameColumns } from '../columns.ts';
import { createMeterStep, type MeterStepState } from './meterStep.ts';
import { WINDOWS } from './ratios.ts';
import { createRollingRatio, type RollingState } from './rollingRatio.ts';

const SHOWN = { '15m': 'siteBattery15mWh', '24h': 'siteBattery24hWh' } as const;
type Rolling = keyof typeof SHOWN;
const ROLLING = Object.keys(SHOWN) as Rolling[];

/** Plain data of structured clone. */
export interface BatteryState {
  readonly step: MeterStepState;
  readonly windows: readonly RollingState[];
}

export interface BatteryMeter {
  read(timeMs: number, columns: FrameColumns, continuous: boolean): void;
  /** Wh over the window that ends at `timeMs`; NaN where less of it was metered than of PUE, and for windows of a year. */
  energyWh(window: RatioWindow, timeMs: number): number;
  conclude(timeMs: number, columns: FrameColumns): void;
  save(): BatteryState;
  restore(saved: BatteryState): void;
}

/** Batteries may have been metered for less long than PUE: a part of a window must not stand beside the whole. */
export function createBatteryMeter(
  coverageOfPue: (window: RatioWindow, timeMs: number) => number,
): BatteryMeter {
  const step = createMeterStep(1);
  const windows = ROLLING.map((window) => {
    const { windowS, bucketS } = WINDOWS[window];
    return createRollingRatio(windowS, bucketS);
  });

  function energyWh(window: RatioWindow, timeMs: number): number {
    const sums = windows[ROLLING.indexOf(window as Rolling)]?.sums(timeMs);
    const isKnown = sums && sums.coverage > 0 && sums.coverage >= coverageOfPue(window, timeMs);
    return isKnown ? sums.numerator : Number.NaN;
  }

  return {
    read(timeMs, columns, continuous) {
      const reading = columns.siteBatteryEnergyWh[0] as number;
      if (!step.read(timeMs, [reading], continuous)) return;
      for (const window of windows) window.add(step.fromMs, timeMs, step.deltas[0] as number, 0);
    },
    energyWh,
    conclude(timeMs, columns) {
      for (const window of ROLLING) columns[SHOWN[window]][0] = energyWh(window, timeMs);
    },
    save: () => ({ step: step.save(), windows: windows.map((window) => window.save()) }),
    restore(saved) {
      step.restore(saved.step);
      for (const [i, state] of saved.windows.entries()) windows[i]?.restore(state);
    },
  };
}
