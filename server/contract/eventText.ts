// The texts that a source's events ask for: each key with the names of its parameters; the page writes the sentence.

export const EVENT_TEXT = {
  xid: ['gpu', 'xid'],
  'tray.out': ['tray', 'cause'],
  'tray.back': ['tray'],
  'job.started': ['job', 'name', 'gpus'],
  'job.ended': ['job', 'name', 'reason'],
  'job.restarted': ['job', 'name', 'cause'],
  'cdu.stopped': ['cdu'],
  'cdu.started': ['cdu'],
  /** Planned: the standby CDU of a ring takes over from a running one. */
  'cdu.rotated': ['from', 'to'],
  'cdu.pumpStopped': ['cdu', 'pump'],
  'cdu.pumpStarted': ['cdu', 'pump'],
  'coldLoop.mode': ['mode'],
  'adiabatic.mode': ['mode'],
} as const satisfies Record<string, readonly string[]>;

export type EventKey = keyof typeof EVENT_TEXT;
export type EventParams<K extends EventKey> = Readonly<
  Record<(typeof EVENT_TEXT)[K][number], string | number>
>;
