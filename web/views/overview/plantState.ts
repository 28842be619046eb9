// The plant line in words: what is in service, what is in reserve, and how grave a lack is.
import type { MetricId } from '../../../server/contract/metrics.ts';
import type { PlaceKind, Places } from '../../../server/contract/place.ts';
import type { Site } from '../../../server/contract/site.ts';
import { codeOf, STATES, type StateTable } from '../../../server/contract/state.ts';
import { formatText, formatValue } from '../../format.ts';
import { t } from '../../i18n.ts';
import type { Table } from '../../live.ts';
import type { Level } from '../../ui/statusMark.tsx';

export interface PlantItem {
  readonly id: 'feeds' | 'ups' | 'gensets' | 'cdus' | 'facilityWater' | 'outdoor';
  /** The gravest fact, short enough for the chip on any screen. */
  readonly words: string;
  /** Everything that there is to say, for the hint and the table. */
  readonly full: string;
  readonly level: Level;
}

type Rated = Pick<Site, 'ratings'>;

export function plantLine(table: Table, places: Places, site: Rated): PlantItem[] {
  return [
    feeds(table, places),
    ups(table, places, site),
    gensets(table, places, site),
    cdus(table, places, site),
    facilityWater(table),
    outdoor(table),
  ];
}

function facilityWater(table: Table): PlantItem {
  const supplyC = table.value('plantWarmSupplyC', 0);
  const back = formatText(table.value('plantWarmReturnC', 0), 'C');
  return {
    id: 'facilityWater',
    words: t('supplyReturn', { supply: formatValue(supplyC, 'C').number, back }),
    full: t('supplyReturnFull', { supply: formatText(supplyC, 'C'), back }),
    level: 'normal',
  };
}

function outdoor(table: Table): PlantItem {
  const dry = formatText(table.value('outdoorDryBulbC', 0), 'C');
  const wet = formatText(table.value('outdoorWetBulbC', 0), 'C');
  return {
    id: 'outdoor',
    words: t('drySlashWet', { dry, wet }),
    full: t('dryWetFull', { dry, wet }),
    level: 'normal',
  };
}

function feeds(table: Table, places: Places): PlantItem {
  const all = places.count('feed');
  const live = countIn(table, 'feedState', 'feed', ['live'], all);
  return {
    id: 'feeds',
    words: t('someOf', { some: live, all }),
    full: t('feedsFull', { live, all }),
    level: live === all ? 'normal' : live === 0 ? 'critical' : 'warning',
  };
}

function ups(table: Table, places: Places, { ratings }: Rated): PlantItem {
  const all = places.count('ups');
  const online = countIn(table, 'upsState', 'ups', ['online'], all);
  const battery = countIn(table, 'upsState', 'ups', ['battery'], all);
  const spare = leastSpare(table, places, 'ups', 'upsGroup', ratings.upsNeeded, ['online']);
  const onBattery = t('onBattery', { count: battery });
  const full = t('upsFull', { online, all, spare: redundancy(spare) });
  return {
    id: 'ups',
    words: battery > 0 ? onBattery : `${t('someOf', { some: online, all })} · ${redundancy(spare)}`,
    full: battery > 0 ? `${full} · ${onBattery}` : full,
    level: battery > 0 ? 'critical' : levelOf(spare),
  };
}

function gensets(table: Table, places: Places, { ratings }: Rated): PlantItem {
  const all = places.count('genset');
  const count = (...names: string[]): number => countIn(table, 'gensetState', 'genset', names, all);
  const running = count('starting', 'running');
  const out = count('out');
  const idle = count('ready');
  const ready = t(idle === 1 ? 'gensetReady' : 'gensetsReady', { count: idle });
  const enough = all - out >= ratings.gensetsNeeded;
  const short =
    running > 0 ? t('gensetsRunning', { count: running }) : enough ? ready : t('someOut', { out });
  return {
    id: 'gensets',
    words: short,
    full: t('gensetsFull', { ready, running, out, needed: ratings.gensetsNeeded }),
    level: enough && running === 0 ? 'normal' : 'warning',
  };
}

const ABLE = ['running', 'standby', 'starting'] as const;

function cdus(table: Table, places: Places, { ratings }: Rated): PlantItem {
  const all = places.count('cdu');
  const able = countIn(table, 'cduState', 'cdu', ABLE, all);
  const onePump = countIn(table, 'cduPumpState', 'pump', ['a', 'b'], all);
  const spare = leastSpare(table, places, 'cdu', 'cduRing', ratings.cduNeeded, ABLE);
  const level = levelOf(spare);
  const onlyPumps = onePump > 0 && level === 'normal';
  const pumps = t('onOnePump', { count: onePump });
  const full = t('cdusFull', { able, all, spare: redundancy(spare) });
  return {
    id: 'cdus',
    words: onlyPumps ? pumps : `${t('someOf', { some: able, all })} · ${redundancy(spare)}`,
    full: onePump > 0 ? `${full} · ${pumps}` : full,
    level: onlyPumps ? 'warning' : level,
  };
}

/** How many places are in one of these states. */
function countIn(
  table: Table,
  metric: MetricId,
  states: StateTable,
  names: readonly string[],
  count: number,
): number {
  const wanted = names.map((name) => codeOf(states, name as never));
  let found = 0;
  for (let i = 0; i < count; i++) if (wanted.includes(table.value(metric, i))) found++;
  return found;
}

/** The smallest reserve of any group: how many are able beyond those that the group needs. */
function leastSpare(
  table: Table,
  places: Places,
  kind: 'ups' | 'cdu',
  group: PlaceKind,
  needed: number,
  able: readonly string[],
): number {
  const metric = kind === 'ups' ? 'upsState' : 'cduState';
  let least = Number.POSITIVE_INFINITY;
  for (let at = 0; at < places.count(group); at++) {
    const { from, to } = places.within(kind, group, at);
    let count = 0;
    for (let i = from; i < to; i++) {
      const state = STATES[kind][table.value(metric, i)];
      // What is not known is neither able nor lost: the reserve is not known either.
      if (state === undefined) return Number.NaN;
      if (able.includes(state)) count++;
    }
    least = Math.min(least, count - needed);
  }
  return least;
}

function redundancy(spare: number): string {
  if (!Number.isFinite(spare)) return '–';
  return spare > 0 ? `N+${spare}` : spare === 0 ? 'N' : `N−${-spare}`;
}

/** Redundancy lost is a warning; load lost is critical. */
function levelOf(spare: number): Level {
  if (Number.isNaN(spare)) return 'normal';
  return spare > 0 ? 'normal' : spare === 0 ? 'warning' : 'critical';
}
