// The colours of the floor: for each metric and theme a table from plane code to pixel, on a fixed scale.
import { NO_PLANE_CODE } from '../../server/contract/noValue.ts';
import { planeValue } from '../../server/contract/plane.ts';
import { codeOf } from '../../server/contract/state.ts';
import type { Theme } from '../theme.ts';
import { type Oklch, pixelOf, rgbOf } from './colour.ts';
import { type FloorMetric, isJobMetric } from './floorMetric.ts';

export type Palette = Uint32Array;

/** A see-through pixel: the page shows, and a hollow cell is drawn there. */
export const HOLLOW = 0;

/** Below this margin a GPU is worth a look: the one threshold that colours heat (look: neutral until 10 K). */
const MARGIN_OF_NOTE_K = 10;

/** Ends of a ramp, low and high; one hue throughout, away from red and orange. */
interface Ramp {
  readonly low: Oklch;
  readonly high: Oklch;
}

const AMBER = 78;
const VIOLET = 292;
const CYAN = 212;
const SLATE = 255;

const RAMPS: Record<Theme, Record<'power' | 'activity' | 'grey', Ramp>> = {
  dark: {
    power: { low: { l: 0.27, c: 0.025, h: AMBER }, high: { l: 0.86, c: 0.15, h: AMBER } },
    activity: { low: { l: 0.27, c: 0.03, h: VIOLET }, high: { l: 0.8, c: 0.13, h: VIOLET } },
    grey: { low: { l: 0.27, c: 0.008, h: SLATE }, high: { l: 0.62, c: 0.012, h: SLATE } },
  },
  light: {
    power: { low: { l: 0.95, c: 0.035, h: AMBER }, high: { l: 0.58, c: 0.132, h: AMBER } },
    activity: { low: { l: 0.94, c: 0.02, h: VIOLET }, high: { l: 0.42, c: 0.17, h: VIOLET } },
    grey: { low: { l: 0.93, c: 0.004, h: SLATE }, high: { l: 0.58, c: 0.012, h: SLATE } },
  },
};

/** Much margin is a quiet grey; little margin leaves it towards cyan, the colour of heat and cooling. */
const MARGIN: Record<Theme, { calm: Ramp; near: Ramp }> = {
  dark: {
    calm: { low: { l: 0.29, c: 0.01, h: SLATE }, high: { l: 0.37, c: 0.012, h: SLATE } },
    near: { low: { l: 0.5, c: 0.06, h: CYAN }, high: { l: 0.9, c: 0.11, h: CYAN } },
  },
  light: {
    calm: { low: { l: 0.93, c: 0.004, h: SLATE }, high: { l: 0.86, c: 0.008, h: SLATE } },
    near: { low: { l: 0.74, c: 0.06, h: CYAN }, high: { l: 0.38, c: 0.075, h: CYAN } },
  },
};

/** Normal is grey; only what needs a person has a colour. */
const HEALTH: Record<Theme, Record<'normal' | 'warning' | 'critical', Oklch>> = {
  dark: {
    normal: { l: 0.36, c: 0.01, h: SLATE },
    warning: { l: 0.76, c: 0.16, h: 62 },
    critical: { l: 0.64, c: 0.22, h: 25 },
  },
  light: {
    normal: { l: 0.87, c: 0.008, h: SLATE },
    warning: { l: 0.66, c: 0.16, h: 58 },
    critical: { l: 0.52, c: 0.21, h: 27 },
  },
};

/** The colour of every code of a metric; `stale` draws the same scale in grey. */
export function paletteOf(
  metric: FloorMetric,
  theme: Theme,
  range: readonly [number, number],
  stale: boolean,
  /** Temperature from which a GPU is worth a look, C. */
  noteC = Number.POSITIVE_INFINITY,
): Palette {
  const palette = new Uint32Array(256);
  for (let code = 0; code < NO_PLANE_CODE; code++) {
    palette[code] = pixelOf(
      rgbOf(colourOf(metric, theme, planeValue(code, range), range, stale, noteC)),
    );
  }
  palette[NO_PLANE_CODE] = HOLLOW;
  if (metric === 'health') palette[codeOf('health', 'out')] = HOLLOW;
  return palette;
}

function colourOf(
  metric: FloorMetric,
  theme: Theme,
  value: number,
  [low, high]: readonly [number, number],
  stale: boolean,
  noteC: number,
): Oklch {
  const share = (value - low) / (high - low);
  const grey = RAMPS[theme].grey;
  if (metric === 'margin') {
    return stale ? between(grey, 1 - share) : marginColour(theme, value, high);
  }
  if (metric === 'health') return healthColour(theme, value, stale);
  if (stale || isJobMetric(metric)) return between(grey, share);
  if (metric === 'temperature') {
    const { calm, near } = MARGIN[theme];
    return value < noteC
      ? between(calm, (value - low) / (Math.min(noteC, high) - low))
      : between(near, Math.min(1, (value - noteC) / (high - noteC)));
  }
  return between(RAMPS[theme][metric === 'clock' ? 'activity' : metric], share);
}

function marginColour(theme: Theme, marginK: number, highK: number): Oklch {
  const { calm, near } = MARGIN[theme];
  if (marginK < MARGIN_OF_NOTE_K) return between(near, 1 - marginK / MARGIN_OF_NOTE_K);
  return between(calm, (highK - marginK) / (highK - MARGIN_OF_NOTE_K));
}

function healthColour(theme: Theme, state: number, stale: boolean): Oklch {
  const colours = HEALTH[theme];
  const colour =
    state === codeOf('health', 'critical')
      ? colours.critical
      : state === codeOf('health', 'warning')
        ? colours.warning
        : colours.normal;
  return stale ? { ...colour, c: 0.01 } : colour;
}

function between({ low, high }: Ramp, share: number): Oklch {
  return {
    l: low.l + (high.l - low.l) * share,
    c: low.c + (high.c - low.c) * share,
    h: high.h,
  };
}
