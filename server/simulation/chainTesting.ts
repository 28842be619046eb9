// A twin whose power chain is put through its paces, and the books of every level of it, for tests.
import type { FaultOf } from '../contract/command.ts';
import { metricOf } from '../contract/metrics.ts';
import { createPlaces } from '../contract/place.ts';
import {
  clearColumns,
  layoutColumns,
  TICK_METRIC_IDS,
  type TickColumns,
  viewColumns,
} from '../contract/tick.ts';
import type { ChainPlace } from './actions.ts';
import { createPowerChain } from './powerChain.ts';
import { openTwin, START_MS, sum } from './testing.ts';
import { createTwin } from './twin.ts';

type ChainTwin = ReturnType<typeof openChain>;

type Parts = Parameters<typeof openTwin>[0];

export function openChain(parts: Parts, options: Parameters<typeof openTwin>[1] = {}) {
  const twin = openTwin(parts, options);
  const { places, simulation, events } = twin;
  const tell = (command: Parameters<typeof simulation.command>[0]): void => {
    const result = simulation.command(command, 'test');
    if (!result.accepted) throw new Error(result.message);
  };
  return {
    ...twin,
    parts,
    break: (fault: FaultOf<ChainPlace>, ...ids: string[]) => {
      for (const place of ids) tell({ do: 'injectFault', place, fault });
    },
    mend: (...ids: string[]) => {
      for (const place of ids) tell({ do: 'clearFault', place });
    },
    keys: () => events.map(({ text }) => text.key),
    count: places.count,
  };
}

/** A rack without jobs behind two feeds and two transformers. */
export function idleBehindTwoFeeds(parts: Parts): Parts {
  const { site, workload } = parts;
  const places = site.places.map((row) =>
    row.kind === 'feed' || row.kind === 'transformer' ? { ...row, count: 2 } : row,
  );
  return {
    ...parts,
    site: { ...site, places },
    workload: { ...workload, programmes: [], streams: [] },
  };
}

const CHAIN_SCOPES = new Set(['site', 'feed', 'transformer', 'genset', 'ups', 'upsGroup']);

/** The chain without the rest of the twin: every rack draws the same, and a campus takes no time. */
export function chainAlone(parts: Parts) {
  const places = createPlaces(parts.site.places);
  const ids = TICK_METRIC_IDS.filter((metric) => CHAIN_SCOPES.has(metricOf(metric).scope));
  const layout = layoutColumns(ids, places, 1);
  const buffer = new ArrayBuffer(layout.byteLength);
  clearColumns(layout, buffer);
  const columns = viewColumns<keyof TickColumns>(layout, buffer);
  const sinks = { event() {}, job() {} };
  const twin = createTwin({ ...parts, seed: 42, startMs: START_MS, columns, sinks });
  const chain = createPowerChain(twin);
  const rackW = new Float64Array(places.count('rack'));
  const networkW = new Float64Array(places.count('networkRack'));
  const parted = { gpuW: 0, graceW: 0, staticW: 0, switchW: 0, shelfLossW: 0 };
  let second = START_MS / 1_000;
  return {
    places,
    columns,
    ids,
    chain,
    step(dtS: number, wattsEach: number) {
      second += dtS;
      chain.begin(second, dtS);
      rackW.forEach((_, rack) => {
        rackW[rack] = chain.darkRacks[rack] === 1 ? 0 : wattsEach;
      });
      const totals = { ...parted, rackW: sum(rackW), networkW: 0 };
      const racks = { rackW, networkW, slotW: new Float64Array(), totals, step() {} };
      const coolingW = 0.05 * sum(rackW) * chain.supplyRatio;
      chain.step(second, dtS, racks, { coolingW, upsPumpW: 0, houseW: 1_000 });
    },
  };
}

/** Largest residual of the balance at any level of the chain, relative to what flows through the site. */
export function worstResidual({
  columns: c,
  places,
}: Pick<ChainTwin, 'columns' | 'places'>): number {
  const at = (column: Float32Array, i = 0): number => column[i] as number;
  const itW = sum(c.upsPowerW);
  const siteW = Math.max(1, itW + at(c.siteCoolingPowerW));
  const inW = at(c.siteGridPowerW) + at(c.siteGensetPowerW) + at(c.siteBatteryPowerW);
  const residuals = [
    sum(c.rackPowerW) + sum(c.networkRackPowerW) - at(c.siteItAtRacksPowerW),
    at(c.siteItAtRacksPowerW) + at(c.siteBuswayLossW) - at(c.siteItPowerW),
    itW - at(c.siteItPowerW),
    sum(c.upsInputPowerW) + sum(c.upsBatteryPowerW) - itW - sum(c.upsLossW) - sum(c.upsPumpPowerW),
    sum(c.upsBatteryPowerW) - at(c.siteBatteryPowerW),
    sum(c.feedPowerW) - sum(c.transformerPowerW) - sum(c.feedLineLossW),
    sum(c.feedPowerW) - at(c.siteGridPowerW),
    sum(c.gensetPowerW) - at(c.siteGensetPowerW),
    sum(c.transformerLossW) - at(c.siteTransformerLossW),
    at(c.siteFacilityPowerW) - inW,
    inW - itW - besideItW(c),
  ];
  for (let group = 0; group < places.count('upsGroup'); group++) {
    const { from, to } = places.within('ups', 'upsGroup', group);
    const outW = sum(c.upsPowerW, from, to);
    residuals.push(outW - at(c.buswayPowerW, group) - at(c.buswayLossW, group));
    residuals.push(rackWattsOf(c, places, group) - at(c.buswayPowerW, group));
  }
  return Math.max(...residuals.map(Math.abs)) / siteW;
}

function besideItW(c: TickColumns): number {
  const parts = [c.siteUpsLossW, c.siteTransformerLossW, c.siteLineLossW];
  return [...parts, c.siteCoolingPowerW, c.siteHousePowerW].reduce((all, one) => all + sum(one), 0);
}

function rackWattsOf(c: TickColumns, places: ChainTwin['places'], group: number): number {
  const racks = places.within('rack', 'upsGroup', group);
  const network = places.within('networkRack', 'upsGroup', group);
  return (
    sum(c.rackPowerW, racks.from, racks.to) + sum(c.networkRackPowerW, network.from, network.to)
  );
}
