// What the elevation of a rack can show of each GPU, and in which colour.
import type { MetricId } from '../../../server/contract/metrics.ts';
import type { Text } from '../../../server/contract/text.ts';
import { cssOf, rgbOfPixel } from '../../floor/colour.ts';
import { paletteOf } from '../../floor/palette.ts';
import type { DisplayUnit } from '../../format.ts';
import type { Theme } from '../../theme.ts';
import { RACK_TEXTS } from './rackTexts.ts';

interface RackMetric {
  readonly metric: MetricId;
  readonly name: Text;
  readonly unit: DisplayUnit;
  /** The ramp of the floor that colours it; a temperature is coloured by its margin. */
  readonly ramp: 'power' | 'margin' | 'activity';
  readonly colouredBy?: MetricId;
}

export const RACK_METRICS_SHOWN = {
  power: { metric: 'gpuPowerW', name: RACK_TEXTS.power, unit: 'W', ramp: 'power' },
  temperature: {
    metric: 'gpuTempC',
    name: RACK_TEXTS.temperature,
    unit: 'C',
    ramp: 'margin',
    colouredBy: 'gpuThermalMarginK',
  },
  margin: { metric: 'gpuThermalMarginK', name: RACK_TEXTS.margin, unit: 'K', ramp: 'margin' },
  activity: {
    metric: 'gpuSmActiveRatio',
    name: RACK_TEXTS.activity,
    unit: 'percent',
    ramp: 'activity',
  },
  clock: { metric: 'gpuSmClockMHz', name: RACK_TEXTS.clock, unit: 'MHz', ramp: 'activity' },
} as const satisfies Record<string, RackMetric>;
export type RackMetricName = keyof typeof RACK_METRICS_SHOWN;

export function rackMetricOf(name: string | undefined): RackMetricName {
  return name !== undefined && Object.hasOwn(RACK_METRICS_SHOWN, name)
    ? (name as RackMetricName)
    : 'power';
}

/** The floor's colour for a value of a range; undefined for what is not known. */
export function swatchOf(
  ramp: RackMetric['ramp'],
  theme: Theme,
  range: readonly [number, number],
  value: number,
): string | undefined {
  if (Number.isNaN(value)) return undefined;
  const [low, high] = range;
  const share = Math.min(1, Math.max(0, (value - low) / (high - low)));
  const code = Math.round(share * 254);
  const scale = ramp === 'power' ? [0, 1] : ramp === 'margin' ? [0, 60] : [0, 1];
  const pixel = palette(ramp, theme, scale as [number, number])[code] ?? 0;
  return cssOf(rgbOfPixel(pixel));
}

const palettes = new Map<string, Uint32Array>();

function palette(ramp: RackMetric['ramp'], theme: Theme, scale: [number, number]): Uint32Array {
  const key = `${ramp} ${theme}`;
  const made = palettes.get(key) ?? paletteOf(ramp, theme, scale, false);
  palettes.set(key, made);
  return made;
}
