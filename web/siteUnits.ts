// The units of a site's large numbers: chosen once by its size, so that they never jump with a value.
import { siteInfo } from './live.ts';

export interface SiteUnits {
  readonly power: 'MW' | 'kW';
  readonly energy: 'GWh' | 'MWh' | 'kWh';
  /** Of carbon dioxide. */
  readonly mass: 't' | 'kg';
  /** Watts in one unit of power. */
  readonly watts: number;
}

const LARGE: SiteUnits = { power: 'MW', energy: 'MWh', mass: 't', watts: 1e6 };
const CAMPUS: SiteUnits = { power: 'MW', energy: 'GWh', mass: 't', watts: 1e6 };
const SMALL: SiteUnits = { power: 'kW', energy: 'kWh', mass: 'kg', watts: 1e3 };
/** A connection below this is told in kilowatts. */
const LARGE_FROM_W = 2e6;
/** From here on a day is thousands of megawatt-hours. */
const CAMPUS_FROM_W = 2e8;

export function siteUnits(): SiteUnits {
  const connectionW = siteInfo.value?.site.ratings.connectionW ?? LARGE_FROM_W;
  if (connectionW >= CAMPUS_FROM_W) return CAMPUS;
  return connectionW < LARGE_FROM_W ? SMALL : LARGE;
}
