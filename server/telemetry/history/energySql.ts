// SQL of the energy of places and meters: what a place pays is its energy times (meter energy over all rack-level energy).
import type { EnergyPart, PlaceKindOfEnergy, QuarterSpan } from './energyFigures.ts';

type Kind = 'site' | 'plant' | PlaceKindOfEnergy;

export function tierOf(kind: Kind, { step }: Pick<EnergyPart, 'step'>): string {
  return `${kind}${step.charAt(0).toUpperCase()}${step.slice(1)}`;
}

export function within({ fromMs, toMs }: QuarterSpan): string {
  return `time > make_timestamp_ms(${fromMs}) AND time <= make_timestamp_ms(${toMs})`;
}

/** Sums of the site's meters; `creditEur` is what was earned and lies not in `costEur`. */
export function siteSums({ step }: Pick<EnergyPart, 'step'>): string {
  const knownS = (metric: string): string =>
    step === 'second' ? `if("${metric}" IS NULL, 0, coverS)` : `"${metric}_knownS"`;
  return `sum("siteFacilityEnergyWh") AS facilityWh, sum("siteItEnergyWh") AS itWh,
       sum("siteItAtRacksEnergyWh") AS itAtRacksWh, sum("siteCostEur") AS costEur,
       sum("siteCreditEur") AS creditEur, sum("siteCo2G") AS co2G,
       sum(${knownS('siteFacilityEnergyWh')})::DOUBLE AS knownS,
       sum("siteCoolingPowerW"::DOUBLE * ${knownS('siteCoolingPowerW')}) / 3600 AS coolingWh`;
}

export const PLANT_SUMS = 'sum("plantWaterL") AS waterL, sum("plantHeatReusedWh") AS heatReusedWh';

/** Rows of `place` and its four figures, quarter-hour by quarter-hour; of each UTC day by itself with `dayMs`. */
export function placesSql(kind: PlaceKindOfEnergy, part: EnergyPart, byDay: boolean): string {
  const wh = `p."${kind}EnergyWh"::DOUBLE`;
  const day = byDay ? `(ceil(epoch_ms(time) / ${DAY_MS}) - 1) * ${DAY_MS}` : '0';
  return `WITH meter AS (
       SELECT ${QUARTER} AS quarter, 1 / nullif(sum("siteItAtRacksEnergyWh"), 0) AS per,
         sum("siteFacilityEnergyWh") AS facilityWh, sum("siteCostEur") - sum("siteCreditEur") AS costEur,
         sum("siteCo2G") AS co2G
       FROM {${tierOf('site', part)}} WHERE ${within(part)} GROUP BY 1)
     SELECT place::DOUBLE AS place, (${day})::DOUBLE AS dayMs, sum(${wh}) AS rackWh,
       sum(${wh} * per * facilityWh) AS facilityWh, sum(${wh} * per * costEur) AS costEur,
       sum(${wh} * per * co2G) AS co2G
     FROM {${tierOf(kind, part)}} p LEFT JOIN meter ON ${QUARTER} = quarter
     WHERE ${within(part)} AND ${wh} IS NOT NULL GROUP BY 1, 2 ORDER BY 1, 2`;
}

const DAY_MS = 86_400_000;
const QUARTER = 'ceil(epoch_ms(time) / 900000)';
