// The power system that a site hangs on, in numbers: mix, load, carbon, price; in fixtures/grid.
import { type Static, Type } from 'typebox';
import { Passing } from './climate.ts';
import { Text } from './text.ts';

const Num = (minimum: number, maximum: number) => Type.Number({ minimum, maximum });
const Watts = Num(0, 1e12);
const Months = (of: ReturnType<typeof Num>) => Type.Array(of, { minItems: 12, maxItems: 12 });
const Hours = (of: ReturnType<typeof Num>) => Type.Array(of, { minItems: 24, maxItems: 24 });
const Part = <P extends Parameters<typeof Type.Object>[0]>(properties: P) =>
  Type.Object(properties, { additionalProperties: false });

/** What electricity is made from, as RTE counts it. */
export const FUELS = ['nuclear', 'hydro', 'wind', 'solar', 'gas', 'bio', 'oil', 'coal'] as const;
export type Fuel = (typeof FUELS)[number];

/** Shares of the weekday's mean by hour, local time. */
const Shape = Part({ weekday: Hours(Num(0, 3)), weekend: Hours(Num(0, 3)) });

/** Output that follows how short the system is: from nothing to `fullW` around `midW`, within some `widthW`. */
const Ramp = Part({ fullW: Watts, midW: Num(-1e12, 1e12), widthW: Watts });

export const GridFile = Part({
  id: Type.String({ pattern: '^[a-z][a-z0-9-]{0,39}$' }),
  name: Text,
  source: Type.String({ minLength: 1 }),
  licence: Type.String({ minLength: 1 }),
  timeZone: Type.String(),
  /** The middle of its solar parks. */
  latitudeDeg: Num(-90, 90),
  longitudeDeg: Num(-180, 180),
  load: Part({
    /** Weekday means, January to December. */
    monthMeanW: Months(Watts),
    winter: Shape,
    summer: Shape,
    /** 1 in the months of the winter shape, 0 in those of the summer shape. */
    monthWinterRatio: Months(Num(0, 1)),
    /** A kelvin colder or warmer than the season, in watts: negative heats, positive cools. */
    monthWPerK: Months(Num(-1e11, 1e11)),
    unrest: Passing,
  }),
  wind: Part({
    monthMeanW: Months(Watts),
    installedW: Watts,
    /** Spread of the logarithm of the output for a unit of windiness. */
    spread: Num(0, 2),
  }),
  solar: Part({
    /** Output under a clear sky with the sun straight above the panels. */
    clearW: Watts,
    tiltDeg: Num(0, 90),
    /** Mean share of the clear output that gets through, by month, and what a unit of clearness adds. */
    monthClearRatio: Months(Num(0, 1)),
    perClearness: Num(0, 1),
  }),
  nuclear: Part({
    monthAvailableW: Months(Watts),
    unrest: Passing,
    /** Below this residual load, as a ratio of what is available, output is lowered. */
    fullRatio: Num(0, 2),
    depth: Num(0, 3),
    bend: Num(0.5, 4),
  }),
  hydro: Part({
    monthMeanW: Months(Watts),
    unrest: Passing,
    /** Watts of hydro for a watt of shortness above its usual level. */
    perShortRatio: Num(0, 1),
    usualShortW: Num(-1e12, 1e12),
    leastRatio: Num(0, 1),
    fullW: Watts,
  }),
  thermal: Part({
    /** Cogeneration and must-run, by month. */
    monthGasW: Months(Watts),
    gas: Ramp,
    coal: Ramp,
    monthCoalRatio: Months(Num(0, 1)),
    oilLeastW: Watts,
    oil: Ramp,
    bioW: Watts,
    bioDeviationRatio: Num(0, 1),
    /** Demand of the neighbours, in watts of shortness: its deviation, and how it comes and goes. */
    abroadW: Watts,
    abroad: Passing,
  }),
  /** g/kWh of production by fuel; a fuel that is not named has none. */
  carbonGPerKWh: Type.Partial(
    Part(
      Object.fromEntries(FUELS.map((fuel) => [fuel, Num(0, 3_000)])) as Record<
        Fuel,
        ReturnType<typeof Num>
      >,
    ),
  ),
  price: Part({
    /** Solar abroad falls with ours: watts of shortness that a watt of ours takes away on the market. */
    solarWeight: Num(0, 5),
    windWeight: Num(0, 5),
    /** The merit order: EUR/MWh at a shortness in watts; straight lines between, the ends go on. */
    meritOrder: Type.Array(Type.Tuple([Num(-1e12, 1e12), Num(-500, 4_000)]), {
      minItems: 2,
      maxItems: 20,
    }),
    unrest: Passing,
    /** What one quarter-hour differs from its hour. */
    quarterDeviation: Num(0, 100),
    /** Local hour from which tomorrow's price is known. */
    publishedHour: Num(0, 24),
  }),
  forecast: Part({
    /** Standard deviation 24 h ahead, as a ratio of the value. */
    loadDeviation24hRatio: Num(0, 1),
    carbonDeviation24hRatio: Num(0, 1),
  }),
});
export type GridFile = Static<typeof GridFile>;
