// Laws that hold at every tick of an hour of the default site: the balance, meters, temperatures, places of jobs.
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, it } from 'vitest';
import { readSite } from '../catalogue/siteFiles.ts';
import { codeOf } from '../contract/state.ts';
import { openTwin, sum } from './testing.ts';

const FIXTURES = fileURLToPath(new URL('../../fixtures', import.meta.url));
const parts = readSite(FIXTURES, 'ile-de-france');
const HOUR_S = 3_600;
/** At steps of a second; the rest of the hour goes by in twos. */
const SECONDS_S = 600;
/** Ten seconds at most. */
const SWING_TICKS = 5;
const IDLE = codeOf('gpu', 'idle');
const OUT = codeOf('gpu', 'out');

type Opened = ReturnType<typeof openTwin>;

/** Worst relative residual by law, over all ticks. */
const worst = new Map<string, number>();
function close(law: string, whole: number, of: number): void {
  note(law, apart(whole, of));
}
function note(law: string, residual: number): void {
  worst.set(law, larger(worst.get(law) ?? 0, residual));
}
function apart(whole: number, of: number): number {
  return Math.abs(whole - of) / Math.max(1, Math.abs(whole));
}
/** One that is not a number stays. */
function larger(a: number, b: number): number {
  return a >= b || Number.isNaN(a) ? a : b;
}

function watchRacks({ columns: c, places }: Opened): void {
  const racks = places.count('rack');
  let [parted, ofTrays, ofShelves, ofSwitches, ofAir] = [0, 0, 0, 0, 0];
  const { managementSwitchesW, liquidRatio } = parts.hardware.rack;
  for (let r = 0; r < racks; r++) {
    const rackW = c.rackPowerW[r] as number;
    const trays =
      (c.rackGpuPowerW[r] as number) +
      (c.rackGracePowerW[r] as number) +
      (c.rackTrayStaticPowerW[r] as number);
    const switchesW = c.rackSwitchPowerW[r] as number;
    parted = larger(parted, apart(rackW, trays + switchesW + (c.rackShelfLossW[r] as number)));
    ofTrays = larger(ofTrays, apart(trays, sum(c.trayPowerW, r * 18, r * 18 + 18)));
    ofShelves = larger(ofShelves, apart(rackW, sum(c.shelfPowerW, r * 8, r * 8 + 8)));
    const trayedW = managementSwitchesW + sum(c.switchTrayPowerW, r * 9, r * 9 + 9);
    ofSwitches = larger(ofSwitches, apart(switchesW, trayedW));
    ofAir = larger(ofAir, apart(c.rackAirHeatW[r] as number, rackW * (1 - liquidRatio)));
  }
  note('rack = parts', parted);
  note('trays = GPUs, Grace, static', ofTrays);
  note('rack = shelves', ofShelves);
  note('switches', ofSwitches);
  note('air heat', ofAir);
}

function watchSite({ columns: c }: Opened): void {
  const at = (column: Float32Array) => column[0] as number;
  const racksW = sum(c.rackPowerW);
  close('site GPUs', at(c.siteGpuPowerW), sum(c.rackGpuPowerW));
  close(
    'site = parts of racks',
    racksW,
    at(c.siteGpuPowerW) +
      at(c.siteGracePowerW) +
      at(c.siteTrayStaticPowerW) +
      at(c.siteSwitchPowerW) +
      at(c.siteShelfLossW),
  );
  close('IT at racks', at(c.siteItAtRacksPowerW), racksW + sum(c.networkRackPowerW));
  close('IT at UPS', at(c.siteItPowerW), at(c.siteItAtRacksPowerW) + at(c.siteBuswayLossW));
  close('racks heat the rings', sum(c.ringHeatW), sum(c.rackLiquidHeatW));
  close('UPS outputs', at(c.siteItPowerW), sum(c.upsPowerW));
  close(
    'UPS in + batteries = out + loss + pumps',
    sum(c.upsInputPowerW) + sum(c.upsBatteryPowerW),
    sum(c.upsPowerW) + sum(c.upsLossW) + sum(c.upsPumpPowerW),
  );
  close(
    'cooling',
    at(c.siteCoolingPowerW),
    sum(c.cduPumpPowerW) +
      at(c.plantWarmPumpPowerW) +
      at(c.plantDryCoolerPowerW) +
      at(c.plantColdPumpPowerW) +
      at(c.plantAirHandlerPowerW) +
      at(c.plantFreeCoolerPowerW) +
      at(c.plantChillerPowerW),
  );
  close(
    'in = everything',
    at(c.siteGridPowerW) + at(c.siteGensetPowerW) + at(c.siteBatteryPowerW),
    at(c.siteItPowerW) +
      at(c.siteUpsLossW) +
      at(c.siteTransformerLossW) +
      at(c.siteLineLossW) +
      at(c.siteCoolingPowerW) +
      at(c.siteHousePowerW),
  );
  close('feeds', at(c.siteGridPowerW), sum(c.feedPowerW));
  close(
    'feeds = transformers + lines',
    sum(c.feedPowerW),
    sum(c.transformerPowerW) + sum(c.feedLineLossW),
  );
}

/** Watts of the trays that no job holds, all-in: their share of switches and shelf loss included. */
function unheldW({ columns: c, places }: Opened): number {
  let total = 0;
  for (let tray = 0; tray < places.count('tray'); tray++) {
    if ((c.gpuJob[tray * 4] as number) > 0) continue;
    const rack = Math.floor(tray / 18);
    const dcW = (c.rackPowerW[rack] as number) - (c.rackShelfLossW[rack] as number);
    const ownW = (c.trayPowerW[tray] as number) + (c.rackSwitchPowerW[rack] as number) / 18;
    total += (ownW * (c.rackPowerW[rack] as number)) / dcW;
  }
  return total;
}

function watchJobs(twin: Opened): void {
  const { columns: c } = twin;
  const jobsW = c.jobPowerW.reduce((all, watts) => all + (Number.isNaN(watts) ? 0 : watts), 0);
  close('jobs + idle + out = racks', sum(c.rackPowerW), jobsW + unheldW(twin));
  const jobGpuW = c.jobGpuPowerW.reduce((all, watts) => all + (Number.isNaN(watts) ? 0 : watts), 0);
  expect(jobGpuW).toBeLessThanOrEqual(sum(c.rackGpuPowerW) * (1 + 1e-6));
}

function watchGpus({ columns: c, places }: Opened): void {
  const rackOf = places.ancestors('gpu', 'rack');
  const readW = new Float64Array(places.count('rack'));
  for (let g = 0; g < c.gpuPowerW.length; g++) {
    if (c.gpuState[g] === OUT) continue;
    const rack = rackOf[g] as number;
    readW[rack] = (readW[rack] as number) + (c.gpuPowerW[g] as number);
    seen.coolestOverCoolantK = Math.min(
      seen.coolestOverCoolantK,
      (c.gpuTempC[g] as number) - (c.rackCoolantSupplyC[rack] as number),
    );
    seen.hottestC = Math.max(seen.hottestC, c.gpuTempC[g] as number);
    seen.mostW = Math.max(seen.mostW, c.gpuPowerW[g] as number);
    if (c.gpuState[g] === IDLE) seen.idle.push(c.gpuPowerW[g] as number);
  }
  for (let r = 0; r < readW.length; r++) {
    close(
      'sensors = GPUs + residual',
      readW[r] as number,
      (c.rackGpuPowerW[r] as number) + (c.rackSensorResidualW[r] as number),
    );
  }
}

function watchPlaces({ columns: c, jobs }: Opened): void {
  const held = new Int32Array(c.gpuJob.length);
  for (const job of jobs.values()) {
    if (job.state !== 'running') continue;
    for (const [from, to] of job.gpuRanges) {
      for (let g = from; g < to; g++) {
        if (held[g] !== 0 || c.gpuJob[g] !== job.id) seen.misplaced++;
        held[g] = job.id;
      }
    }
    if (c.jobId[job.slot] !== job.id) seen.misplaced++;
  }
  for (let g = 0; g < held.length; g++)
    if ((c.gpuJob[g] as number) > 0 && held[g] === 0) seen.misplaced++;
}

const METERS = [
  'siteFacilityEnergyWh',
  'siteItEnergyWh',
  'siteItAtRacksEnergyWh',
  'feedEnergyWh',
  'upsEnergyWh',
  'rackEnergyWh',
  'networkRackEnergyWh',
] as const;
const POWER_OF = {
  siteFacilityEnergyWh: 'siteFacilityPowerW',
  siteItEnergyWh: 'siteItPowerW',
  siteItAtRacksEnergyWh: 'siteItAtRacksPowerW',
  feedEnergyWh: 'feedPowerW',
  upsEnergyWh: 'upsPowerW',
  rackEnergyWh: 'rackPowerW',
  networkRackEnergyWh: 'networkRackPowerW',
} as const;

const seen = {
  coolestOverCoolantK: 1e9,
  hottestC: 0,
  mostW: 0,
  idle: [] as number[],
  misplaced: 0,
  fell: 0,
  swingW: 0,
  pue: 0,
};
const integralWh = new Map<string, number>();
let twin: Opened;

beforeAll(() => {
  twin = openTwin(parts);
  const { columns } = twin;
  twin.run(HOUR_S, 60);
  const before = METERS.map((meter) => columns[meter].slice());
  const start = METERS.map((meter) => sum(columns[meter]));
  let tick = 0;
  const itW = new Float64Array(SWING_TICKS);
  const look = (dtS: number): void => {
    watchRacks(twin);
    watchSite(twin);
    const nowW = columns.siteItPowerW[0] as number;
    const beforeW = itW[tick % SWING_TICKS] as number;
    if (tick >= SWING_TICKS) seen.swingW = Math.max(seen.swingW, Math.abs(nowW - beforeW));
    itW[tick % SWING_TICKS] = nowW;
    METERS.forEach((meter, i) => {
      const was = before[i] as Float64Array;
      const now = columns[meter];
      for (let k = 0; k < now.length; k++) if ((now[k] as number) < (was[k] as number)) seen.fell++;
      was.set(now);
      integralWh.set(
        meter,
        (integralWh.get(meter) ?? 0) + (sum(columns[POWER_OF[meter]]) * dtS) / 3_600,
      );
    });
    if (tick++ % 60 === 0) {
      watchJobs(twin);
      watchGpus(twin);
      watchPlaces(twin);
    }
  };
  twin.run(SECONDS_S, 1, () => look(1));
  twin.run(HOUR_S - SECONDS_S, 2, () => look(2));
  METERS.forEach((meter, i) => {
    close(
      `${meter} = integral of power`,
      sum(columns[meter]) - (start[i] as number),
      integralWh.get(meter) ?? 0,
    );
  });
  seen.pue =
    (sum(columns.siteFacilityEnergyWh) - (start[0] as number)) /
    (sum(columns.siteItEnergyWh) - (start[1] as number));
}, 120_000);

describe('an hour of the default site', () => {
  it('closes the balance of every watt to 1e-6 at every tick and level', () => {
    const open = [...worst].filter(([, residual]) => !(residual <= 1e-6));
    expect(open).toEqual([]);
    expect(worst.size).toBeGreaterThan(20);
  });

  it('has meters that never fall', () => {
    expect(seen.fell).toBe(0);
  });

  it('has no die below its coolant, none above 82 C, and no reading above the power limit', () => {
    expect(seen.coolestOverCoolantK).toBeGreaterThanOrEqual(0);
    expect(seen.hottestC).toBeLessThan(82);
    expect(seen.mostW).toBeLessThanOrEqual(parts.site.limits.gpuPowerW);
  });

  it('gives every GPU to one job at most, and says the same by job and by GPU', () => {
    expect(seen.misplaced).toBe(0);
  });

  it('idles at 155-180 W a GPU with 4-12 W between them', () => {
    const mean = sum(seen.idle) / seen.idle.length;
    const variance =
      seen.idle.reduce((all, watts) => all + (watts - mean) ** 2, 0) / seen.idle.length;
    expect(mean).toBeGreaterThan(155);
    expect(mean).toBeLessThan(180);
    expect(Math.sqrt(variance)).toBeGreaterThan(4);
    expect(Math.sqrt(variance)).toBeLessThan(12);
  });

  it('swings by 3-12 MW within 10 s when the largest job stalls for a checkpoint', () => {
    expect(seen.swingW).toBeGreaterThan(3e6);
    expect(seen.swingW).toBeLessThan(12e6);
  });

  it('has a PUE of 1.05-1.2 as a result, and an everyday IT of 22-28 MW', () => {
    expect(seen.pue).toBeGreaterThan(1.05);
    expect(seen.pue).toBeLessThan(1.2);
    const meanItW = integralWh.get('siteItEnergyWh') ?? 0;
    expect(meanItW).toBeGreaterThan(22e6);
    expect(meanItW).toBeLessThan(28e6);
  });

  it('keeps the energy of a GPU as the integral of its true power, apart from its sensor', () => {
    const { columns } = twin;
    const before = sum(columns.gpuEnergyWh);
    twin.run(1, 1);
    const gained = sum(columns.gpuEnergyWh) - before;
    expect(gained).toBeCloseTo(sum(columns.rackGpuPowerW) / 3_600, 1);
    expect(gained).not.toBeCloseTo(sum(columns.gpuPowerW.filter((watts) => watts > 0)) / 3_600, 1);
  });
});
