// What can be asked of a place or a job from its page: the fields of each act, and the command that they make.
import { CAP_RANGE_W, type Command, FAULTS, type Fault } from '../../../server/contract/command.ts';
import type { PlaceKind } from '../../../server/contract/place.ts';
import type { ActKey, FieldName } from '../../i18n/act.ts';

/** Whose page asks: one place, one job, or a part of the whole site. */
export interface ActTarget {
  readonly kind: 'gpu' | 'rack' | 'job' | 'jobs' | 'power' | 'cooling';
  /** Of the place or job; that of the site for its parts. */
  readonly id: string;
}

export type Values = Readonly<Partial<Record<FieldName, string>>>;

export type Field =
  | {
      readonly name: FieldName;
      readonly type: 'number';
      readonly low: number;
      /** Undefined: the site's own bound, which the caller knows. */
      readonly high?: number;
      readonly step: number | 'any';
      readonly start?: string;
    }
  | { readonly name: 'place'; readonly type: 'place'; readonly kinds: readonly PlaceKind[] }
  /** Of the kind of the place that is chosen, or of these. */
  | { readonly name: 'fault'; readonly type: 'fault'; readonly faults?: readonly Fault[] }
  | { readonly name: 'xid'; readonly type: 'xid' }
  | { readonly name: 'profile'; readonly type: 'profile' }
  | { readonly name: 'name' | 'tenant'; readonly type: 'word' };

export interface Act {
  readonly key: ActKey;
  readonly fields: readonly Field[];
  command(values: Values, target: ActTarget): Command;
}

const number = (value: string | undefined): number => Number((value ?? '').replace(',', '.'));
const place = (...kinds: PlaceKind[]): Field => ({ name: 'place', type: 'place', kinds });

const WATTS: Field = {
  name: 'watts',
  type: 'number',
  low: CAP_RANGE_W[0],
  high: CAP_RANGE_W[1],
  step: 5,
  start: '1000',
};
const MINUTES = { name: 'minutes', type: 'number', low: 1, step: 'any', start: '30' } as const;
const CELSIUS: Field = { name: 'celsius', type: 'number', low: 15, high: 60, step: 0.5 };

/** A cap on a place, or on a job. */
function capOn(key: 'capGpu' | 'capAll' | 'liftCap', of: 'place' | 'job'): Act {
  const lifted = key === 'liftCap';
  return {
    key,
    fields: lifted ? [] : [WATTS],
    command: ({ watts }, { id }) => ({
      do: 'setCap',
      ...(of === 'job' ? { job: id } : { place: id }),
      watts: lifted ? null : number(watts),
    }),
  };
}

function faultOn(key: 'gpuFault' | 'fault', fields: readonly Field[]): Act {
  return {
    key,
    fields,
    command: ({ place: chosen, fault }, { id }) => ({
      do: 'injectFault',
      place: chosen ?? id,
      fault: fault as Fault,
    }),
  };
}

/** A fault that has only one name. */
function outage(key: 'leak' | 'trayOut', fault: Fault, fields: readonly Field[]): Act {
  return {
    key,
    fields,
    command: (values, { id }) => ({ do: 'injectFault', place: values.place ?? id, fault }),
  };
}

function clearOn(...fields: readonly Field[]): Act {
  return {
    key: 'clear',
    fields,
    command: (values, { id }) => ({ do: 'clearFault', place: values.place ?? id }),
  };
}

const SHED: Act = {
  key: 'shed',
  fields: [
    { name: 'megawatts', type: 'number', low: 0.01, step: 'any' },
    { ...MINUTES, high: 1_440 },
  ],
  command: ({ megawatts, minutes }) => ({
    do: 'shed',
    megawatts: number(megawatts),
    minutes: number(minutes),
  }),
};

const START: Act = {
  key: 'start',
  fields: [
    { name: 'profile', type: 'profile' },
    { name: 'gpus', type: 'number', low: 1, step: 1, start: '72' },
    { ...MINUTES, high: 525_600, start: '60' },
    { name: 'name', type: 'word' },
    { name: 'tenant', type: 'word' },
  ],
  command: ({ profile, gpus, minutes, name, tenant }) => ({
    do: 'startJob',
    profile: profile ?? '',
    gpus: number(gpus),
    minutes: number(minutes),
    ...(name && { name }),
    ...(tenant && { tenant }),
  }),
};

const GPU_FAULTS: readonly Fault[] = FAULTS.gpu.filter((fault) => fault !== 'xid');
const CHAIN = place('feed', 'transformer', 'ups', 'genset');

export const ACTS: Readonly<Record<ActTarget['kind'], readonly Act[]>> = {
  gpu: [
    capOn('capGpu', 'place'),
    capOn('liftCap', 'place'),
    {
      key: 'xid',
      fields: [{ name: 'xid', type: 'xid' }],
      command: ({ xid }, { id }) => ({
        do: 'injectFault',
        place: id,
        fault: 'xid',
        xid: number(xid),
      }),
    },
    faultOn('gpuFault', [{ name: 'fault', type: 'fault', faults: GPU_FAULTS }]),
    clearOn(),
  ],
  rack: [
    capOn('capAll', 'place'),
    capOn('liftCap', 'place'),
    { key: 'drain', fields: [], command: (_, { id }) => ({ do: 'drainRack', place: id }) },
    { key: 'giveBack', fields: [], command: (_, { id }) => ({ do: 'returnRack', place: id }) },
    outage('trayOut', 'out', [place('tray')]),
    outage('leak', 'leak', []),
    clearOn(place('rack', 'tray')),
  ],
  job: [
    capOn('capAll', 'job'),
    capOn('liftCap', 'job'),
    {
      key: 'stall',
      fields: [{ name: 'seconds', type: 'number', low: 1, high: 3_600, step: 1, start: '30' }],
      command: ({ seconds }, { id }) => ({ do: 'stallJob', job: id, seconds: number(seconds) }),
    },
    { key: 'stop', fields: [], command: (_, { id }) => ({ do: 'stopJob', job: id }) },
  ],
  jobs: [START],
  power: [
    SHED,
    { key: 'endShed', fields: [], command: () => ({ do: 'endShed' }) },
    capOn('capAll', 'place'),
    capOn('liftCap', 'place'),
    { key: 'smoothingOn', fields: [], command: () => ({ do: 'setSmoothing', on: true }) },
    { key: 'smoothingOff', fields: [], command: () => ({ do: 'setSmoothing', on: false }) },
    faultOn('fault', [CHAIN, { name: 'fault', type: 'fault' }]),
    clearOn(CHAIN),
  ],
  cooling: [
    {
      key: 'coolant',
      fields: [place('plant', 'cduRing'), CELSIUS],
      command: ({ place: chosen, celsius }) => ({
        do: 'setCoolant',
        place: chosen ?? '',
        celsius: number(celsius),
      }),
    },
    {
      key: 'resetCoolant',
      fields: [place('plant', 'cduRing')],
      command: (values) => ({ do: 'setCoolant', place: values.place ?? '', celsius: null }),
    },
    faultOn('fault', [place('cdu'), { name: 'fault', type: 'fault' }]),
    clearOn(place('cdu')),
    {
      key: 'heatReuse',
      fields: [{ name: 'sharePct', type: 'number', low: 0, high: 90, step: 1, start: '30' }],
      command: ({ sharePct }) => ({ do: 'setHeatReuse', share: number(sharePct) / 100 }),
    },
  ],
};

/** The number of a field as it is typed, with a point or a comma; NaN for what is none. */
export function typedNumber(text: string | undefined): number {
  return (text ?? '').trim() === '' ? Number.NaN : number(text);
}
