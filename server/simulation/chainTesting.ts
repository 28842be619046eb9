// A twin whose power chain is put through its paces, and the books of every level of it, for tests.
import type { FaultOf } from '../contract/command.ts';
import type { TickColumns } from '../contract/tick.ts';
import type { ChainPlace } from './actions.ts';
import { openTwin, sum } from './testing.ts';

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
