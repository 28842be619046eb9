// Every view of the page: its path, its code, its name. A new view is one folder and one row here.
import type { ComponentType } from 'preact';
import type { Text } from '../../server/contract/text.ts';
import { Overview } from './overview/overview.tsx';

export interface ViewProps {
  /** Of the place or job that the path names; empty for a view without one. */
  readonly id: string;
}

export interface ViewRow {
  readonly key: string;
  /** `/power` or `/rack/:id`. */
  readonly path: string;
  /** The view's code and words, loaded when it is first shown. */
  readonly load: () => Promise<ComponentType<ViewProps>>;
  /** Entry of the navigation, in this order; a view of one place has none. */
  readonly nav?: { readonly name: Text /** `g` and this key go there. */; readonly go: string };
  /** Key of the view whose entry is lit while this one is shown, and where Escape climbs to. */
  readonly under?: string;
  /** Where Escape climbs to from a place, when it is not the view above. */
  readonly climb?: (id: string) => string;
  /** Of a view that the page's range of time does not lead. */
  readonly ownTime?: OwnTime;
}

interface OwnTime {
  /** Where its time is chosen; a view without any has no words. */
  readonly words?: Text;
  /** The parameter of the address that makes it show the past. */
  readonly past?: string;
}

export const VIEWS: readonly ViewRow[] = [
  {
    key: 'overview',
    path: '/',
    // The first screen comes with the page: one request less before it is seen.
    load: () => Promise.resolve(Overview),
    nav: { name: { en: 'Overview', fr: 'Vue d’ensemble' }, go: 'o' },
  },
  {
    key: 'floor',
    path: '/floor',
    load: () => import('./floor/floorView.tsx').then((view) => view.FloorView),
    nav: { name: { en: 'Floor', fr: 'Plan des salles' }, go: 'f' },
    ownTime: {
      words: {
        en: 'The floor has its own time, below',
        fr: 'Le plan a sa propre heure, ci-dessous',
      },
      past: 'at',
    },
  },
  {
    key: 'hall',
    path: '/hall/:id',
    load: () => import('./hall/hallView.tsx').then((view) => view.HallView),
    under: 'floor',
  },
  {
    key: 'power',
    path: '/power',
    load: () => import('./power/powerView.tsx').then((view) => view.PowerView),
    nav: { name: { en: 'Power', fr: 'Électricité' }, go: 'p' },
  },
  {
    key: 'cooling',
    path: '/cooling',
    load: () => import('./cooling/coolingView.tsx').then((view) => view.CoolingView),
    nav: { name: { en: 'Cooling', fr: 'Refroidissement' }, go: 'c' },
  },
  {
    key: 'jobs',
    path: '/jobs',
    load: () => import('./jobs/jobsView.tsx').then((view) => view.JobsView),
    nav: { name: { en: 'Jobs', fr: 'Travaux' }, go: 'j' },
  },
  {
    key: 'job',
    path: '/jobs/:id',
    load: () => import('./jobs/jobView.tsx').then((view) => view.JobPage),
    under: 'jobs',
  },
  {
    key: 'energy',
    path: '/energy',
    load: () => import('./energy/energyView.tsx').then((view) => view.EnergyView),
    nav: { name: { en: 'Energy', fr: 'Énergie' }, go: 'n' },
    ownTime: {
      words: {
        en: 'Energy has its own period, below',
        fr: 'L’énergie a sa propre période, ci-dessous',
      },
    },
  },
  {
    key: 'events',
    path: '/events',
    load: () => import('./events/eventsView.tsx').then((view) => view.EventsView),
    nav: { name: { en: 'Events', fr: 'Événements' }, go: 'e' },
  },
  {
    key: 'explore',
    path: '/explore',
    load: () => import('./explore/exploreView.tsx').then((view) => view.ExploreView),
    nav: { name: { en: 'Explore', fr: 'Explorer' }, go: 'x' },
  },
  {
    key: 'about',
    path: '/about',
    load: () => import('./about/aboutView.tsx').then((view) => view.AboutView),
    nav: { name: { en: 'About', fr: 'À propos' }, go: 'a' },
    ownTime: {},
  },
  {
    key: 'rack',
    path: '/rack/:id',
    load: () => import('./rack/rackView.tsx').then((view) => view.RackView),
    under: 'overview',
  },
  {
    key: 'gpu',
    path: '/gpu/:id',
    load: () => import('./gpu/gpuView.tsx').then((view) => view.GpuView),
    under: 'overview',
    climb: (id) => `/rack/${id.split('-')[0]}`,
  },
];

/** The row of a route's view. */
export function viewOf(key: string | undefined): ViewRow | undefined {
  return VIEWS.find((row) => row.key === key);
}

/** Key of the navigation's entry that is lit while a view is shown. */
export function litEntry(key: string | undefined): string | undefined {
  const row = viewOf(key);
  return row?.nav ? row.key : row?.under;
}

/** Path that Escape leads to; undefined at the top. */
export function climbFrom(key: string | undefined, id: string): string | undefined {
  const row = viewOf(key);
  if (row?.climb) return row.climb(id);
  if (row?.under) return viewOf(row.under)?.path;
  return row && row.path !== '/' ? '/' : undefined;
}
