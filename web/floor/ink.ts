// The colours of the theme as the canvas needs them, read from the tokens of the page.

export interface Ink {
  readonly surface: string;
  readonly line: string;
  readonly lineStrong: string;
  readonly text: string;
  readonly muted: string;
  readonly cooling: string;
  readonly warning: string;
  readonly critical: string;
}

export function inkOf(element: Element): Ink {
  const style = getComputedStyle(element);
  const token = (name: string): string => style.getPropertyValue(name).trim();
  return {
    surface: token('--surface'),
    line: token('--line'),
    lineStrong: token('--line-strong'),
    text: token('--text'),
    muted: token('--muted'),
    cooling: token('--cooling'),
    warning: token('--warning'),
    critical: token('--critical'),
  };
}
