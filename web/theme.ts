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
  theme.value = chosen;
  try {
    localStorage.setItem('carnot.theme', chosen);
  } catch {
    // A browser without storage forgets the choice, and that is all.
  }
}

/** A token of theme.css, for a canvas. */
export function tokenOf(name: string): string {
  return getComputedStyle(document.documentElement).getPropertyValue(`--${name}`).trim();
}

/** A colour token as the canvas needs it; reading it in an effect makes the effect follow the theme. */
export function colourOf(name: string): string {
  void theme.value;
  return tokenOf(name);
}
