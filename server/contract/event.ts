// An event: something that happened at a time and a place, with its cause; and the word for the site's state.
import { type Static, Type } from 'typebox';
import { Nullable } from './nullable.ts';
import { STATES } from './state.ts';

export const EVENT_KINDS = ['alarm', 'fault', 'xid', 'job', 'plant', 'command', 'system'] as const;
export const SEVERITIES = ['info', 'warning', 'critical'] as const;
type Severity = (typeof SEVERITIES)[number];

/** What a source reports. `place` is an id. Text is a key with parameters; the page writes the sentence. */
export interface SourceEvent {
  /** The source's own number of this event, never used again, so that a later one can name it as its cause. */
  readonly ref?: number;
  /** `ref` of the event that caused this one. */
  readonly cause?: number;
  readonly timeMs: number;
  readonly kind: (typeof EVENT_KINDS)[number];
  readonly severity: Severity;
  /** Machine name: `xid.94`, `tray.out`, `cdu.pumpStopped`. */
  readonly code: string;
  readonly place: string | null;
  readonly text: {
    readonly key: string;
    readonly params: Readonly<Record<string, string | number>>;
  };
}

/** An event as telemetry keeps and serves it. */
export const EventRecord = Type.Object({
  id: Type.Integer(),
  timeMs: Type.Number(),
  kind: Type.Enum([...EVENT_KINDS]),
  severity: Type.Enum([...SEVERITIES]),
  code: Type.String(),
  place: Nullable(Type.String()),
  cause: Nullable(Type.Integer({ description: 'id of the event that caused this one' })),
  text: Type.Object({
    key: Type.String(),
    params: Type.Record(Type.String(), Type.Union([Type.String(), Type.Number()])),
  }),
  untilMs: Type.Optional(
    Nullable(
      Type.Number({
        description:
          'of what stands, an alarm or a store that cannot write: when it ended; null while it stands',
      }),
    ),
  ),
});
export type EventRecord = Static<typeof EventRecord>;

/** The site in one word, with the reason: the alarm that decides it. */
export const SiteStatus = Type.Object({
  state: Type.Enum([...STATES.site]),
  reason: Nullable(Type.Integer({ description: 'id of the deciding event' })),
  critical: Type.Integer({ description: 'standing critical alarms, grouped by cause' }),
  warning: Type.Integer({ description: 'standing warnings, grouped by cause' }),
});
export type SiteStatus = Static<typeof SiteStatus>;
