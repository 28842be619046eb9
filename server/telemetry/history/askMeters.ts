// Asks for the energy of a span by the meters: the site's, and those of the racks; of memory first, then of the store.
import type { EnergyPart, PlaceEnergy, PlaceKindOfEnergy, SiteMeters } from './energyFigures.ts';
import { PLANT_SUMS, placesSql, siteSums, tierOf, within } from './energySql.ts';
import type { HistoryStore, StoreRows } from './history.ts';
import { numbers } from './rows.ts';

type Asked = Pick<HistoryStore, 'query' | 'tiers'> & Partial<Pick<HistoryStore, 'warm'>>;

export async function askSiteMeters(
  store: Asked,
  part: EnergyPart,
  signal?: AbortSignal,
): Promise<SiteMeters> {
  return (await store.warm?.siteMeters(part)) ?? readSiteMeters(store, part, signal);
}

export async function askPlaceEnergy(
  store: Asked,
  kind: PlaceKindOfEnergy,
  part: EnergyPart,
  signal?: AbortSignal,
): Promise<readonly PlaceEnergy[]> {
  return (await store.warm?.placeEnergy(kind, part)) ?? readPlaceEnergy(store, kind, part, signal);
}

/** From the store itself. */
export async function readSiteMeters(
  store: Pick<HistoryStore, 'query' | 'tiers'>,
  part: EnergyPart,
  signal?: AbortSignal,
): Promise<SiteMeters> {
  const read = (kind: 'site' | 'plant', sums: string): Promise<StoreRows> => {
    const sql = `SELECT ${sums} FROM {${tierOf(kind, part)}} WHERE ${within(part)}`;
    return store.query({ sql, fromMs: part.fromMs, toMs: part.toMs, ...(signal && { signal }) });
  };
  const site = await read('site', siteSums(part));
  const hasPlant = store.tiers.some(({ name }) => name === tierOf('plant', part));
  const plant = hasPlant ? await read('plant', PLANT_SUMS) : undefined;
  return metersOf((name) => {
    const rows = PLANT_FIGURES.includes(name) ? plant : site;
    return rows ? (numbers(rows, name)[0] ?? Number.NaN) : Number.NaN;
  });
}

const PLANT_FIGURES: readonly string[] = ['waterL', 'heatReusedWh'];

/** From the sums of their SQL, by name. */
export function metersOf(of: (name: string) => number): SiteMeters {
  const knownS = of('knownS');
  return {
    facilityWh: of('facilityWh'),
    itWh: of('itWh'),
    itAtRacksWh: of('itAtRacksWh'),
    coolingWh: of('coolingWh'),
    waterL: of('waterL'),
    heatReusedWh: of('heatReusedWh'),
    costEur: of('costEur') - of('creditEur'),
    co2G: of('co2G'),
    knownS: Number.isNaN(knownS) ? 0 : knownS,
  };
}

/** From the store itself. */
export async function readPlaceEnergy(
  store: Pick<HistoryStore, 'query' | 'tiers'>,
  kind: PlaceKindOfEnergy,
  part: EnergyPart,
  signal?: AbortSignal,
): Promise<readonly PlaceEnergy[]> {
  if (!store.tiers.some(({ name }) => name === tierOf(kind, part))) return [];
  const { fromMs, toMs } = part;
  const sql = placesSql(kind, part, false);
  const rows = await store.query({ sql, fromMs, toMs, ...(signal && { signal }) });
  const of = (name: string): Float64Array => numbers(rows, name);
  const [places, rackWh, facilityWh] = [of('place'), of('rackWh'), of('facilityWh')];
  const [costEur, co2G] = [of('costEur'), of('co2G')];
  return Array.from(places, (place, i) => ({
    ...{ kind, place },
    rackWh: rackWh[i] as number,
    facilityWh: facilityWh[i] as number,
    costEur: costEur[i] as number,
    co2G: co2G[i] as number,
  }));
}
