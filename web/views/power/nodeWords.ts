// What a node of the one-line diagram shows: power, load, losses and state in words; a group's from its UPS.
import type { MetricId } from '../../../server/contract/metrics.ts';
import type { PlaceKind } from '../../../server/contract/place.ts';
import { codeOf } from '../../../server/contract/state.ts';
import { formatText } from '../../format.ts';
import { POWER_TEXTS } from '../../i18n/power.ts';
import { say } from '../../i18n.ts';
import { siteInfo } from '../../live.ts';
import { siteUnits } from '../../siteUnits.ts';
import { metricText } from '../../ui/metricText.ts';
import type { Level } from '../../ui/statusMark.tsx';

/** What a node of a kind shows: its power, its load, its state, and the state that calls for nobody. */
export interface NodeKind {
  readonly kind: PlaceKind;
  readonly power: MetricId;
  readonly load?: MetricId;
  readonly loss?: MetricId;
  readonly state?: MetricId;
  /** Codes of a calm state. */
  readonly calm: readonly number[];
  /** Codes in which nothing can come through it. */
  readonly dead: readonly number[];
}

export const FEED: NodeKind = {
  kind: 'feed',
  power: 'feedPowerW',
  load: 'feedLoadRatio',
  loss: 'feedLineLossW',
  state: 'feedState',
  calm: [codeOf('feed', 'live')],
  dead: [codeOf('feed', 'lost')],
};
export const TRANSFORMER: NodeKind = {
  kind: 'transformer',
  power: 'transformerPowerW',
  load: 'transformerLoadRatio',
  loss: 'transformerLossW',
  state: 'transformerState',
  calm: [codeOf('transformer', 'inService')],
  dead: [codeOf('transformer', 'out')],
};
export const GENSET: NodeKind = {
  kind: 'genset',
  power: 'gensetPowerW',
  load: 'gensetLoadRatio',
  state: 'gensetState',
  calm: [codeOf('genset', 'ready')],
  dead: [codeOf('genset', 'out')],
};
export const GROUP: NodeKind = {
  kind: 'upsGroup',
  power: 'upsGroupPowerW',
  state: 'upsGroupRedundancy',
  calm: [codeOf('redundancy', 'redundant'), codeOf('redundancy', 'single')],
  dead: [codeOf('redundancy', 'lost')],
};

export interface NodeWords {
  readonly power: string;
  readonly load: string;
  readonly loss: string;
  readonly state: string;
  readonly level: Level;
  readonly dead: boolean;
}

export type Read = (metric: MetricId, index: number) => number;

export function nodeWords(of: NodeKind, index: number, read: Read): NodeWords {
  const { power: unit } = siteUnits();
  const state = of.state === undefined ? Number.NaN : read(of.state, index);
  const unknown = Number.isNaN(state);
  const { loadRatio, lossW } = dutyOf(of, index, read);
  return {
    power: formatText(read(of.power, index), unit, { digits: 2 }),
    load: `${say(POWER_TEXTS.load)} ${formatText(loadRatio, 'percent')}`,
    loss: `${say(POWER_TEXTS.loss)} ${formatText(lossW, 'kW', { digits: unit === 'MW' ? 0 : 2 })}`,
    state: of.state && !unknown ? metricText(of.state, state).number : '',
    dead: of.dead.includes(state),
    level: unknown ? 'unknown' : of.calm.includes(state) ? 'normal' : 'warning',
  };
}

interface Duty {
  readonly loadRatio: number;
  readonly lossW: number;
}

export function dutyOf(of: NodeKind, index: number, read: Read): Duty {
  return of.kind === 'upsGroup' ? ofGroup(index, read) : ofNode(of, index, read);
}

function ofNode({ load, loss }: NodeKind, index: number, read: Read): Duty {
  return {
    loadRatio: load ? read(load, index) : Number.NaN,
    lossW: loss ? read(loss, index) : Number.NaN,
  };
}

/** Of its UPS: the mean load of those that are on, and the sum of what they lose. */
function ofGroup(group: number, read: Read): Duty {
  const { from, to } = siteInfo.value?.places.within('ups', 'upsGroup', group) ?? {
    from: 0,
    to: 0,
  };
  let [loads, on, lossW] = [0, 0, 0];
  for (let ups = from; ups < to; ups++) {
    lossW += read('upsLossW', ups);
    if (read('upsState', ups) === codeOf('ups', 'off')) continue;
    loads += read('upsLoadRatio', ups);
    on++;
  }
  return { loadRatio: loads / on, lossW };
}
