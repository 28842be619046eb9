// The colours of the theme as the floor's canvas needs them.
import { colourOf } from '../theme.ts';

export interface Ink {
  readonly surface: string;
  readonly line: string;
  readonly lineStrong: string;
  readonly text: string;
  readonly muted: string;
  readonly cooling: string;
  readonly warning: string;
  readonly critical: string;
  readonly focus: string;
}

/** Reading it in an effect makes the effect follow the theme. */
export function readInk(): Ink {
  return {
    surface: colourOf('surface'),
    line: colourOf('line'),
    lineStrong: colourOf('line-strong'),
    text: colourOf('text'),
    muted: colourOf('muted'),
    cooling: colourOf('cooling'),
    warning: colourOf('warning'),
    critical: colourOf('critical'),
    focus: colourOf('focus'),
  };
}
