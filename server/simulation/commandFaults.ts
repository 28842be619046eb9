// Faults by command: which part of the twin takes which, put on and taken off.
import { FAULTS, type Fault, type FaultOf, type FaultPlace } from '../contract/command.ts';
import type { ChainPlace } from './actions.ts';
import { type Carry, type Context, isRefusal, placeOf, told } from './commandWords.ts';
import { type Refused, refused } from './refused.ts';

const FAULT_PLACES = Object.keys(FAULTS) as FaultPlace[];

export const injectFault: Carry<'injectFault'> = (context, command, second) => {
  const { fault, xid } = command;
  const place = placeOf(context.twin, command.place, FAULT_PLACES);
  if (isRefusal(place)) return place;
  const known: readonly string[] = FAULTS[place.kind];
  if (!known.includes(fault)) {
    const bound = `fault of a ${place.kind} must be one of ${known.join(', ')}`;
    return refused('range', `${bound}, not ${fault}`, 'fault');
  }
  if (fault === 'xid' && xid === undefined) {
    return refused('range', 'xid must be given with fault xid', 'xid');
  }
  if (fault !== 'xid' && xid !== undefined) {
    return refused('range', `xid belongs to fault xid, not to ${fault}`, 'xid');
  }
  const refusal =
    xid === undefined
      ? inject(context, place.kind, place.index, fault, second)
      : context.actions.faults.injectXid(place.index, xid, second);
  if (refusal) return refusal;
  return xid === undefined
    ? told('command.injectFault', place, { place: command.place, fault })
    : told('command.injectXid', place, { place: command.place, xid });
};

/** The fault is one of the kind's own. */
function inject(
  { actions }: Context,
  kind: FaultPlace,
  index: number,
  fault: Fault,
  second: number,
): Refused {
  switch (kind) {
    case 'gpu':
      return actions.gpuFaults.inject(index, fault as Exclude<FaultOf<'gpu'>, 'xid'>, second);
    case 'tray':
      return actions.faults.takeOut(index, second);
    case 'rack':
      return actions.faults.leak(index, second);
    case 'cdu':
      return actions.duty.inject(index, fault as FaultOf<'cdu'>, second);
    default:
      return actions.chain.inject(kind, index, fault as FaultOf<ChainPlace>, second);
  }
}

export const clearFault: Carry<'clearFault'> = (context, command, second) => {
  const place = placeOf(context.twin, command.place, FAULT_PLACES);
  if (isRefusal(place)) return place;
  if (!clear(context, place.kind, place.index, second)) {
    return refused('conflict', `${command.place} has no fault`, 'place');
  }
  return told('command.clearFault', place, { place: command.place });
};

/** Whether anything stood there. */
function clear({ actions }: Context, kind: FaultPlace, index: number, second: number): boolean {
  switch (kind) {
    case 'gpu': {
      const sensor = actions.gpuFaults.clear(index, second);
      return actions.faults.clear('gpu', index, second) || sensor;
    }
    case 'tray':
    case 'rack':
      return actions.faults.clear(kind, index, second);
    case 'cdu':
      return actions.duty.clear(index, second);
    default:
      return actions.chain.clear(kind, index, second);
  }
}
