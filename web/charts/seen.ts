// Whether an element can be seen: in the window, and the page not hidden behind another.
import { computed, type ReadonlySignal, signal } from '@preact/signals';

/** A screen ahead, so that nothing comes into sight undrawn; `scrollMargin` is for panels inside a part that scrolls. */
const AHEAD = { rootMargin: '100% 0px', scrollMargin: '100% 0px' };

export const printing = signal(false);
const pageShown = signal(typeof document === 'undefined' || !document.hidden);
if (typeof document !== 'undefined') {
  document.addEventListener('visibilitychange', () => {
    pageShown.value = !document.hidden;
  });
  // On paper everything is in sight.
  addEventListener('beforeprint', () => {
    printing.value = true;
  });
  addEventListener('afterprint', () => {
    printing.value = false;
  });
}

export interface Seen {
  readonly visible: ReadonlySignal<boolean>;
  stop(): void;
}

export function watchSeen(element: Element): Seen {
  const inWindow = signal(true);
  const observer = new IntersectionObserver((entries) => {
    inWindow.value = entries.at(-1)?.isIntersecting ?? true;
  }, AHEAD);
  observer.observe(element);
  return {
    visible: computed(() => printing.value || (inWindow.value && pageShown.value)),
    stop: () => observer.disconnect(),
  };
}
