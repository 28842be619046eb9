// Opens the store of a site: claims its folder, starts the thread that writes, and offers both as one history.
import { existsSync } from 'node:fs';
import { basename, join } from 'node:path';
import { createPlaces } from '../../contract/place.ts';
import type { Site } from '../../contract/site.ts';
import { claimFolder, folderOf, isTorn, putAside, StoreRefused } from './folder.ts';
import type { HistoryOptions, HistoryStore } from './history.ts';
import { layoutSteps } from './layout.ts';
import { LEGEND_FILE, legendOf } from './legend.ts';
import { createNews, createStore, learn } from './store.ts';
import { storeEvent } from './storeEvent.ts';
import { planTiers, type TierScope } from './tiers.ts';
import { startWriter, type WriterLink } from './writerLink.ts';

const CAP_BYTES = 20e9;
const RESERVE_BYTES = 500e6;

/** Throws StoreRefused, with one sentence, for a folder that is not this site's or that another process holds. */
export async function openHistory(options: HistoryOptions): Promise<HistoryStore> {
  const { root, site, seed, nowMs, capBytes = CAP_BYTES, reserveBytes = RESERVE_BYTES } = options;
  const { event } = options;
  const folder = folderOf(root, site, seed);
  const plan = planStore(site);
  const news = createNews(event, nowMs);
  const aside: string[] = [];
  const startAnew = (): void => {
    aside.push(basename(putAside(folder, nowMs)));
    claimFolder(folder, site, seed);
  };
  const open = (): Promise<WriterLink> => {
    const legend = existsSync(join(folder, LEGEND_FILE)) ? undefined : plan.legend();
    const start = { ...plan.start, folder, capBytes, reserveBytes, legend };
    return startWriter(start, news.sinks);
  };

  if (claimFolder(folder, site, seed) && isTorn(folder)) startAnew();
  let link = await open();
  if (link.opening.kind === 'shut' && link.opening.why === 'unreadable' && aside.length === 0) {
    startAnew();
    link = await open();
  }
  const { opening } = link;
  if (opening.kind === 'shut') throw refusalOf(folder, opening);

  for (const name of aside) event(storeEvent('store.corrupt', nowMs, { folder: name }));
  for (const file of opening.damaged) event(storeEvent('store.damaged', nowMs, { file }));
  learn(news, opening.stored);
  return createStore({ ...plan.start, folder, event }, news, link, opening.tiers);
}

/** What follows from the site alone. */
function planStore(site: Site) {
  const places = createPlaces(site.places);
  const tiers = planTiers(places);
  const scopes = [...new Set(tiers.map(({ scope }) => scope))];
  const width = (scope: TierScope): number =>
    scope === 'job' ? site.jobSlots : places.count(scope);
  return {
    start: {
      site: site.id,
      tiers,
      layout: layoutSteps(tiers, places, site),
      widths: Object.fromEntries(scopes.map((scope) => [scope, width(scope)])),
    },
    legend: () => legendOf(places, tiers),
  };
}

function refusalOf(
  folder: string,
  { why, message }: { readonly why: string; readonly message: string },
): StoreRefused {
  return new StoreRefused(
    why === 'locked'
      ? `--data: the folder "${folder}" is in use by ${message}`
      : `--data: the folder "${folder}" cannot be opened: ${message}`,
  );
}
