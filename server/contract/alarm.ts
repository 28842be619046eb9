// A limit rule: one file in fixtures/alarms, with on and off thresholds, delays, severity, and what to do.
import { type Static, Type } from 'typebox';
import { Text } from './text.ts';

const Threshold = Type.Object(
  {
    /** Compared with the metric's value at every place of its scope. */
    above: Type.Optional(Type.Number()),
    below: Type.Optional(Type.Number()),
    /** State metrics: raised while the state is one of these names. */
    is: Type.Optional(Type.Array(Type.String(), { minItems: 1 })),
    /** Mask metrics, bits by name. on: any of these is set; off: none of these is, those of `on` among them. */
    any: Type.Optional(Type.Array(Type.String(), { minItems: 1 })),
  },
  { additionalProperties: false, minProperties: 1, maxProperties: 1 },
);

export const AlarmRule = Type.Object(
  {
    id: Type.String({ pattern: '^[a-z][A-Za-z0-9]*$' }),
    metric: Type.String(),
    severity: Type.Enum(['warning', 'critical']),
    /** Redundancy lost, or load or a limit: what makes the site degraded or critical. */
    on: Threshold,
    off: Threshold,
    onDelayS: Type.Number({ minimum: 0, maximum: 3_600 }),
    offDelayS: Type.Number({ minimum: 0, maximum: 3_600 }),
    /** Count the places of this kind as one line: GPUs that are hot are shown by rack. */
    groupBy: Type.Optional(Type.String()),
    /** Rules that explain this one when they stand at a place that shares `sharing` with it. */
    explainedBy: Type.Optional(
      Type.Array(
        Type.Object(
          { rule: Type.String(), sharing: Type.String() },
          { additionalProperties: false },
        ),
      ),
    ),
    /** Codes of events of a source that tell of the same thing at the same place or in it: the newest is the alarm's cause. */
    announcedBy: Type.Optional(Type.Array(Type.String(), { minItems: 1 })),
    /** `{place}`, `{value}` (the worst, with its unit) and `{count}` (places of the group) are filled in. */
    title: Text,
    consequence: Text,
    action: Text,
    source: Type.String({ minLength: 1 }),
  },
  { additionalProperties: false },
);
export type AlarmRule = Static<typeof AlarmRule>;
export type AlarmThreshold = Static<typeof Threshold>;
