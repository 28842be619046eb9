// The pages for Prometheus: like dcgm-exporter's line for line, and readable to promtool.
import { spawnSync } from 'node:child_process';
import { accessSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { METRIC_IDS, metricOf } from '../contract/metrics.ts';
import { createTestTelemetry, type TestTelemetry } from '../testing.ts';
import { createTestApp, type TestApp } from './testApp.ts';

/** A GB200 at work, as dcgm-exporter prints it: name, type, help, value; in the order of its page. */
const AT_WORK: readonly (readonly [string, 'gauge' | 'counter', string, string])[] = [
  ['DCGM_FI_DEV_SM_CLOCK', 'gauge', 'SM clock frequency (in MHz).', '1965'],
  ['DCGM_FI_DEV_MEM_CLOCK', 'gauge', 'Memory clock frequency (in MHz).', '3996'],
  ['DCGM_FI_DEV_MEMORY_TEMP', 'gauge', 'Memory temperature (in C).', '58'],
  ['DCGM_FI_DEV_GPU_TEMP', 'gauge', 'GPU temperature (in C).', '62'],
  ['DCGM_FI_DEV_POWER_USAGE', 'gauge', 'Power draw (in W).', '1012.345000'],
  ['DCGM_FI_DEV_PCIE_REPLAY_COUNTER', 'counter', 'Total number of PCIe retries.', '2'],
  ['DCGM_FI_DEV_GPU_UTIL', 'gauge', 'GPU utilization (in %).', '100'],
  ['DCGM_FI_DEV_MEM_COPY_UTIL', 'gauge', 'Memory utilization (in %).', '41'],
  ['DCGM_FI_DEV_ENC_UTIL', 'gauge', 'Encoder utilization (in %).', '0'],
  ['DCGM_FI_DEV_DEC_UTIL', 'gauge', 'Decoder utilization (in %).', '0'],
  ['DCGM_FI_DEV_XID_ERRORS', 'gauge', 'Value of the last XID error encountered.', '94'],
  ['DCGM_FI_DEV_FB_FREE', 'gauge', 'Framebuffer memory free (in MiB).', '18399'],
  ['DCGM_FI_DEV_FB_USED', 'gauge', 'Framebuffer memory used (in MiB).', '170016'],
  ['DCGM_FI_DEV_FB_RESERVED', 'gauge', 'Framebuffer memory reserved (in MiB).', '1055'],
  [
    'DCGM_FI_DEV_UNCORRECTABLE_REMAPPED_ROWS',
    'counter',
    'Number of remapped rows for uncorrectable errors',
    '0',
  ],
  [
    'DCGM_FI_DEV_CORRECTABLE_REMAPPED_ROWS',
    'counter',
    'Number of remapped rows for correctable errors',
    '0',
  ],
  ['DCGM_FI_DEV_ROW_REMAP_FAILURE', 'gauge', 'Whether remapping of rows has failed', '0'],
  [
    'DCGM_FI_DEV_NVLINK_BANDWIDTH_TOTAL',
    'counter',
    'Total number of NVLink bandwidth counters for all lanes.',
    '123456789012345',
  ],
  ['DCGM_FI_DEV_VGPU_LICENSE_STATUS', 'gauge', 'vGPU License status', '0'],
  [
    'DCGM_FI_DEV_TOTAL_ENERGY_CONSUMPTION',
    'counter',
    'Total energy consumption since boot (in mJ).',
    '44444440800000',
  ],
  [
    'DCGM_FI_PROF_GR_ENGINE_ACTIVE',
    'gauge',
    'Ratio of time the graphics engine is active.',
    '0.987000',
  ],
  [
    'DCGM_FI_PROF_SM_ACTIVE',
    'gauge',
    'The ratio of cycles an SM has at least 1 warp assigned.',
    '0.412500',
  ],
  [
    'DCGM_FI_PROF_PIPE_TENSOR_ACTIVE',
    'gauge',
    'Ratio of cycles the tensor (HMMA) pipe is active.',
    '0.187500',
  ],
  [
    'DCGM_FI_PROF_DRAM_ACTIVE',
    'gauge',
    'Ratio of cycles the device memory interface is active sending or receiving data.',
    '0.298000',
  ],
  [
    'DCGM_FI_PROF_PCIE_TX_BYTES',
    'gauge',
    'The rate of data transmitted over the PCIe bus - including both protocol headers and data payloads - in bytes per second.',
    '412300',
  ],
  [
    'DCGM_FI_PROF_PCIE_RX_BYTES',
    'gauge',
    'The rate of data received over the PCIe bus - including both protocol headers and data payloads - in bytes per second.',
    '512300',
  ],
];

let telemetry: TestTelemetry;
let tested: TestApp;

/** Fills every GPU of the rack with the values of the table, in our own units. */
function putToWork(): void {
  const printed = new Map(AT_WORK.map(([name, , , value]) => [name, Number(value)]));
  telemetry.advance((columns) => {
    for (const metric of METRIC_IDS) {
      const { dcgm, onRead } = metricOf(metric);
      const value = dcgm && printed.get(dcgm.name);
      if (!dcgm || value === undefined) continue;
      if (onRead) telemetry.onRead.set(metric, new Array(72).fill(value / dcgm.scale));
      else (columns as unknown as Record<string, Float64Array>)[metric]?.fill(value / dcgm.scale);
    }
  });
}

beforeEach(() => {
  telemetry = createTestTelemetry();
  tested = createTestApp(telemetry);
});
afterEach(() => tested.app.close());

const page = async (path: string) => (await tested.app.inject(path)).body;

describe('the page of a tray', () => {
  test("has the exporter's metrics, order, labels and formats, line for line", async () => {
    putToWork();
    const lines = (await page('/metrics/dcgm/R1-T07')).split('\n');
    expect(lines.pop()).toBe('');
    const uuids = [0, 1, 2, 3].map(
      (gpu) => /UUID="(GPU-[0-9a-f-]+)"/.exec(lines[2 + gpu] ?? '')?.[1],
    );
    expect(new Set(uuids).size).toBe(4);
    expect(uuids[0]).toMatch(/^GPU-[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/);
    const buses = ['00000008', '00000009', '00000018', '00000019'];
    const expected = AT_WORK.flatMap(([name, type, help, value]) => [
      `# HELP ${name} ${help}`,
      `# TYPE ${name} ${type}`,
      ...uuids.map((uuid, gpu) => {
        const error = name.includes('XID') ? ',err_code="94",err_msg="Contained ECC error"' : '';
        return (
          `${name}{gpu="${gpu}",UUID="${uuid}",pci_bus_id="${buses[gpu]}:06:00.0",` +
          `device="nvidia${gpu}",modelName="NVIDIA GB200",` +
          `Hostname="r1-t07.one-rack.carnot.internal",DCGM_FI_DRIVER_VERSION="580.105.05"${error}} ${value}`
        );
      }),
    ]);
    expect(lines).toEqual(expected);
  });

  test('is text 0.0.4', async () => {
    putToWork();
    const { headers } = await tested.app.inject('/metrics/dcgm/R1-T01');
    expect(headers['content-type']).toBe('text/plain; version=0.0.4; charset=utf-8');
  });

  test('writes no line for a value that is not known, and no head without a line', async () => {
    telemetry.advance(({ gpuPowerW, gpuXid }) => {
      gpuPowerW[0] = 170.582;
      gpuXid[1] = 0;
      gpuXid[2] = 999;
    });
    const lines = (await page('/metrics/dcgm/R1-T01')).trimEnd().split('\n');
    expect(lines.map((line) => line.replace(/\{.*\}/, ''))).toEqual([
      '# HELP DCGM_FI_DEV_POWER_USAGE Power draw (in W).',
      '# TYPE DCGM_FI_DEV_POWER_USAGE gauge',
      'DCGM_FI_DEV_POWER_USAGE 170.582000',
      '# HELP DCGM_FI_DEV_XID_ERRORS Value of the last XID error encountered.',
      '# TYPE DCGM_FI_DEV_XID_ERRORS gauge',
      'DCGM_FI_DEV_XID_ERRORS 0',
      'DCGM_FI_DEV_XID_ERRORS 999',
    ]);
    expect(lines[5]).toContain('err_code="0",err_msg="No Error"');
    expect(lines[6]).toContain('err_code="999",err_msg="Unknown Error"');
  });

  test('keeps the identity of a GPU over a restart and changes it with the seed', async () => {
    putToWork();
    const uuidOf = (text: string) => /UUID="([^"]+)"/.exec(text)?.[1];
    const first = uuidOf(await page('/metrics/dcgm/R1-T01'));
    await tested.app.close();
    tested = createTestApp(telemetry);
    telemetry.advance();
    expect(uuidOf(await page('/metrics/dcgm/R1-T01'))).toBe(first);
    await tested.app.close();
    tested = createTestApp({ ...telemetry, source: { ...telemetry.source, seed: 43 } });
    telemetry.advance();
    expect(uuidOf(await page('/metrics/dcgm/R1-T01'))).not.toBe(first);
  });

  test('gives a swapped part an identity of its own', async () => {
    putToWork();
    const uuids = async () =>
      [...(await page('/metrics/dcgm/R1-T01')).matchAll(/SM_CLOCK.*UUID="([^"]+)"/g)].map(
        ([, id]) => id,
      );
    const before = await uuids();
    telemetry.advance(({ gpuPartCount }) => {
      gpuPartCount[1] = 2;
    });
    const after = await uuids();
    expect(after[1]).not.toBe(before[1]);
    expect([after[0], after[2], after[3]]).toEqual([before[0], before[2], before[3]]);
  });

  test('is refused for what is no tray and while the site is not live', async () => {
    expect((await tested.get('/metrics/dcgm/R1-T01')).status).toBe(503);
    putToWork();
    for (const id of ['R1-T19', 'R1', 'R1-T7', 'R1-T07-G1', '..']) {
      expect((await tested.app.inject(`/metrics/dcgm/${id}`)).statusCode).toBe(404);
    }
    expect((await tested.app.inject('/metrics/dcgm/R1-T07')).statusCode).toBe(200);
    tested.wait(6_000);
    expect(await tested.get('/metrics/dcgm/R1-T07')).toMatchObject({ status: 503 });
  });
});

describe("Carnot's own page", () => {
  test('has base units, PUE as two counters, and no figure of the site that is old', async () => {
    telemetry.advance(({ siteFacilityPowerW, siteFacilityEnergyWh, siteItEnergyWh }) => {
      siteFacilityPowerW[0] = 26_000_000;
      siteFacilityEnergyWh[0] = 1_000;
      siteItEnergyWh[0] = 800;
    });
    const live = await page('/metrics');
    expect(live).toContain('carnot_facility_power_watts{site="one-rack"} 26000000\n');
    expect(live).toContain('carnot_facility_energy_joules_total{site="one-rack"} 3600000\n');
    expect(live).toContain('carnot_it_energy_joules_total{site="one-rack"} 2880000\n');
    expect(live).toContain('carnot_clients{site="one-rack"} 3\n');
    expect(live).not.toContain('carnot_it_power_watts');
    expect(live).not.toContain('carnot_wue');
    expect(live).not.toContain('carnot_grid');
    tested.wait(6_000);
    const stale = await page('/metrics');
    expect(stale).not.toContain('carnot_facility_power_watts');
    expect(stale).toContain('carnot_live{site="one-rack"} 0\n');
    expect(stale).toContain('carnot_tick_age_seconds{site="one-rack"} 6\n');
  });
});

/** Everything that the page can tell of a site, as if all of it were metered. */
function meterAll(): void {
  telemetry.advance((columns) => {
    columns.plantWaterL[0] = 120;
    columns.siteCo2G[0] = 9_000;
    columns.siteCostEur[0] = 55.5;
    columns.siteCreditEur[0] = 0;
    columns.plantHeatReusedWh[0] = 2;
    columns.siteItAtRacksEnergyWh[0] = 700;
    columns.siteGridPowerW[0] = 1_000;
    columns.sitePue24hRatio[0] = 1.09375;
    columns.siteWue24hRatio[0] = 0.03125;
    columns.siteCue24hRatio[0] = 0.03125;
    columns.siteErf24hRatio[0] = 0;
    columns.gridCarbonGPerKWh[0] = 31;
    columns.gridCarbonFreeRatio[0] = 0.9375;
    columns.gridPriceEurPerMWh[0] = -4.5;
  });
}

describe("the grid and the ratios on Carnot's own page", () => {
  test('are meters in base units, with the ratios of the day beside them', async () => {
    meterAll();
    const text = await page('/metrics');
    for (const line of [
      'carnot_water_liters_total{site="one-rack"} 120',
      'carnot_carbon_grams_total{site="one-rack"} 9000',
      'carnot_cost_euros_total{site="one-rack"} 55.5',
      'carnot_credit_euros_total{site="one-rack"} 0',
      'carnot_heat_reused_joules_total{site="one-rack"} 7200',
      'carnot_it_at_racks_energy_joules_total{site="one-rack"} 2520000',
      'carnot_wue_day_liters_per_kilowatt_hour{site="one-rack"} 0.03125',
      'carnot_cue_day_grams_per_kilowatt_hour{site="one-rack"} 31.25',
      'carnot_erf_day_ratio{site="one-rack"} 0',
      'carnot_grid_carbon_grams_per_kilowatt_hour{site="one-rack"} 31',
      'carnot_grid_price_euros_per_megawatt_hour{site="one-rack"} -4.5',
    ]) {
      expect(text).toContain(`${line}\n`);
    }
  });
});

const PROMTOOL = process.env.CARNOT_TEST_PROMTOOL || '/usr/bin/promtool';

function hasPromtool(): boolean {
  try {
    accessSync(PROMTOOL);
    return true;
  } catch {
    return false;
  }
}

const canCheck = hasPromtool() || process.env.CI === 'true';
if (!canCheck) process.stdout.write(`skipped: promtool is not at ${PROMTOOL}\n`);

describe.runIf(canCheck)('promtool', () => {
  /** 1: cannot be read; 3: can be read, with remarks on names. */
  const check = (text: string) => spawnSync(PROMTOOL, ['check', 'metrics'], { input: text });

  test("reads Carnot's own page without a remark", async () => {
    putToWork();
    meterAll();
    const { status, stderr, stdout } = check(await page('/metrics'));
    expect([status, String(stderr), String(stdout)]).toEqual([0, '', '']);
  });

  test('reads the page of a tray, and remarks on NVIDIA’s names only', async () => {
    putToWork();
    const text = await page('/metrics/dcgm/R1-T07');
    const { status, stderr } = check(text);
    expect(status).toBe(3);
    const remarks = String(stderr).trim().split('\n');
    for (const remark of remarks) {
      expect(remark).toMatch(
        /^DCGM_FI_\w+ (label names should|counter metrics should|metric name)/,
      );
    }
    expect(check(`${text}DCGM_FI_DEV_BROKEN{gpu="0} 1\n`).status).toBe(1);
  });
});
