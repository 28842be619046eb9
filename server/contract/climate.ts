// The weather of a place in numbers: the parameters of a synthetic year, in fixtures/climate.
import { type Static, Type } from 'typebox';
import { Text } from './text.ts';

const Num = (minimum: number, maximum: number) => Type.Number({ minimum, maximum });
const Months = (minimum: number, maximum: number) =>
  Type.Array(Num(minimum, maximum), { minItems: 12, maxItems: 12 });
const Between = (minimum: number, maximum: number) =>
  Type.Tuple([Num(minimum, maximum), Num(minimum, maximum)]);
const Part = <P extends Parameters<typeof Type.Object>[0]>(properties: P) =>
  Type.Object(properties, { additionalProperties: false });

/** Noise that comes and goes, one row a time scale. */
export const Passing = Type.Array(Part({ everyS: Num(600, 1e7), deviation: Num(0, 20) }), {
  minItems: 1,
  maxItems: 8,
});
export type Passing = Static<typeof Passing>;

export const ClimateFile = Part({
  id: Type.String({ pattern: '^[a-z][a-z0-9-]{0,39}$' }),
  name: Text,
  source: Type.String({ minLength: 1 }),
  licence: Type.String({ minLength: 1 }),
  latitudeDeg: Num(-90, 90),
  longitudeDeg: Num(-180, 180),
  /** January to December, without heat waves. */
  monthMeanC: Months(-60, 60),
  monthDewPointC: Months(-60, 40),
  /** The mean day: one swing a day and one twice a day, with the solar hours of their crests. */
  monthDaySwingK: Months(0, 20),
  monthHalfDaySwingK: Months(0, 10),
  dayCrestHour: Num(0, 24),
  halfDayCrestHour: Num(0, 12),
  /** Air masses, in kelvin. */
  airMass: Passing,
  /** Gusts and showers: kelvin that the rest of the sky knows nothing of. */
  unrest: Passing,
  /** Clear (+) and overcast (-), windy (+) and calm (-): both of deviation about 1. */
  clearness: Passing,
  windiness: Passing,
  /** Kelvin of the day's mean for one unit of clearness (cold in winter, warm in summer) and of windiness. */
  monthKPerClearness: Months(-5, 5),
  monthKPerWindiness: Months(-5, 5),
  /** How much one unit of clearness widens the day's swing. */
  swingPerClearness: Num(0, 1),
  /** Dew point: kelvin for a kelvin of air mass, for a kelvin of heat wave, for a unit of clearness; its own noise. */
  dewPerAirMass: Num(0, 2),
  dewPerHeatWave: Num(0, 2),
  dewPerClearnessK: Num(-5, 5),
  dewUnrest: Passing,
  heatWave: Part({
    /** First day of the first window, counted from 1 January; windows follow one another. */
    fromDay: Num(0, 365),
    windowDays: Num(1, 365),
    windows: Type.Integer({ minimum: 0, maximum: 20 }),
    perWindowRatio: Num(0, 1),
    days: Between(1, 30),
    peakK: Between(0, 20),
  }),
  forecast: Part({
    /** Standard deviation 24 h ahead. */
    dryDeviation24hK: Num(0, 10),
    wetDeviation24hK: Num(0, 10),
  }),
});
export type ClimateFile = Static<typeof ClimateFile>;
