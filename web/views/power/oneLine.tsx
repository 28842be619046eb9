// The one-line diagram: feeds, transformers and gensets on one busbar, UPS groups and what hangs beside them under it.

import { useComputed } from '@preact/signals';
import type { MetricId } from '../../../server/contract/metrics.ts';
import { codeOf } from '../../../server/contract/state.ts';
import { formatText } from '../../format.ts';
import { POWER_TEXTS } from '../../i18n/power.ts';
import { say } from '../../i18n.ts';
import { siteInfo, useTable } from '../../live.ts';
import { siteUnits } from '../../siteUnits.ts';
import { withNowMark } from '../../time/nowMark.ts';
import { Panel } from '../../ui/panel.tsx';
import { Shape } from '../../ui/statusMark.tsx';
import { ActButton } from '../act/actButton.tsx';
import { chosenNode, nodeHref } from './nodeHref.ts';
import {
  dutyOf,
  FEED,
  GENSET,
  GROUP,
  type NodeKind,
  type NodeWords,
  nodeWords,
  type Read,
  TRANSFORMER,
} from './nodeWords.ts';
import { oneLineTable } from './oneLineTable.ts';

export function OneLine() {
  const table = useTable('site');
  const read: Read = (metric, index) => table.peek()?.value(metric, index) ?? Number.NaN;
  return (
    <Panel
      title={say(POWER_TEXTS.oneLine)}
      subtitle={withNowMark(say(POWER_TEXTS.oneLineNote))}
      class="oneLinePanel"
      exports={{ table: () => oneLineTable(read) }}
      actions={<ActButton kind="power" id={siteInfo.value?.ids.idOf('site', 0) ?? 'SITE'} />}
    >
      <div class="oneLine">
        <Tier of={FEED} label={say(POWER_TEXTS.feeds)} />
        <Tier of={TRANSFORMER} label={say(POWER_TEXTS.transformers)} />
        <Busbar />
        <div class="oneLineBelow">
          <Tier of={GROUP} label={say(POWER_TEXTS.groups)} />
          <ul class="tier oneRow side" aria-label={say(POWER_TEXTS.cooling)}>
            <SiteNode metric="siteCoolingPowerW" name={say(POWER_TEXTS.cooling)} />
            <SiteNode metric="siteHousePowerW" name={say(POWER_TEXTS.house)} />
          </ul>
        </div>
      </div>
    </Panel>
  );
}

/** More of a kind than this are told as one, with those that call for somebody beside it. */
const MOST_NODES = 10;
/** So few stand in one row, and a line leads to each. */
const ONE_ROW = 5;

function Tier({ of, label }: { readonly of: NodeKind; readonly label: string }) {
  const table = useTable('site');
  const count = siteInfo.value?.places.count(of.kind) ?? 0;
  // As text: a list that changes with its members only.
  const shown = useComputed(() => {
    // Read here: the site may be known only after the first look.
    const length = siteInfo.value?.places.count(of.kind) ?? 0;
    const all = Array.from({ length }, (_, index) => index);
    if (length <= MOST_NODES || !of.state) return all.join(' ');
    const state = of.state;
    const read = (index: number): number => table.value?.value(state, index) ?? Number.NaN;
    const loud = all.filter((index) => {
      const code = read(index);
      return !Number.isNaN(code) && !of.calm.includes(code);
    });
    return loud.slice(0, MOST_NODES).join(' ');
  });
  const indices = shown.value === '' ? [] : shown.value.split(' ').map(Number);
  return (
    <ul class={count <= ONE_ROW ? 'tier oneRow' : 'tier'} aria-label={label}>
      {count > MOST_NODES ? <Sum of={of} count={count} label={label} /> : null}
      {indices.map((index) => (
        <Node key={index} of={of} index={index} />
      ))}
    </ul>
  );
}

interface SumProps {
  readonly of: NodeKind;
  readonly count: number;
  readonly label: string;
}

/** All of a kind together: their power, their losses and how many are calm. */
function Sum({ of, count, label }: SumProps) {
  const table = useTable('site');
  const words = useComputed(() => {
    const read: Read = (metric, at) => table.value?.value(metric, at) ?? Number.NaN;
    let [powerW, lossW, loads, calm] = [0, 0, 0, 0];
    for (let index = 0; index < count; index++) {
      const duty = dutyOf(of, index, read);
      powerW += read(of.power, index);
      lossW += duty.lossW;
      loads += duty.loadRatio;
      if (of.state && of.calm.includes(read(of.state, index))) calm++;
    }
    const { power: unit } = siteUnits();
    return JSON.stringify([
      formatText(powerW, unit, { digits: 2 }),
      `${say(POWER_TEXTS.load)} ${formatText(loads / count, 'percent')}`,
      `${say(POWER_TEXTS.loss)} ${formatText(lossW, unit, { digits: 2 })}`,
      say(POWER_TEXTS.calmOf, { calm, count }),
    ]);
  });
  const [power, load, loss, calm] = JSON.parse(words.value) as readonly string[];
  return (
    <li>
      <div class="node">
        <strong>{label}</strong>
        <span class="nodePower">{power}</span>
        <span class="muted">{load}</span>
        <span class="muted nodePower">{loss}</span>
        <span class="nodeState">{calm}</span>
      </div>
    </li>
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
  const { power, load, loss, state, level, dead } = JSON.parse(words.value) as NodeWords;
  const hall = of.kind === 'upsGroup' ? hallOf(index) : undefined;
  return (
    <li class={dead ? 'dead' : undefined}>
      <a
        class={`node level-${level}`}
        aria-current={chosenNode.value === id ? 'true' : undefined}
        href={nodeHref(id)}
        data-place={id}
      >
        <strong>
          {id}
          {hall ? <span class="nodeHall muted"> {hall}</span> : null}
        </strong>
        <span class="nodePower">{power}</span>
        <span class="muted">{load}</span>
        <span class="muted nodePower">{loss}</span>
        {state ? (
          <span class="nodeState">
            <Shape level={level} /> {state}
          </span>
        ) : null}
      </a>
    </li>
  );
}

/** What a group of UPS feeds; undefined where groups are not those of halls. */
function hallOf(group: number): string | undefined {
  const places = siteInfo.value?.places;
  if (!places?.path('upsGroup', 'hall')) return undefined;
  return say(POWER_TEXTS.hall, { hall: (places.ancestors('upsGroup', 'hall')[group] ?? 0) + 1 });
}

/** The busbar with what feeds it beside the grid: the gensets in one sentence, and each by its number. */
function Busbar() {
  const table = useTable('site');
  const count = siteInfo.value?.places.count('genset') ?? 0;
  const words = useComputed(() => {
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
    <div class="busbarRoom">
      <div class="busbar">
        <span>{say(POWER_TEXTS.busbar)}</span>
        <span class="muted">{words}</span>
      </div>
      {count <= MOST_GENSETS ? (
        <ul class="gensets" aria-label={say(POWER_TEXTS.gensets)}>
          {Array.from({ length: count }, (_, index) => (
            <Genset key={index} index={index} />
          ))}
        </ul>
      ) : null}
      <div class="busbarLine" />
    </div>
  );
}

/** More than this are told by their table alone. */
const MOST_GENSETS = 24;

function Genset({ index }: { readonly index: number }) {
  const table = useTable('site');
  const id = siteInfo.value?.ids.idOf('genset', index) ?? '';
  const words = useComputed(() =>
    JSON.stringify(
      nodeWords(GENSET, index, (metric, at) => table.value?.value(metric, at) ?? Number.NaN),
    ),
  );
  const { level, state, dead } = JSON.parse(words.value) as NodeWords;
  return (
    <li class={dead ? 'dead' : undefined}>
      <a
        class={`genset level-${level}`}
        aria-current={chosenNode.value === id ? 'true' : undefined}
        aria-label={`${id}, ${state}`}
        title={state}
        href={nodeHref(id)}
        data-place={id}
      >
        {level === 'normal' ? null : <Shape level={level} />}
        {id}
      </a>
    </li>
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
