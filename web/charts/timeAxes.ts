// The two axes of a time chart: hours or days of the site, and round values.
import { formatClock, formatDay, formatNumber } from '../format.ts';
import { colourOf } from '../theme.ts';
import type { Picture } from './picture.ts';
import { tellsDays, timeTicks } from './timeTicks.ts';
import { digitsOf } from './valueScale.ts';

/** What is drawn now; undefined before the first drawing. */
type Shown = () => { drawing: { timeZone: string }; picture: Picture } | undefined;
/** Room beside the plot in CSS pixels, which plots above each other have in common. */
export type RoomOf = (side: 'left' | 'right', needed: number) => number;

interface Axis {
  readonly min: number;
  readonly max: number;
  width: number;
  ticks: { value: number }[];
}

export function timeAxis(shown: Shown) {
  const zone = (): string => shown()?.drawing.timeZone ?? 'UTC';
  const most = (width: number): number => Math.max(2, Math.floor(width / (typeSize() * 6)));
  let days = false;
  return {
    type: 'linear' as const,
    grid: { display: false },
    border: { display: false },
    afterBuildTicks(axis: Axis) {
      const room = most(axis.width);
      days = tellsDays(axis.min, axis.max, room);
      // A time at the very end would stand under the names of the lines.
      const endMs = ((axis.max - axis.min) / Math.max(1, axis.width)) * typeSize() * 1.7;
      axis.ticks = timeTicks(axis.min, axis.max - endMs, zone(), room).map((value) => ({ value }));
    },
    ticks: {
      color: () => colourOf('muted'),
      font: () => ({ size: typeSize() }),
      maxRotation: 0,
      autoSkip: false,
      callback: (value: number | string) => tickText(Number(value), days, zone(), shown()),
    },
  };
}

/** The hour, or the day where ticks stand days apart or a new day begins. */
function tickText(
  timeMs: number,
  days: boolean,
  timeZone: string,
  shown: ReturnType<Shown>,
): string {
  const { fromMs = 0, toMs = 0 } = shown?.picture.span ?? {};
  const short = toMs - fromMs <= 300_000;
  const clock = formatClock(timeMs, timeZone, short);
  const newDay = toMs - fromMs > 43_200_000 && clock === '00:00';
  return days || newDay ? formatDay(timeMs, timeZone) : clock;
}

export function valueAxis(shown: Shown, room: RoomOf) {
  return {
    type: 'linear' as const,
    border: { display: false },
    grid: { color: () => colourOf('line'), drawTicks: false },
    afterBuildTicks(axis: Axis) {
      const step = shown()?.picture.scale.step ?? 1;
      const first = Math.ceil(axis.min / step - 1e-9);
      const count = Math.max(0, Math.floor(axis.max / step + 1e-9) - first + 1);
      axis.ticks = Array.from({ length: Math.min(12, count) }, (_, i) => ({
        value: (first + i) * step,
      }));
    },
    afterFit(axis: Axis) {
      axis.width = room('left', axis.width);
    },
    ticks: {
      color: () => colourOf('muted'),
      font: () => ({ size: typeSize() }),
      padding: 6,
      autoSkip: false,
      callback(value: number | string) {
        const scale = shown()?.picture.scale;
        return scale ? formatNumber(Number(value), { digits: digitsOf(scale) }) : '';
      },
    },
  };
}

function typeSize(): number {
  return Number.parseFloat(colourOf('size-11')) || 11;
}
