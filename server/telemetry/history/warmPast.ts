// The past that was asked for before, in memory: quarter-hours and minutes of kinds with few places, which charts show.
import type { HistoryStore, RecordedStep, WarmPast } from './history.ts';
import { createNewestSeconds } from './newestSeconds.ts';
import type { Span } from './tierSql.ts';
import type { Tier, TierScope, TierStep } from './tiers.ts';
import { createWarmEnergy } from './warmEnergy.ts';
import { createWarmShelf, type WarmShelf } from './warmShelf.ts';

export interface WarmKeeper extends WarmPast {
  /** A step that was handed over to the store. */
  took(step: RecordedStep): void;
  /** Steps are let go: of the newest seconds the store alone knows which. */
  forget(): void;
  /** A past is written over a span: the store alone knows what it has of it until `done`. */
  writing(fromMs: number, toMs: number): { readonly done: () => void };
}

const DAY_MS = 86_400_000;
/** Two days of minutes to compare with each other, two months of quarter-hours. */
const KEPT_DAYS: Readonly<Partial<Record<TierStep, number>>> = { minute: 2, quarter: 62 };
/** Room for what is recorded after a shelf was made; then another takes its place. */
const ROOM_DAYS = 2;
/** Of a kind with more places one is asked for at a time, which the store finds by itself. */
const MOST_PLACES = 8;
/** 150 metrics of the site with their minutes and quarter-hours. */
const MOST_BYTES = 24e6;

export function createWarmPast(
  store: Pick<HistoryStore, 'query' | 'tiers' | 'lastRecordedMs'>,
  placesOf: (scope: TierScope) => number,
): WarmKeeper {
  const shelves = new Map<string, WarmShelf>();
  const newest = createNewestSeconds(store.tiers, placesOf);
  const energy = createWarmEnergy(store, placesOf, newest);
  const written = new Set<Span>();

  function shelfOf(tier: Tier): WarmShelf | undefined {
    const [days, places] = [KEPT_DAYS[tier.step], placesOf(tier.scope)];
    const rowMs = tier.stepS * 1_000;
    const onDiskMs = (): number => Math.floor(store.lastRecordedMs / rowMs) * rowMs;
    const toMs = onDiskMs();
    if (days === undefined || places > MOST_PLACES || Number.isNaN(toMs)) return undefined;
    const known = shelves.get(tier.name);
    if (known && known.endMs >= toMs) return known;
    const fromMs = (Math.floor(toMs / DAY_MS) - days) * DAY_MS;
    const span = { fromMs, endMs: fromMs + (days + ROOM_DAYS) * DAY_MS };
    const made = createWarmShelf({ store, tier, places, onDiskMs }, span);
    shelves.set(tier.name, made);
    return made;
  }

  /** Of the tier that takes most, the metric that was asked for least lately. */
  function dropBeyond(): void {
    const all = [...shelves.values()];
    while (all.reduce((sum, { bytes }) => sum + bytes, 0) > MOST_BYTES) {
      const largest = all.reduce((a, b) => (b.bytes > a.bytes ? b : a));
      if (!largest.dropOne()) return;
    }
  }

  /** A past is written over a part of the span. */
  const isOpen = (span: Span): boolean =>
    [...written].some(({ fromMs, toMs }) => toMs > span.fromMs && fromMs < span.toMs);

  return {
    newest,
    took: newest.take,
    forget: newest.forget,
    siteMeters: async (part) => (isOpen(part) ? undefined : energy.siteMeters(part)),
    placeEnergy: async (kind, part) => (isOpen(part) ? undefined : energy.placeEnergy(kind, part)),
    async series(tier, question) {
      const shelf = shelfOf(tier);
      if (!shelf || isOpen(question) || question.fromMs < shelf.fromMs) return undefined;
      const rows = await shelf.series(question);
      dropBeyond();
      // Another has taken its place meanwhile: a past was written while this one was read.
      return shelves.get(tier.name) === shelf ? rows : undefined;
    },
    writing(fromMs, toMs) {
      const span = { fromMs, toMs };
      written.add(span);
      return {
        done() {
          written.delete(span);
          shelves.clear();
          energy.clear();
        },
      };
    },
  };
}
