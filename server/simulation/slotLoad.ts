// What each job asks of its GPUs in this step, in columns by slot: the kernel reads these and nothing else of a job.

/** Per slot, with two more rows: trays in service without a job, and trays out of service. */
export interface SlotLoads {
  readonly idle: number;
  readonly out: number;
  /** Share of the step in the phase that can meet the power limit. */
  readonly heavyShare: Float64Array;
  /** In that phase, at the highest clock: dynamic watts; HBM and NVLink watts. */
  readonly heavyDynamicW: Float64Array;
  readonly heavyOtherW: Float64Array;
  /** Means over the step of all other phases. */
  readonly lightDynamicW: Float64Array;
  readonly lightOtherW: Float64Array;
  readonly lightClockMHz: Float64Array;
  /** Means over the step of all phases. */
  readonly hbmRatio: Float64Array;
  readonly nvlinkRatio: Float64Array;
  readonly smActive: Float64Array;
  readonly tensorActive: Float64Array;
  readonly utilPct: Float64Array;
  readonly graceRatio: Float64Array;
  readonly trayRatio: Float64Array;
  /** Serving: each tray has its own load about the job's; the rest changes with it, by `slope` from the low load. */
  readonly wander: Float64Array;
  readonly wanderS: Float64Array;
  readonly load: Float64Array;
  readonly slope: readonly Float64Array[];
}

/** The columns that change with a tray's load, in the order of `slope`. */
export function sloped(loads: SlotLoads): readonly Float64Array[] {
  return [
    loads.heavyDynamicW,
    loads.heavyOtherW,
    loads.hbmRatio,
    loads.nvlinkRatio,
    loads.smActive,
    loads.tensorActive,
    loads.utilPct,
    loads.graceRatio,
    loads.trayRatio,
  ];
}
export const HEAVY_DYNAMIC = 0;
export const HEAVY_OTHER = 1;
export const HBM = 2;
export const NVLINK = 3;
export const SM_ACTIVE = 4;
export const TENSOR_ACTIVE = 5;
export const UTIL = 6;
export const GRACE = 7;
export const TRAY = 8;
export const SLOPES = 9;

export function createSlotLoads(jobSlots: number): SlotLoads {
  const column = () => new Float64Array(jobSlots + 2);
  return {
    idle: jobSlots,
    out: jobSlots + 1,
    heavyShare: column(),
    heavyDynamicW: column(),
    heavyOtherW: column(),
    lightDynamicW: column(),
    lightOtherW: column(),
    lightClockMHz: column(),
    hbmRatio: column(),
    nvlinkRatio: column(),
    smActive: column(),
    tensorActive: column(),
    utilPct: column(),
    graceRatio: column(),
    trayRatio: column(),
    wander: column(),
    wanderS: column().fill(1),
    load: column(),
    slope: Array.from({ length: SLOPES }, column),
  };
}
