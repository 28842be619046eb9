// Commands: what an operator may ask of a source, one shape each, told apart by `do`.
import { type Static, type TProperties, Type } from 'typebox';
import { Nullable } from './nullable.ts';
import type { PlaceKind } from './place.ts';

/** Faults that can be put on a place, by its kind. */
export const FAULTS = {
  feed: ['lost'],
  transformer: ['trip'],
  ups: ['fail'],
  genset: ['noStart'],
  cdu: ['stop', 'pumpA', 'pumpB'],
  rack: ['leak'],
  tray: ['out'],
  gpu: ['xid', 'sensorStuck', 'sensorMissing', 'hot'],
} as const satisfies Partial<Record<PlaceKind, readonly string[]>>;
export type FaultPlace = keyof typeof FAULTS;
export type FaultOf<K extends FaultPlace> = (typeof FAULTS)[K][number];
export type Fault = FaultOf<FaultPlace>;

/** Watts of a GPU's cap: the range that the driver takes. */
export const CAP_RANGE_W = [200, 1_200] as const;

const PlaceId = Type.String({ minLength: 1, maxLength: 24, description: 'id of a place' });
const JobId = Type.String({ pattern: '^J[0-9]{1,12}$', description: 'J and the number of a job' });
const Word = Type.String({
  pattern: '^[A-Za-z0-9][A-Za-z0-9 ._-]{0,39}$',
  description: 'up to 40 letters, digits, spaces, dots and dashes, the first a letter or digit',
});
const Celsius = Type.Number({ minimum: 15, maximum: 60, description: 'degrees Celsius' });

function command<D extends string, P extends TProperties>(name: D, properties: P) {
  return Type.Object({ do: Type.Literal(name), ...properties }, { additionalProperties: false });
}

/** By `do`: the schema of each command. */
export const COMMANDS = {
  injectFault: command('injectFault', {
    place: PlaceId,
    fault: Type.Enum([...new Set(Object.values(FAULTS).flat())]),
    xid: Type.Optional(Type.Integer({ minimum: 1, maximum: 999, description: 'of fault xid' })),
  }),
  /** Ends every fault that stands on a place, injected or not; a repair takes no time then. */
  clearFault: command('clearFault', { place: PlaceId }),
  /** Of each GPU at a place (gpu, rack or SITE) or of a job; null lifts it. The lowest of all caps holds. */
  setCap: command('setCap', {
    place: Type.Optional(PlaceId),
    job: Type.Optional(JobId),
    watts: Nullable(Type.Number({ minimum: CAP_RANGE_W[0], maximum: CAP_RANGE_W[1] })),
  }),
  /** Supply set-point of a coolant ring (RING1) or of the facility water (PLANT); null goes back to the site's own. */
  setCoolant: command('setCoolant', { place: PlaceId, celsius: Nullable(Celsius) }),
  /** Its jobs go on until they end, new ones go elsewhere. */
  drainRack: command('drainRack', { place: PlaceId }),
  returnRack: command('returnRack', { place: PlaceId }),
  startJob: command('startJob', {
    profile: Type.String({ minLength: 1, maxLength: 40, description: 'profile of the workload' }),
    gpus: Type.Integer({ minimum: 1, maximum: 1_000_000 }),
    minutes: Type.Number({ minimum: 1, maximum: 525_600 }),
    name: Type.Optional(Word),
    tenant: Type.Optional(Word),
  }),
  stopJob: command('stopJob', { job: JobId }),
  /** All its GPUs wait for so long, as if one of them had hung. */
  stallJob: command('stallJob', {
    job: JobId,
    seconds: Type.Integer({ minimum: 1, maximum: 3_600 }),
  }),
  /** Brings the power taken from the grid down to so many MW, by caps, for so long. */
  shed: command('shed', {
    megawatts: Type.Number({ minimum: 0.01, maximum: 2_000 }),
    minutes: Type.Number({ minimum: 1, maximum: 1_440 }),
  }),
  endShed: command('endShed', {}),
  /** GB300-style power smoothing of all GPUs. */
  setSmoothing: command('setSmoothing', { on: Type.Boolean() }),
  /** Share of the warm loop's heat that a neighbour takes. */
  setHeatReuse: command('setHeatReuse', { share: Type.Number({ minimum: 0, maximum: 0.9 }) }),
} as const;
export type CommandName = keyof typeof COMMANDS;
export type Command = { [N in CommandName]: Static<(typeof COMMANDS)[N]> }[CommandName];
export type CommandOf<N extends CommandName> = Static<(typeof COMMANDS)[N]>;

/** A command as the log keeps it: what was asked, by whom, and the END of the step in which it first acts. */
export interface LoggedCommand {
  readonly timeMs: number;
  readonly by: string;
  readonly command: Command;
}

/** A refused command changes nothing. */
export interface CommandRefusal {
  readonly accepted: false;
  /** `unknown`: no such place, job or profile; `range`: a value this site cannot take; `conflict`: not as things stand. */
  readonly reason: 'unknown' | 'range' | 'conflict';
  /** One sentence that names the culprit and the bound. */
  readonly message: string;
  readonly field?: string;
}
export type CommandResult =
  | { readonly accepted: true; readonly timeMs: number; readonly message: string }
  | CommandRefusal;
