// Carries out commands: one row a command; a refused one has changed nothing and leaves no trace.
import type {
  Command,
  CommandName,
  CommandOf,
  CommandRefusal,
  CommandResult,
} from '../contract/command.ts';
import type { Actions, CapTarget } from './actions.ts';
import { clearFault, injectFault } from './commandFaults.ts';
import {
  type Carry,
  type Context,
  isRefusal,
  jobNumber,
  placeOf,
  type Told,
  told,
} from './commandWords.ts';
import type { Outlet } from './outlet.ts';
import { refused } from './refused.ts';
import { eventOf, type Twin } from './twin.ts';

export interface Commands {
  /** Acts in the step that ends at this second, or is refused. */
  apply(command: Command, by: string, second: number): CommandResult;
}

export function createCommands(twin: Twin, actions: Actions, outlet: Outlet): Commands {
  const context = { twin, actions };
  return {
    apply(command, by, second) {
      // What the action reports has the command as its cause, and leaves after it.
      const ref = ++twin.reported.count;
      twin.reported.cause = ref;
      outlet.hold();
      let outcome: CommandRefusal | Told;
      try {
        outcome = carry(context, command, second);
      } catch (error) {
        outlet.release();
        throw error;
      } finally {
        twin.reported.cause = undefined;
      }
      if (isRefusal(outcome)) {
        outlet.drop();
        twin.reported.count = ref - 1;
        return outcome;
      }
      const { place, key, params } = outcome;
      outlet.release(
        eventOf(twin, ref, second, {
          kind: 'command',
          severity: 'info',
          code: `command.${command.do}`,
          place: place && [place.kind, place.index],
          key,
          params: { ...params, by } as never,
        }),
      );
      const timeMs = second * 1_000;
      const end = new Date(timeMs).toISOString();
      return {
        accepted: true,
        timeMs,
        message: `${command.do} acts in the step that ends at ${end}`,
      };
    },
  };
}

function rackOrder(
  order: 'drain' | 'returnRack',
  key: 'command.drainRack' | 'command.returnRack',
): Carry<'drainRack' | 'returnRack'> {
  return ({ twin, actions }, { place: id }, second) => {
    const place = placeOf(twin, id, ['rack']);
    if (isRefusal(place)) return place;
    return actions.jobs[order](place.index, second) ?? told(key, place, { place: id });
  };
}

const CARRY: { readonly [N in CommandName]: Carry<N> } = {
  injectFault,
  clearFault,
  setCap,
  setCoolant,
  drainRack: rackOrder('drain', 'command.drainRack'),
  returnRack: rackOrder('returnRack', 'command.returnRack'),
  startJob: ({ actions }, { do: _, ...wish }, second) => {
    const outcome = actions.jobs.start(wish, second);
    if (isRefusal(outcome)) return outcome;
    const { profile, gpus, minutes } = wish;
    return told('command.startJob', null, { job: `J${outcome.jobId}`, profile, gpus, minutes });
  },
  stopJob: ({ actions }, { job }, second) =>
    actions.jobs.stop(jobNumber(job), second) ?? told('command.stopJob', null, { job }),
  stallJob: ({ actions }, { job, seconds }, second) =>
    actions.jobs.stall(jobNumber(job), seconds, second) ??
    told('command.stallJob', null, { job, seconds }),
  shed,
  endShed: ({ actions }, _, second) =>
    actions.caps.endShed(second) ?? told('command.endShed', SITE, {}),
  setSmoothing: ({ actions }, { on }, second) =>
    actions.smoothing.set(on, second) ??
    told(on ? 'command.smoothingOn' : 'command.smoothingOff', SITE, {}),
  setHeatReuse: ({ actions }, { share }, second) =>
    actions.plant.setHeatReuse(share, second) ??
    told('command.setHeatReuse', { kind: 'plant', index: 0 }, { share }),
};

const SITE = { kind: 'site', index: 0 } as const;

function carry(context: Context, command: Command, second: number): CommandRefusal | Told {
  // One row a name: the type of the command and that of its row go together.
  const row = CARRY[command.do] as Carry<CommandName>;
  return row(context, command, second);
}

function setCap(
  { twin, actions }: Context,
  { place: id, job, watts }: CommandOf<'setCap'>,
  second: number,
): CommandRefusal | Told {
  if ((id === undefined) === (job === undefined)) {
    return refused('range', 'setCap takes either place or job', 'place');
  }
  const cap = (target: CapTarget, at: Told['place'], name: string): CommandRefusal | Told =>
    actions.caps.set(target, watts, second) ??
    (watts === null
      ? told('command.liftCap', at, { target: name })
      : told('command.setCap', at, { target: name, watts }));
  if (job !== undefined) {
    const number = jobNumber(job);
    if (!actions.jobs.traysOf(number)) return refused('unknown', `no job ${job} runs`, 'job');
    const trays = (): readonly number[] => actions.jobs.traysOf(number) ?? [];
    return cap({ kind: 'job', id: number, trays }, null, job);
  }
  const place = placeOf(twin, id ?? '', ['site', 'rack', 'gpu']);
  if (isRefusal(place)) return place;
  const { kind, index } = place;
  return cap(kind === 'site' ? { kind } : { kind, index }, place, id ?? '');
}

function setCoolant(
  { twin, actions }: Context,
  { place: id, celsius }: CommandOf<'setCoolant'>,
  second: number,
): CommandRefusal | Told {
  const place = placeOf(twin, id, ['cduRing', 'plant']);
  if (isRefusal(place)) return place;
  const refusal =
    place.kind === 'plant'
      ? actions.plant.setWarm(celsius, second)
      : actions.rings.setPoint(place.index, celsius, second);
  if (refusal) return refusal;
  return celsius === null
    ? told('command.resetCoolant', place, { place: id })
    : told('command.setCoolant', place, { place: id, celsius });
}

function shed(
  { twin, actions }: Context,
  { megawatts, minutes }: CommandOf<'shed'>,
  second: number,
): CommandRefusal | Told {
  const mostMW = twin.site.ratings.connectionW / 1e6;
  if (megawatts >= mostMW) {
    const bound = `megawatts must be below ${mostMW}, the connection of ${twin.site.id}`;
    return refused('range', bound, 'megawatts');
  }
  return (
    actions.caps.shed(megawatts * 1e6, second + Math.round(minutes * 60), second) ??
    told('command.shed', SITE, { megawatts, minutes })
  );
}
