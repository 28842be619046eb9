// The weather of a place in numbers: the parameters of a synthetic year, in fixtures/climate.
import { type Static, Type } from 'typebox';
import { Text } from './text.ts';

const Num = (minimum: number, maximum: number) => Type.Number({ minimum, maximum });
const Months = (minimum: number, maximum: number) =>
  Type.Array(Num(minimum, maximum), { minItems: 12, maxItems: 12 });

export const ClimateFile = Type.Object(
  {
    id: Type.String({ pattern: '^[a-z][a-z0-9-]{0,39}$' }),
    name: Text,
    source: Type.String({ minLength: 1 }),
    licence: Type.String({ minLength: 1 }),
    latitudeDeg: Num(-90, 90),
    longitudeDeg: Num(-180, 180),
    /** January to December. */
    monthMeanC: Months(-60, 60),
    /** Mean daily maximum less mean daily minimum. */
    monthDailyRangeK: Months(0, 40),
    monthMeanWetBulbC: Months(-60, 40),
    /** Solar hour of the warmest moment of a mean day. */
    warmestHour: Num(0, 24),
    /** Weather that comes and goes: smooth noise, one row a time scale. */
    weather: Type.Array(
      Type.Object(
        { everyS: Num(600, 1e7), deviationK: Num(0, 20) },
        { additionalProperties: false },
      ),
      { minItems: 1, maxItems: 8 },
    ),
    /** Wet-bulb depression: kelvin a kelvin of the day's swing, and its own weather. */
    depressionPerK: Num(0, 2),
    depressionDeviationRatio: Num(0, 2),
  },
  { additionalProperties: false },
);
export type ClimateFile = Static<typeof ClimateFile>;
