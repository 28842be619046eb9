// The page's address as signals: the view, the place it shows, and parameters that Back and a reload keep.
import { computed, type ReadonlySignal, signal } from '@preact/signals';

/** A path that has a page: `/power`, `/rack/:id`. */
export interface RoutePattern {
  readonly key: string;
  readonly path: string;
}

export interface Route {
  /** Key of the view; undefined when no view has this path. */
  readonly view: string | undefined;
  /** What the view shows; empty for a view without a place. */
  readonly id: string;
  readonly path: string;
}

/** They say how a person looks, not where: they go with every link of the page. */
const KEPT = ['range', 'from', 'to', 'compare', 'kiosk'];
const ID = /^[A-Za-z0-9-]{1,24}$/;

const address = signal(new URL('http://page/'));
const patterns = signal<readonly RoutePattern[]>([]);

export const route: ReadonlySignal<Route> = computed(() =>
  readRoute(address.value.pathname, patterns.value),
);

/** The view of a path; an id is checked against the site by the view that shows it. */
export function readRoute(path: string, known: readonly RoutePattern[]): Route {
  const [, head = '', id, rest] = path.replace(/(.)\/$/, '$1').split('/');
  const wanted = id === undefined ? `/${head}` : `/${head}/:id`;
  const row = known.find((pattern) => pattern.path === wanted);
  const fits = row && rest === undefined && (id === undefined || ID.test(id));
  return fits
    ? { view: row.key, id: (id ?? '').toUpperCase(), path }
    : { view: undefined, id: '', path };
}

/** Path of the page of a rack, GPU, hall or job, or undefined for what has none. */
export function pathOf(kind: string, id: string): string | undefined {
  const row = patterns.value.find(({ key, path }) => key === kind && path.endsWith('/:id'));
  return row?.path.replace(':id', id);
}

/** Path of a view without a place, by its key; undefined when the page has none. */
export function pathOfView(key: string): string | undefined {
  return patterns.value.find((row) => row.key === key)?.path;
}

const queries = new Map<string, ReadonlySignal<string | undefined>>();

/** A parameter of the address; undefined when it is not there. */
export function query(name: string): ReadonlySignal<string | undefined> {
  const known = queries.get(name);
  if (known) return known;
  const made = computed(() => address.value.searchParams.get(name) ?? undefined);
  queries.set(name, made);
  return made;
}

/** Sets or, with undefined, removes a parameter. It replaces the address: Back leaves the view, not the choice. */
export function setQuery(name: string, value: string | undefined): void {
  replaceQueries({ [name]: value });
}

export function replaceQueries(values: Readonly<Record<string, string | undefined>>): void {
  const next = withQueries(values);
  history.replaceState(null, '', next);
  address.value = next;
}

/** The same for several at once, as a step of its own: Back undoes it. */
export function pushQueries(values: Readonly<Record<string, string | undefined>>): void {
  const next = withQueries(values);
  if (next.href === address.value.href) return;
  history.pushState(null, '', next);
  address.value = next;
}

/** The link to this page with other parameters. */
export function hrefWith(values: Readonly<Record<string, string | undefined>>): string {
  const { pathname, search } = withQueries(values);
  return pathname + search;
}

function withQueries(values: Readonly<Record<string, string | undefined>>): URL {
  const next = new URL(address.value);
  for (const [name, value] of Object.entries(values)) {
    if (value === undefined) next.searchParams.delete(name);
    else next.searchParams.set(name, value);
  }
  return next;
}

/** Goes to another view of the page; range, comparison and kiosk stay unless the link says otherwise. */
export function navigate(href: string): void {
  const next = carryOver(new URL(href, address.value), address.value);
  if (next.href === address.value.href) return;
  history.pushState(null, '', next);
  address.value = next;
  scrollTo(0, 0);
}

/** `next` with the kept parameters of `last`; a link that speaks of time replaces all of time. */
export function carryOver(next: URL, last: URL): URL {
  const made = new URL(next);
  const ownTime = ['range', 'from', 'to'].some((name) => made.searchParams.has(name));
  for (const name of KEPT) {
    const value = last.searchParams.get(name);
    if (value === null || made.searchParams.has(name)) continue;
    if (ownTime && ['range', 'from', 'to'].includes(name)) continue;
    made.searchParams.set(name, value);
  }
  return made;
}

/** Follows the browser's address and turns plain clicks on the page's own links into views; returns its undo. */
export function startRoute(known: readonly RoutePattern[]): () => void {
  const follow = (): void => {
    address.value = new URL(location.href);
  };
  const click = (event: MouseEvent): void => {
    const link = (event.target as Element | null)?.closest?.('a');
    if (!link || !isPlainClick(event) || !leadsToView(link)) return;
    event.preventDefault();
    navigate(link.href);
  };
  patterns.value = known;
  follow();
  addEventListener('popstate', follow);
  document.addEventListener('click', click);
  return () => {
    removeEventListener('popstate', follow);
    document.removeEventListener('click', click);
  };
}

function isPlainClick(event: MouseEvent): boolean {
  const chorded = event.metaKey || event.ctrlKey || event.shiftKey || event.altKey;
  return event.button === 0 && !event.defaultPrevented && !chorded;
}

/** A link of this page, not to a file, the API or another host. */
function leadsToView(link: HTMLAnchorElement): boolean {
  const { origin, pathname, hash } = new URL(link.href);
  const own = origin === location.origin && !link.target && !link.hasAttribute('download');
  return own && hash === '' && readRoute(pathname, patterns.value).view !== undefined;
}
