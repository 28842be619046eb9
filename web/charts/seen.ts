// Whether an element can be seen: in the window, and the page not hidden behind another.
import { computed, type ReadonlySignal, signal } from '@preact/signals';

const pageShown = signal(typeof document === 'undefined' || !document.hidden);
if (typeof document !== 'undefined') {
  document.addEventListener('visibilitychange', () => {
    pageShown.value = !document.hidden;
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
  });
  observer.observe(element);
  return {
    visible: computed(() => inWindow.value && pageShown.value),
    stop: () => observer.disconnect(),
  };
}
