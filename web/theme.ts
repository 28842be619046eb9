// The theme: dark or light, chosen by the visitor, otherwise as the system says.
import { signal } from '@preact/signals';

export type Theme = 'dark' | 'light';

export const theme = signal<Theme>('dark');

/** Takes the theme that public/first.js chose. */
export function startTheme(): void {
  theme.value = document.documentElement.dataset.theme === 'light' ? 'light' : 'dark';
}

export function chooseTheme(chosen: Theme): void {
  document.documentElement.dataset.theme = chosen;
  tokens.clear();
  theme.value = chosen;
  try {
    localStorage.setItem('carnot.theme', chosen);
  } catch {
    // A browser without storage forgets the choice, and that is all.
  }
}

/** Tokens change with the theme, and with the size of the window or paper: to ask the browser each time costs a style. */
const tokens = new Map<string, string>();
if (typeof window !== 'undefined') {
  for (const change of ['resize', 'load', 'beforeprint', 'afterprint']) {
    addEventListener(change, () => tokens.clear(), { capture: true });
  }
}

/** A token of theme.css, for a canvas. */
export function tokenOf(name: string): string {
  const known = tokens.get(name);
  if (known) return known;
  const root = document.documentElement;
  const value = getComputedStyle(root).getPropertyValue(`--${name}`).trim();
  tokens.set(name, value);
  return value;
}

/** A colour token as the canvas needs it; reading it in an effect makes the effect follow the theme. */
export function colourOf(name: string): string {
  void theme.value;
  return tokenOf(name);
}
