// Efficiency: ratios of metered sums over rolling windows; energy, carbon and cost of the site's own day.
import type { RatioId, RatioWindow } from '../../contract/ratio.ts';
import type { FrameColumns } from '../columns.ts';
import { type BatteryState, createBatteryMeter } from './batteryMeter.ts';
import { createDayAgo, type DayAgoState } from './dayAgo.ts';
import { createDaySum, type DaySumState } from './daySum.ts';
import { createMeterStep, type MeterStepState } from './meterStep.ts';
import { createRamp, type RampState } from './ramp.ts';
import { createRatioMeter, type RatioState } from './ratioMeter.ts';
import { RATIOS } from './ratios.ts';
import type { RatioSums } from './rollingRatio.ts';

/** Whoever remembers a year: the sums of the last twelve months, or undefined while they are not known. Asked each second. */
interface YearRecord {
  batteryWh(): number;
  sums(ratio: RatioId): RatioSums | undefined;
}

/** What telemetry says of the ratios: never a ratio without its sums. */
export interface EfficiencyBook {
  /** Growth of the meters above and below the line over the window that ends at the newest reading. */
  sums(ratio: RatioId, window: RatioWindow): RatioSums;
  /** Wh that batteries gave in the window, which PUE does not count; NaN where it is not known. */
  batteryWh(window: RatioWindow): number;
  /** From now on the sums of twelve months come from this record. */
  yearFrom(record: YearRecord): void;
}

/** Plain data of structured clone. */
export interface EfficiencyState {
  readonly ratios: Readonly<Record<string, RatioState>>;
  readonly meters: Readonly<Record<'facility' | 'it' | 'carbon' | 'money', MeterStepState>>;
  readonly days: Readonly<Record<'energy' | 'carbon' | 'cost', DaySumState>>;
  readonly dayAgo: Readonly<Record<'facility' | 'it', DayAgoState>>;
  /** Older states have none: it is known again after two minutes. */
  readonly ramp?: RampState;
  /** Younger than the others too: without it the windows begin empty. */
  readonly battery?: BatteryState;
}

export interface Efficiency {
  readonly book: EfficiencyBook;
  /** Reads the meters of one tick; `continuous` is false when time is missing before it. */
  read(timeMs: number, columns: FrameColumns, continuous: boolean): void;
  /** Writes what follows from the meters into the site's columns. */
  conclude(timeMs: number, columns: FrameColumns): void;
  save(): EfficiencyState;
  restore(saved: EfficiencyState): void;
}

const RATIO_IDS = Object.keys(RATIOS) as RatioId[];

export function createEfficiency(timeZone: string): Efficiency {
  let year: YearRecord | undefined;
  let readMs = Number.NaN;
  const ratios = RATIO_IDS.map(
    (id) => [id, createRatioMeter(RATIOS[id], () => year?.sums(id))] as const,
  );
  const ratioOfId = Object.fromEntries(ratios) as Record<RatioId, (typeof ratios)[number][1]>;
  const sums = createDayMeters(timeZone);
  const ramp = createRamp();
  const battery = createBatteryMeter(
    (window, timeMs) => ratioOfId.pue1.sums(window, timeMs).coverage,
  );

  return {
    book: {
      sums: (ratio, window) => ratioOfId[ratio].sums(window, readMs),
      batteryWh: (window) =>
        window === '12m' ? (year?.batteryWh() ?? Number.NaN) : battery.energyWh(window, readMs),
      yearFrom(record) {
        year = record;
      },
    },
    read(timeMs, columns, continuous) {
      readMs = timeMs;
      for (const [, ratio] of ratios) ratio.read(timeMs, columns, continuous);
      sums.read(timeMs, columns, continuous);
      battery.read(timeMs, columns, continuous);
      ramp.read(timeMs, columns.siteFacilityPowerW[0] as number, continuous);
    },
    conclude(timeMs, columns) {
      for (const [, ratio] of ratios) ratio.conclude(timeMs, columns);
      sums.conclude(timeMs, columns);
      battery.conclude(timeMs, columns);
      columns.siteRampWPerMin[0] = ramp.wPerMin();
    },
    save: () => ({
      ratios: Object.fromEntries(ratios.map(([id, ratio]) => [id, ratio.save()])),
      ...sums.save(),
      ramp: ramp.save(),
      battery: battery.save(),
    }),
    restore(saved) {
      // A ratio that is younger than the saved state begins empty.
      for (const [id, ratio] of ratios) {
        const known = saved.ratios[id];
        if (known) ratio.restore(known);
      }
      sums.restore(saved);
      if (saved.battery) battery.restore(saved.battery);
      if (saved.ramp) ramp.restore(saved.ramp);
    },
  };
}

type DayMetersState = Omit<EfficiencyState, 'ratios' | 'ramp' | 'battery'>;

/** Energy, carbon and cost since local midnight, and the power of a day ago. */
function createDayMeters(timeZone: string) {
  const meters = {
    facility: createMeterStep(1),
    it: createMeterStep(1),
    carbon: createMeterStep(1),
    money: createMeterStep(2),
  };
  const days = {
    energy: createDaySum(timeZone),
    carbon: createDaySum(timeZone),
    cost: createDaySum(timeZone),
  };
  const dayAgo = { facility: createDayAgo(), it: createDayAgo() };
  const { facility, it, carbon, money } = meters;
  return {
    read(timeMs: number, columns: FrameColumns, continuous: boolean): void {
      const at = (column: Float64Array): number => column[0] as number;
      if (facility.read(timeMs, [at(columns.siteFacilityEnergyWh)], continuous)) {
        const energyWh = facility.deltas[0] as number;
        days.energy.add(facility.fromMs, timeMs, energyWh);
        dayAgo.facility.add(facility.fromMs, timeMs, energyWh);
      }
      if (it.read(timeMs, [at(columns.siteItEnergyWh)], continuous)) {
        dayAgo.it.add(it.fromMs, timeMs, it.deltas[0] as number);
      }
      if (carbon.read(timeMs, [at(columns.siteCo2G)], continuous)) {
        days.carbon.add(carbon.fromMs, timeMs, carbon.deltas[0] as number);
      }
      const paid = [at(columns.siteCostEur), at(columns.siteCreditEur)];
      if (money.read(timeMs, paid, continuous)) {
        const [costEur, creditEur] = money.deltas as unknown as [number, number];
        days.cost.add(money.fromMs, timeMs, costEur - creditEur);
      }
    },
    conclude(timeMs: number, columns: FrameColumns): void {
      columns.siteTodayEnergyWh[0] = days.energy.at(timeMs);
      columns.siteTodayCo2G[0] = days.carbon.at(timeMs);
      columns.siteTodayCostEur[0] = days.cost.at(timeMs);
      columns.siteFacilityDayAgoPowerW[0] = dayAgo.facility.at(timeMs);
      columns.siteItDayAgoPowerW[0] = dayAgo.it.at(timeMs);
    },
    save: (): DayMetersState => ({
      meters: saved(meters),
      days: saved(days),
      dayAgo: saved(dayAgo),
    }),
    restore(from: DayMetersState): void {
      restoreAll(meters, from.meters);
      restoreAll(days, from.days);
      restoreAll(dayAgo, from.dayAgo);
    },
  };
}

interface Saving<S> {
  save(): S;
  restore(saved: S): void;
}

function saved<K extends string, S>(parts: Readonly<Record<K, Saving<S>>>): Record<K, S> {
  const names = Object.keys(parts) as K[];
  return Object.fromEntries(names.map((name) => [name, parts[name].save()])) as Record<K, S>;
}

function restoreAll<K extends string, S>(
  parts: Readonly<Record<K, Saving<S>>>,
  from: Readonly<Record<K, S>>,
): void {
  for (const name of Object.keys(parts) as K[]) parts[name].restore(from[name]);
}
