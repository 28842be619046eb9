// The page's address as signals: the view, the place it shows, and parameters that Back and a reload keep.
import { computed, type ReadonlySignal, signal } from '@preact/signals';

export type Route =
  | { readonly view: 'overview' }
  | { readonly view: 'rack' | 'gpu'; readonly id: string }
  | { readonly view: 'notFound'; readonly path: string };

const address = signal(new URL('http://page/'));

export const route: ReadonlySignal<Route> = computed(() => readRoute(address.value.pathname));

/** The view of a path; an id is checked against the site by the view that shows it. */
export function readRoute(path: string): Route {
  if (path === '/') return { view: 'overview' };
  const [, view, id] = /^\/(rack|gpu)\/([A-Za-z0-9-]{1,24})\/?$/.exec(path) ?? [];
  if ((view === 'rack' || view === 'gpu') && id) return { view, id: id.toUpperCase() };
  return { view: 'notFound', path };
}

/** Path of the page of a place, or undefined for a kind that has none. */
export function pathOf(kind: string, id: string): string | undefined {
  return kind === 'rack' || kind === 'gpu' ? `/${kind}/${id}` : undefined;
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
  const next = new URL(address.value);
  if (value === undefined) next.searchParams.delete(name);
  else next.searchParams.set(name, value);
  history.replaceState(null, '', next);
  address.value = next;
}

/** Goes to another view of the page. */
export function navigate(href: string): void {
  const next = new URL(href, address.value);
  if (next.href === address.value.href) return;
  history.pushState(null, '', next);
  address.value = next;
  scrollTo(0, 0);
}

/** Follows the browser's address and turns plain clicks on the page's own links into views; returns its undo. */
export function startRoute(): () => void {
  const follow = (): void => {
    address.value = new URL(location.href);
  };
  const click = (event: MouseEvent): void => {
    const link = (event.target as Element | null)?.closest?.('a');
    if (!link || !isPlainClick(event) || !leadsToView(link)) return;
    event.preventDefault();
    navigate(link.href);
  };
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
  return own && hash === '' && readRoute(pathname).view !== 'notFound';
}
