// The ratios of a data centre by name and window, and how the API tells them: never without what they are made of.
import { type Static, Type } from 'typebox';
import { Nullable } from './nullable.ts';

/** PUE of category 1 (UPS outputs) and 3 (rack inputs), water, carbon, and reused energy (ISO/IEC 30134-2, -9, -8, -6). */
const RATIO_IDS = ['pue1', 'pue3', 'wue', 'cue', 'erf'] as const;
export type RatioId = (typeof RATIO_IDS)[number];

const RATIO_WINDOWS = ['15m', '24h', '12m'] as const;
export type RatioWindow = (typeof RATIO_WINDOWS)[number];

export const EfficiencyAnswer = Type.Object({
  timeMs: Type.Number({ description: 'END of every window' }),
  ratios: Type.Array(
    Type.Object({
      ratio: Type.Enum([...RATIO_IDS]),
      window: Type.Enum([...RATIO_WINDOWS]),
      metric: Type.String({ description: 'the metric that shows it' }),
      value: Nullable(Type.Number()),
      unit: Type.String(),
      numerator: Nullable(Type.Number({ description: 'growth of the meter above the line' })),
      numeratorMetric: Type.String(),
      denominator: Nullable(Type.Number({ description: 'growth of the meter below the line' })),
      denominatorMetric: Type.String(),
      batteryWh: Nullable(
        Type.Number({
          description:
            'PUE only: energy that UPS batteries gave in the window, which no meter of the numerator sees',
        }),
      ),
      coverage: Type.Number({
        minimum: 0,
        maximum: 1,
        description: 'share of the window in which both meters were read',
      }),
    }),
  ),
});
export type EfficiencyAnswer = Static<typeof EfficiencyAnswer>;
