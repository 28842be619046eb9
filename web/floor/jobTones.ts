// One calm tone a job: from its id, kept while it lives, and never the tone of a job beside it.
import type { Theme } from '../theme.ts';
import { cssOf, type Oklch, pixelOf, rgbOf } from './colour.ts';
import { HOLLOW, type Palette } from './palette.ts';

/** Hues of the tones, away from red and orange, in an order in which neighbours differ. */
const HUES = [250, 145, 320, 195, 105, 280, 170, 350, 225];
export const TONES = HUES.length * 2;

/** Codes of the job plane that are no tone. */
export const NO_JOB = 253;

/** The tone of each running job; `beside` lists jobs that touch. Tones of `last` stay. */
export function assignTones(
  jobIds: readonly string[],
  beside: ReadonlyMap<string, ReadonlySet<string>>,
  last: ReadonlyMap<string, number>,
): Map<string, number> {
  const tones = new Map<string, number>();
  for (const id of jobIds) {
    const kept = last.get(id);
    if (kept !== undefined) tones.set(id, kept);
  }
  for (const id of jobIds) {
    if (!tones.has(id)) tones.set(id, freeTone(id, beside.get(id) ?? new Set(), tones));
  }
  return tones;
}

/** The tone that the id asks for, or the next one that no neighbour has. */
function freeTone(
  id: string,
  beside: ReadonlySet<string>,
  tones: ReadonlyMap<string, number>,
): number {
  const wanted = Number(id.slice(1)) % TONES;
  const taken = new Set([...beside].map((other) => tones.get(other)));
  for (let step = 0; step < TONES; step++) {
    const tone = (wanted + step) % TONES;
    if (!taken.has(tone)) return tone;
  }
  return wanted;
}

function toneColour(tone: number, theme: Theme): Oklch {
  const bright = tone >= HUES.length;
  const l = theme === 'dark' ? (bright ? 0.74 : 0.56) : bright ? 0.78 : 0.6;
  return { l, c: 0.085, h: HUES[tone % HUES.length] ?? 0 };
}

export function toneCss(tone: number, theme: Theme): string {
  return cssOf(rgbOf(toneColour(tone, theme)));
}

export function jobPalette(theme: Theme, stale: boolean): Palette {
  const palette = new Uint32Array(256).fill(HOLLOW);
  for (let tone = 0; tone < TONES; tone++) {
    const colour = toneColour(tone, theme);
    palette[tone] = pixelOf(rgbOf(stale ? { ...colour, c: 0.008 } : colour));
  }
  const idle: Oklch = { l: theme === 'dark' ? 0.27 : 0.93, c: 0.008, h: 255 };
  palette[NO_JOB] = pixelOf(rgbOf(idle));
  return palette;
}
