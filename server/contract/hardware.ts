// The machine and its plant in numbers: the file in fixtures/hardware, every constant with its unit in its name.
// One file beside the one file that it describes, field by field: its length is the number of constants.
import { type Static, Type } from 'typebox';
import { HardwareLimits } from './site.ts';
import { Text } from './text.ts';

type Properties = Parameters<typeof Type.Object>[0];
const Part = <P extends Properties>(properties: P) =>
  Type.Object(properties, { additionalProperties: false });
const Num = (minimum: number, maximum: number) => Type.Number({ minimum, maximum });
const Ratio = Num(0, 1);

/** P = base + HBM + NVLink + dynamic(activity, f, V(f)) + leakage(T); facts behind each in `sources`. */
const Gpu = Part({
  clockIdleMHz: Num(1, 1_000),
  clockStepMHz: Num(0.5, 50),
  memClockMHz: Num(100, 10_000),
  baseW: Num(10, 500),
  hbmW: Num(0, 500),
  nvlinkW: Num(0, 300),
  dynamicW: Num(50, 3_000),
  /** Relative supply voltage at clock 0; 1 at the highest clock, straight line between. */
  voltageFloorRatio: Ratio,
  leakageW: Num(0, 500),
  leakageReferenceC: Num(0, 100),
  leakageScaleK: Num(5, 200),
  plateKPerW: Num(0, 0.1),
  dieKPerW: Num(0, 0.1),
  hbmKPerW: Num(0, 0.5),
  plateTimeS: Num(0.1, 600),
  dieTimeS: Num(0.1, 60),
  nvlinkBytesPerS: Num(1e9, 1e14),
  reservedMiB: Num(0, 1e5),
});

/** Part-to-part standard deviations that stay with the part, and noise that does not. */
const Spread = Part({
  baseRatio: Ratio,
  leakageRatio: Ratio,
  dynamicRatio: Ratio,
  thermalRatio: Ratio,
  sensorGainRatio: Ratio,
  /** Coolant at the highest tray against the lowest, half of the difference. */
  rackPositionK: Num(0, 10),
  /** Independent noise of one GPU's dynamic power over one second. */
  powerNoiseRatio: Ratio,
});

/** Faults of a GPU's sensors that come by chance, and of its cold plate that a command can make. */
const Sensors = Part({
  stuckPerMillionGpuHours: Num(0, 1_000),
  missingPerMillionGpuHours: Num(0, 1_000),
  mendMedianH: Num(0.01, 1_000),
  mendSigma: Num(0, 3),
  /** Resistance of an obstructed cold plate over a sound one. */
  obstructedTimes: Num(1, 100),
});

const Tray = Part({
  graceIdleW: Num(0, 1_000),
  graceMaxW: Num(1, 2_000),
  gracePerTray: Type.Integer({ minimum: 1, maximum: 16 }),
  /** Network cards with their optics, data processors (DPU), drives: one of each, without load and with all of it. */
  networkCards: Type.Integer({ minimum: 0, maximum: 64 }),
  networkCardIdleW: Num(0, 200),
  networkCardBusyW: Num(0, 200),
  dataProcessors: Type.Integer({ minimum: 0, maximum: 64 }),
  dataProcessorIdleW: Num(0, 500),
  dataProcessorBusyW: Num(0, 500),
  drives: Type.Integer({ minimum: 0, maximum: 64 }),
  driveIdleW: Num(0, 100),
  driveBusyW: Num(0, 100),
  /** All fans at full speed; without load they turn at the lowest. */
  fanW: Num(0, 2_000),
  fanMinSpeedRatio: Ratio,
  /** Management controller, conversion and the rest of the board. */
  boardW: Num(0, 1_000),
  /** Management controller of a tray that is out of service. */
  standbyW: Num(0, 500),
});

const Rack = Part({
  switchTrayIdleW: Num(0, 5_000),
  switchTrayBusyW: Num(0, 5_000),
  managementSwitchesW: Num(0, 5_000),
  /** Loss over rating = constant + linear x + square x^2, x = DC output over rating. */
  shelfRatedW: Num(1e3, 1e6),
  shelfLossConstant: Num(-1, 1),
  shelfLossLinear: Num(-1, 1),
  shelfLossSquare: Num(-1, 1),
  liquidRatio: Ratio,
  coolantLpmPerKW: Num(0.1, 10),
  coolantMinFlowRatio: Ratio,
  coolantJPerLK: Num(1_000, 5_000),
  coolantTimeS: Num(1, 600),
  networkRackIdleRatio: Ratio,
});

/** Unplanned outages of one kind of part: how often a year each, and how long they last (lognormal). */
const Outage = Part({
  perYear: Num(0, 100),
  repairMedianH: Num(0.01, 10_000),
  repairSigma: Num(0, 3),
});

const Power = Part({
  powerFactor: Num(0.5, 1),
  /** Line-to-line, at the UPS outputs and the busways. */
  lowVoltageV: Num(100, 1_000),
  buswayLossRatio: Ratio,
  upsLossConstant: Num(-1, 1),
  upsLossLinear: Num(-1, 1),
  upsLossSquare: Num(-1, 1),
  upsBypassLossRatio: Ratio,
  /** Up to so much of its rating a UPS bears for so many seconds; above the last it trips at once. */
  upsOverload: Type.Array(Type.Tuple([Num(1, 3), Num(1, 7_200)]), { minItems: 1 }),
  /** Steady supply, or load back in bounds, before a UPS takes its load again. */
  upsRestartS: Num(1, 3_600),
  batteryChargeEfficiencyRatio: Num(0.5, 1),
  batteryDischargeEfficiencyRatio: Num(0.5, 1),
  /** Most power into a battery, of the rating of its UPS. */
  batteryRechargeRatio: Num(0.001, 1),
  /** Bus coupler: from the loss of a bus to its supply from the neighbour. */
  transferS: Type.Integer({ minimum: 1, maximum: 60 }),
  /** How long the grid must stand before load goes back to it. */
  retransferS: Type.Integer({ minimum: 1, maximum: 3_600 }),
  gensetCrankS: Type.Integer({ minimum: 0, maximum: 60 }),
  /** From cranking to the closed breaker. */
  gensetRunUpS: Type.Tuple([Num(1, 300), Num(1, 300)]),
  /** Share of the load that the gensets take each second. */
  gensetLoadStepRatio: Num(0.01, 1),
  gensetCoolDownS: Type.Integer({ minimum: 0, maximum: 3_600 }),
  /** A full tank at the rating. */
  gensetTankS: Num(600, 1e7),
  gensetRefillS: Num(60, 1e7),
  /** Fuel at no load over fuel at the rating. */
  gensetIdleFuelRatio: Ratio,
  /** Chance that a call finds a genset that does not start. */
  gensetNoStartRatio: Ratio,
  transformerNoLoadRatio: Ratio,
  transformerLoadRatio: Ratio,
  /** MV/LV transformers as one: installed rating over the site's IT design power. */
  mvInstalledRatio: Num(0.5, 10),
  mvNoLoadRatio: Ratio,
  mvLoadRatio: Ratio,
  lineLossRatio: Ratio,
  outages: Part({
    /** All feeds at once. */
    grid: Outage,
    feed: Outage,
    transformer: Outage,
    ups: Outage,
    /** Repair only: a genset fails when it is called. */
    genset: Outage,
  }),
});

const Cooling = Part({
  ringSupplyC: Num(10, 60),
  /** Lowest and highest set-point that may be asked for. */
  ringSetC: Type.Tuple([Num(10, 60), Num(10, 60)]),
  ringJPerKPerRack: Num(1e4, 1e8),
  ringTimeS: Num(1, 3_600),
  cduApproachK: Num(0, 20),
  cduPumpRatio: Ratio,
  /** Share of the flow of both pumps that one of them alone can move. */
  cduLonePumpFlowRatio: Num(0.1, 1),
  cduStartS: Num(0, 600),
  warmSupplyC: Num(10, 60),
  warmSetC: Type.Tuple([Num(10, 60), Num(10, 60)]),
  warmRangeK: Num(2, 40),
  warmTimeS: Num(1, 7_200),
  warmPumpRatio: Ratio,
  waterJPerLK: Num(1_000, 5_000),
  pumpFixedRatio: Ratio,
  flowMinRatio: Ratio,
  dryCoolerApproachK: Num(1, 40),
  dryCoolerFanRatio: Ratio,
  /** Heat that still fans let through, over that at full speed. */
  dryCoolerStillRatio: Num(0.001, 1),
  fanFixedRatio: Ratio,
  fanMinSpeedRatio: Ratio,
  adiabaticOnC: Num(0, 50),
  adiabaticOffC: Num(0, 50),
  adiabaticEffectRatio: Ratio,
  adiabaticAirRiseK: Num(1, 40),
  evaporationJPerL: Num(1e6, 4e6),
  /** Salts in the water of the pads over those of fresh water. */
  padCycles: Num(1.1, 50),
  /** Share of the warm loop's heat that a neighbour takes from the start. */
  heatReuseShare: Num(0, 0.9),
  coldSupplyC: Num(5, 30),
  coldReturnC: Num(6, 45),
  coldTimeS: Num(1, 7_200),
  coldPumpRatio: Ratio,
  freeApproachK: Num(1, 30),
  freeFanRatio: Ratio,
  airHandlerFanRatio: Ratio,
  chillerCop25: Num(1, 20),
  chillerCopPerK: Num(0, 0.2),
  /** Outdoor temperature of the rating, and the share of it that is lost per kelvin above. */
  chillerRatedC: Num(15, 60),
  chillerCapacityPerK: Num(0, 0.1),
  /** From power to full capacity. */
  chillerStartS: Num(1, 3_600),
  /** Air to the racks over the chilled water at the rated load. */
  airApproachK: Num(0, 20),
  airTimeS: Num(1, 3_600),
  airJPerKPerRack: Num(1e3, 1e7),
});

/** One XID of a burst. */
const BurstXid = Part({
  xid: Type.Integer({ minimum: 1, maximum: 999 }),
  /** After the first; absent with it. */
  afterS: Type.Optional(Num(0, 180)),
  /** On the other GPUs of the tray, or on some of the rack; absent on the GPU that failed. */
  on: Type.Optional(Type.Enum(['tray', 'rack'])),
  /** A row of the HBM that is replaced with it, or that could not be. */
  row: Type.Optional(Type.Enum(['correctable', 'uncorrectable', 'failed'])),
});
/** Each equally likely; an empty one shows no XID. */
const Bursts = Type.Array(Type.Array(BurstXid), { minItems: 1 });

/** One cause of unexpected interruptions, at a published rate, with the XIDs it shows and what has to be done. */
const FaultCause = Part({
  cause: Type.String({ pattern: '^[a-z][A-Za-z]*$' }),
  perMillionGpuHours: Num(0, 1_000),
  bursts: Bursts,
  /** Chance that the tray goes out of service ... */
  outRatio: Ratio,
  /** ... for this, with hands on it for so long (lognormal); a swap needs a spare tray first. */
  remedy: Type.Enum(['reboot', 'repair', 'swap']),
  repairMedianH: Num(0.01, 2_000),
  repairSigma: Num(0, 3),
  /** Otherwise: the GPU is reset, or only the job starts again. */
  otherwise: Type.Enum(['reset', 'restart']),
});

/** What is noted and interrupts nothing. */
const FaultNote = Part({ perMillionGpuHours: Num(0, 1_000), bursts: Bursts });

/** Share of GPUs that carry old scars, each 1 to so many. */
const Scars = Part({ share: Ratio, most: Type.Integer({ minimum: 1, maximum: 100 }) });

const Faults = Part({
  causes: Type.Array(FaultCause, { minItems: 1 }),
  notes: Type.Array(FaultNote),
  restartS: Type.Tuple([Num(1, 7_200), Num(1, 7_200)]),
  /** From the last XID until the tray is taken out, or the GPU reset. */
  detectS: Type.Tuple([Num(0, 600), Num(0, 600)]),
  resetS: Type.Tuple([Num(1, 7_200), Num(1, 7_200)]),
  /** Boot and checks of a tray that has lost its power. */
  bootMedianH: Num(0.01, 24),
  bootSigma: Num(0, 3),
  spares: Part({
    /** Spare trays in stock over trays of the site; at least one. */
    trayShare: Ratio,
    /** Until a tray that was sent away is back in the stock, repaired and tested. */
    returnMedianH: Num(1, 5_000),
    returnSigma: Num(0, 3),
  }),
  leak: Part({ perRackYear: Num(0, 10), repairMedianH: Num(0.1, 2_000), repairSigma: Num(0, 3) }),
  shelf: Part({ perShelfYear: Num(0, 10), repairMedianH: Num(0.1, 2_000), repairSigma: Num(0, 3) }),
  correctableRows: Scars,
  uncorrectableRows: Scars,
  nvlink: Part({
    /** Share of GPUs with a link that errs now and then, and how often it does. */
    flawedShare: Ratio,
    errorsPerH: Num(0, 1e6),
    /** Errors that come with an NVLink XID. */
    burstErrors: Type.Tuple([Num(1, 1e9), Num(1, 1e9)]),
  }),
  /** Share of GPUs with a PCIe link that has to send packets again, and how often. */
  pcie: Part({ flawedShare: Ratio, replaysPerDay: Num(0, 1e6) }),
  /** Planned swap of the running and the standby CDU of a ring. */
  cduRotationS: Num(600, 1e8),
});

const Source = Part({
  source: Type.String({ minLength: 1 }),
  confidence: Type.Enum(['published', 'measured', 'derived', 'secondary', 'estimate']),
});

export const HardwareFile = Part({
  id: Type.String({ pattern: '^[a-z][a-z0-9-]{0,39}$' }),
  name: Text,
  about: Text,
  licence: Type.String({ minLength: 1 }),
  gpuModel: Type.String({ minLength: 1 }),
  driverVersion: Type.String({ pattern: '^[0-9.]+$' }),
  limits: HardwareLimits,
  gpu: Gpu,
  spread: Spread,
  sensors: Sensors,
  tray: Tray,
  rack: Rack,
  power: Power,
  cooling: Cooling,
  faults: Faults,
  /** Where each constant comes from: its path (`gpu.baseW`) or the section it shares a source with (`spread`). */
  sources: Type.Record(Type.String(), Source),
});
export type HardwareFile = Static<typeof HardwareFile>;
