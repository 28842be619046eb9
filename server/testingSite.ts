// The site of tests: one rack with all that feeds and cools it.
import { HARDWARE_LIMITS, type HardwareLimit } from './contract/metric.ts';
import type { PlaceRow } from './contract/place.ts';
import type { Site } from './contract/site.ts';

/** The places of one rack with all that feeds and cools it. */
export const ONE_RACK: readonly PlaceRow[] = [
  { kind: 'site', count: 1, parents: [] },
  { kind: 'plant', count: 1, parents: ['site'] },
  { kind: 'feed', count: 2, parents: ['site'] },
  { kind: 'transformer', count: 2, parents: ['site'] },
  { kind: 'genset', count: 2, parents: ['site'] },
  { kind: 'hall', count: 1, parents: ['site'] },
  { kind: 'upsGroup', count: 1, parents: ['hall'] },
  { kind: 'ups', count: 2, parents: ['upsGroup'] },
  { kind: 'cduRing', count: 1, parents: ['hall'] },
  { kind: 'cdu', count: 2, parents: ['cduRing'] },
  { kind: 'row', count: 1, parents: ['hall'] },
  { kind: 'rack', count: 1, parents: ['row', 'cduRing', 'upsGroup'] },
  { kind: 'networkRack', count: 1, parents: ['hall'] },
  { kind: 'shelf', count: 8, parents: ['rack'] },
  { kind: 'switchTray', count: 9, parents: ['rack'] },
  { kind: 'tray', count: 18, parents: ['rack'] },
  { kind: 'gpu', count: 72, parents: ['tray'] },
];

const LIMITS: Record<HardwareLimit, number> = {
  ...(Object.fromEntries(HARDWARE_LIMITS.map((limit) => [limit, 1_000])) as Record<
    HardwareLimit,
    number
  >),
  gpuPowerW: 1_200,
  gpuClockMHz: 2_062,
  gpuShutdownC: 92,
  rackPowerW: 140_000,
};

/** A site of these places, with limits that tests know. */
export function siteOf(places: readonly PlaceRow[]): Site {
  return {
    id: 'one-rack',
    name: { en: 'One rack', fr: 'Une baie' },
    about: { en: 'A rack for tests', fr: 'Une baie pour les essais' },
    source: 'made up for tests',
    timeZone: 'Europe/Paris',
    hardware: 'gb200-nvl72',
    workload: 'everyday',
    climate: 'ile-de-france',
    grid: 'france',
    places: [...places],
    ratings: {
      connectionW: 4e5,
      connectionV: 20_000,
      itDesignW: 3e5,
      transformerVA: 5e5,
      upsW: 3e5,
      upsNeeded: 1,
      upsAutonomyS: 300,
      cduW: 3e5,
      cduNeeded: 1,
      gensetW: 3e5,
      gensetsNeeded: 1,
      dryCoolerW: 3e5,
      chillerW: 1e5,
      networkRackW: 46_000,
      houseW: 5_000,
    },
    jobSlots: 8,
    floor: { hallsAcross: 1 },
    ring: { seconds: 900, gpuSeconds: 900, gpuMetrics: 'all' },
    preRoll: { stepS: 60, dayStepS: 60, dayGpus: 'with', fineS: 0 },
    outOfServiceShare: 0.02,
    limits: LIMITS,
    gpuModel: 'NVIDIA GB200',
    driverVersion: '580.105.05',
  };
}
