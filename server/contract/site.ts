// The shape of a site: its file in fixtures/sites, and what every part of the program knows of it.
import { type Static, Type } from 'typebox';
import { HARDWARE_LIMITS, type HardwareLimit } from './metric.ts';
import { PlaceRow } from './place.ts';
import { Text } from './text.ts';

const Watts = (minimum: number, maximum: number) => Type.Number({ minimum, maximum });
const Share = Type.Number({ minimum: 0, maximum: 1 });

/** What stands at the site, with its ratings. */
const Ratings = Type.Object(
  {
    connectionW: Watts(1e4, 5e9),
    connectionV: Type.Number({ minimum: 400, maximum: 400_000 }),
    itDesignW: Watts(1e4, 5e9),
    transformerVA: Watts(1e4, 2e9),
    upsW: Watts(1e4, 1e7),
    /** Running UPS that a group needs; the others are its redundancy (4N/3: 3 of 4). */
    upsNeeded: Type.Integer({ minimum: 1, maximum: 100 }),
    upsAutonomyS: Type.Number({ minimum: 10, maximum: 7_200 }),
    cduW: Watts(1e4, 1e7),
    /** Running CDUs that a ring needs; the others are its redundancy. */
    cduNeeded: Type.Integer({ minimum: 1, maximum: 100 }),
    gensetW: Watts(1e4, 1e7),
    gensetsNeeded: Type.Integer({ minimum: 1, maximum: 2_000 }),
    dryCoolerW: Watts(1e4, 5e9),
    chillerW: Watts(1e4, 5e9),
    networkRackW: Watts(100, 2e5),
    houseW: Watts(0, 1e8),
  },
  { additionalProperties: false },
);

export const SiteFile = Type.Object(
  {
    id: Type.String({ pattern: '^[a-z][a-z0-9-]{0,39}$' }),
    name: Text,
    about: Text,
    source: Type.String({ minLength: 1 }),
    timeZone: Type.String({ minLength: 1 }),
    /** Names of files in fixtures/hardware, fixtures/workloads, fixtures/climate and fixtures/grid. */
    hardware: Type.String(),
    workload: Type.String(),
    climate: Type.String(),
    grid: Type.String(),
    places: Type.Array(PlaceRow, { minItems: 6 }),
    ratings: Ratings,
    jobSlots: Type.Integer({ minimum: 8, maximum: 65_536 }),
    /** How the floor is drawn: halls across, racks in a row. */
    floor: Type.Object(
      { hallsAcross: Type.Integer({ minimum: 1, maximum: 100 }) },
      { additionalProperties: false },
    ),
    /** What is kept in memory at full rate. `gpuMetrics` 'all' keeps every GPU metric whose row says ring. */
    ring: Type.Object(
      {
        seconds: Type.Integer({ minimum: 10, maximum: 3_600 }),
        gpuSeconds: Type.Integer({ minimum: 10, maximum: 3_600 }),
        gpuMetrics: Type.Union([Type.Literal('all'), Type.Array(Type.String(), { maxItems: 12 })]),
      },
      { additionalProperties: false },
    ),
    /**
     * Steps of the past that a start runs through, of today or of a whole day; the last `fineS` seconds at 1 s. The
     * GPUs of a whole day come into history with it, or after the site has gone live.
     */
    preRoll: Type.Object(
      {
        stepS: Type.Integer({ minimum: 1, maximum: 900 }),
        dayStepS: Type.Enum([10, 20, 30, 60, 300]),
        dayGpus: Type.Enum(['with', 'after']),
        fineS: Type.Integer({ minimum: 0, maximum: 3_600 }),
      },
      { additionalProperties: false },
    ),
    /** Share of trays out of service in the long run; a source of the twin's first population. */
    outOfServiceShare: Share,
  },
  { additionalProperties: false },
);
export type SiteFile = Static<typeof SiteFile>;

/** A site as the program and the page know it: the file, with the limits of its hardware. */
export interface Site extends SiteFile {
  readonly limits: Readonly<Record<HardwareLimit, number>>;
  /** Product name of the GPU, as its driver says it. */
  readonly gpuModel: string;
  readonly driverVersion: string;
}

export const HardwareLimits = Type.Object(
  Object.fromEntries(
    HARDWARE_LIMITS.map((limit) => [limit, Type.Number({ minimum: 1 })]),
  ) as Record<HardwareLimit, ReturnType<typeof Type.Number>>,
  { additionalProperties: false },
);
