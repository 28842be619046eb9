// Energy of the running quarter-hour from the newest seconds in memory.
import { metersOf } from './askMeters.ts';
import type { EnergyPart, PlaceEnergy, PlaceKindOfEnergy, SiteMeters } from './energyFigures.ts';
import type { NewestSeconds } from './newestSeconds.ts';
import { addQuarter, blankFigures, told } from './warmPlaces.ts';

const METERS = {
  facilityWh: 'siteFacilityEnergyWh',
  itWh: 'siteItEnergyWh',
  itAtRacksWh: 'siteItAtRacksEnergyWh',
  costEur: 'siteCostEur',
  creditEur: 'siteCreditEur',
  co2G: 'siteCo2G',
  waterL: 'plantWaterL',
  heatReusedWh: 'plantHeatReusedWh',
} as const;

/** undefined where the seconds in memory do not reach back so far. */
export function runningMeters(newest: NewestSeconds, part: EnergyPart): SiteMeters | undefined {
  const { fromMs, toMs } = part;
  const facility = newest.sum(METERS.facilityWh, fromMs, toMs);
  const cooling = newest.sum('siteCoolingPowerW', fromMs, toMs);
  if (!facility || !cooling) return undefined;
  return metersOf((name) => {
    if (name === 'knownS') return facility.knownS;
    if (name === 'coolingWh') return (cooling.sums[0] as number) / 3_600;
    const metric = METERS[name as keyof typeof METERS];
    return newest.sum(metric, fromMs, toMs)?.sums[0] ?? Number.NaN;
  });
}

export function runningPlaces(
  newest: NewestSeconds,
  kind: PlaceKindOfEnergy,
  part: EnergyPart,
): readonly PlaceEnergy[] | undefined {
  const grown = newest.sum(`${kind}EnergyWh`, part.fromMs, part.toMs);
  const meters = runningMeters(newest, part);
  if (!grown || !meters) return undefined;
  const { facilityWh, costEur, co2G, itAtRacksWh } = meters;
  const per = itAtRacksWh === 0 ? Number.NaN : 1 / itAtRacksWh;
  const figures = blankFigures(grown.sums.length);
  addQuarter(figures, grown.sums, { per, facilityWh, costEur, co2G });
  return told(kind, figures);
}
