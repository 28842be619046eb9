// The one-line diagram: feeds, transformers and gensets on one busbar, UPS groups and what hangs beside them under it.
import { useComputed } from '@preact/signals';
import type { MetricId } from '../../../server/contract/metrics.ts';
import type { PlaceKind } from '../../../server/contract/place.ts';
import { codeOf } from '../../../server/contract/state.ts';
import { formatText } from '../../format.ts';
import { POWER_TEXTS } from '../../i18n/power.ts';
import { say } from '../../i18n.ts';
import { siteInfo, useTable } from '../../live.ts';
import { query, setQuery } from '../../route.ts';
import { siteUnits } from '../../siteUnits.ts';
import { metricText } from '../../ui/metricText.ts';
import { Panel } from '../../ui/panel.tsx';
import { type Level, Shape } from '../../ui/statusMark.tsx';
import { ActButton } from '../act/actButton.tsx';

/** What a node of a kind shows: its power, its load, its state, and the state that calls for nobody. */
interface NodeKind {
  readonly kind: PlaceKind;
  readonly power: MetricId;
  readonly load?: MetricId;
  readonly loss?: MetricId;
  readonly state?: MetricId;
  /** Codes of a calm state. */
  readonly calm: readonly number[];
}

const FEED: NodeKind = {
  kind: 'feed',
  power: 'feedPowerW',
  load: 'feedLoadRatio',
  loss: 'feedLineLossW',
  state: 'feedState',
  calm: [codeOf('feed', 'live')],
};
const TRANSFORMER: NodeKind = {
  kind: 'transformer',
  power: 'transformerPowerW',
  load: 'transformerLoadRatio',
  loss: 'transformerLossW',
  state: 'transformerState',
  calm: [codeOf('transformer', 'inService')],
};
const GROUP: NodeKind = {
  kind: 'upsGroup',
  power: 'upsGroupPowerW',
  state: 'upsGroupRedundancy',
  calm: [codeOf('redundancy', 'redundant'), codeOf('redundancy', 'single')],
};

export const chosenNode = query('node');

export function OneLine() {
  return (
    <Panel
      title={say(POWER_TEXTS.oneLine)}
      subtitle={say(POWER_TEXTS.oneLineNote)}
      class="oneLinePanel"
      actions={<ActButton kind="power" id={siteInfo.value?.ids.idOf('site', 0) ?? 'SITE'} />}
    >
      <div class="oneLine">
        <Tier of={FEED} label={say(POWER_TEXTS.feeds)} />
        <Tier of={TRANSFORMER} label={say(POWER_TEXTS.transformers)} />
        <Busbar />
        <div class="oneLineBelow">
          <Tier of={GROUP} label={say(POWER_TEXTS.groups)} />
          <ul class="tier side" aria-label={say(POWER_TEXTS.cooling)}>
            <SiteNode metric="siteCoolingPowerW" name={say(POWER_TEXTS.cooling)} />
            <SiteNode metric="siteHousePowerW" name={say(POWER_TEXTS.house)} />
          </ul>
        </div>
      </div>
    </Panel>
  );
}

function Tier({ of, label }: { readonly of: NodeKind; readonly label: string }) {
  const count = siteInfo.value?.places.count(of.kind) ?? 0;
  return (
    <ul class="tier" aria-label={label}>
      {Array.from({ length: count }, (_, index) => (
        <Node key={index} of={of} index={index} />
      ))}
    </ul>
  );
}

function Node({ of, index }: { readonly of: NodeKind; readonly index: number }) {
  const table = useTable('site');
  const id = siteInfo.value?.ids.idOf(of.kind, index) ?? '';
  // As text: the node is made anew when a word of it changes, not each second.
  const words = useComputed(() =>
    JSON.stringify(
      nodeWords(of, index, (metric, at) => table.value?.value(metric, at) ?? Number.NaN),
    ),
  );
  const { power, load, loss, state, level } = JSON.parse(words.value) as NodeWords;
  return (
    <li>
      <button
        type="button"
        class={`node level-${level}`}
        aria-pressed={chosenNode.value === id}
        onClick={() => setQuery('node', chosenNode.value === id ? undefined : id)}
      >
        <strong>{id}</strong>
        <span class="nodePower">{power}</span>
        <span class="muted">{load}</span>
        <span class="muted nodePower">{loss}</span>
        {state ? (
          <span class="nodeState">
            <Shape level={level} /> {state}
          </span>
        ) : null}
      </button>
    </li>
  );
}

interface NodeWords {
  readonly power: string;
  readonly load: string;
  readonly loss: string;
  readonly state: string;
  readonly level: Level;
}

type Read = (metric: MetricId, index: number) => number;

function nodeWords(of: NodeKind, index: number, read: Read): NodeWords {
  const { power: unit } = siteUnits();
  const state = of.state === undefined ? Number.NaN : read(of.state, index);
  const unknown = Number.isNaN(state);
  const { loadRatio, lossW } =
    of.kind === 'upsGroup' ? ofGroup(index, read) : ofNode(of, index, read);
  return {
    power: formatText(read(of.power, index), unit, { digits: 2 }),
    load: `${say(POWER_TEXTS.load)} ${formatText(loadRatio, 'percent')}`,
    loss: `${say(POWER_TEXTS.loss)} ${formatText(lossW, 'kW', { digits: unit === 'MW' ? 0 : 2 })}`,
    state: of.state && !unknown ? metricText(of.state, state).number : '',
    level: unknown ? 'unknown' : of.calm.includes(state) ? 'normal' : 'warning',
  };
}

interface Duty {
  readonly loadRatio: number;
  readonly lossW: number;
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

/** The busbar with what feeds it beside the grid: gensets in words, since they mostly stand. */
function Busbar() {
  const table = useTable('site');
  const words = useComputed(() => {
    const count = siteInfo.value?.places.count('genset') ?? 0;
    let running = 0;
    let out = 0;
    for (let i = 0; i < count; i++) {
      const state = table.value?.value('gensetState', i);
      if (state === codeOf('genset', 'running') || state === codeOf('genset', 'starting'))
        running++;
      if (state === codeOf('genset', 'out')) out++;
    }
    const power = table.value?.value('siteGensetPowerW', 0) ?? Number.NaN;
    const texts = [
      say(POWER_TEXTS.gensetsRunning, { running, count }),
      ...(out > 0 ? [say(POWER_TEXTS.gensetsOut, { out })] : []),
      formatText(power, siteUnits().power),
    ];
    return texts.join(' · ');
  });
  return (
    <div>
      <div class="busbar">
        <span>{say(POWER_TEXTS.busbar)}</span>
        <span class="muted">{words}</span>
      </div>
      <div class="busbarLine" />
    </div>
  );
}

function SiteNode({ metric, name }: { readonly metric: MetricId; readonly name: string }) {
  const table = useTable('site');
  const text = useComputed(() =>
    formatText(table.value?.value(metric, 0) ?? Number.NaN, siteUnits().power, { digits: 2 }),
  );
  return (
    <li>
      <div class="node plainNode">
        <strong>{name}</strong>
        <span class="nodePower">{text}</span>
      </div>
    </li>
  );
}
