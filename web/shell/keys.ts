// Keys that work everywhere: `?` helps, `/` searches, `g` and a letter goes to a view, Escape climbs.
import { useEffect } from 'preact/hooks';
import { navigate, route } from '../route.ts';
import { climbFrom, VIEWS } from '../views/list.ts';
import { closeLayer, keepTyped, layer, openLayer } from './layer.tsx';

/** The letter has to follow `g` within this time. */
const CHORD_MS = 1_200;

export const openHelp = (): void =>
  openLayer(() => import('./helpDialog.tsx').then((part) => part.HelpDialog));
export const openSearch = (): void =>
  openLayer(() => import('./searchDialog.tsx').then((part) => part.SearchDialog));

export function useKeys(): void {
  useEffect(() => {
    let goUntilMs = 0;
    const press = (event: KeyboardEvent): void => {
      if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return;
      if (keepTyped(event.key)) {
        event.preventDefault();
        return;
      }
      if (layer.peek() || isTyping(event.target)) return;
      const going = event.timeStamp < goUntilMs;
      goUntilMs = 0;
      const path = going ? VIEWS.find(({ nav }) => nav?.go === event.key)?.path : undefined;
      if (path !== undefined) navigate(path);
      else if (event.key === 'g') goUntilMs = event.timeStamp + CHORD_MS;
      else if (event.key === '?') openHelp();
      else if (event.key === '/') openSearch();
      else if (event.key === 'Escape') climb();
      else return;
      event.preventDefault();
    };
    addEventListener('keydown', press);
    return () => removeEventListener('keydown', press);
  }, []);
  // A dialog belongs to the view that it was opened over.
  useEffect(() => route.subscribe(closeLayer), []);
}

function climb(): void {
  const { view, id } = route.peek();
  const path = climbFrom(view, id);
  if (path !== undefined) navigate(path);
}

function isTyping(target: EventTarget | null): boolean {
  const fields = 'input:not([type=radio], [type=checkbox]), textarea, select, dialog';
  return target instanceof Element && target.closest(fields) !== null;
}
