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
  'cdu.ready': ['cdu'],
  /** Planned: the standby CDU of a ring takes over from a running one. */
  'cdu.rotated': ['from', 'to'],
  'cdu.pumpStopped': ['cdu', 'pump'],
  'cdu.pumpStarted': ['cdu', 'pump'],
  'coldLoop.mode': ['mode'],
  'adiabatic.mode': ['mode'],
  'command.injectFault': ['place', 'fault', 'by'],
  'command.injectXid': ['place', 'xid', 'by'],
  'command.clearFault': ['place', 'by'],
  /** Of a place or a job. */
  'command.setCap': ['target', 'watts', 'by'],
  'command.liftCap': ['target', 'by'],
  'command.setCoolant': ['place', 'celsius', 'by'],
  'command.resetCoolant': ['place', 'by'],
  'command.drainRack': ['place', 'by'],
  'command.returnRack': ['place', 'by'],
  'command.startJob': ['job', 'profile', 'gpus', 'minutes', 'by'],
  'command.stopJob': ['job', 'by'],
  'command.stallJob': ['job', 'seconds', 'by'],
  'command.shed': ['megawatts', 'minutes', 'by'],
  'command.endShed': ['by'],
  'command.smoothingOn': ['by'],
  'command.smoothingOff': ['by'],
  'command.setHeatReuse': ['share', 'by'],
} as const satisfies Record<string, readonly string[]>;

export type EventKey = keyof typeof EVENT_TEXT;
export type EventParams<K extends EventKey> = Readonly<
  Record<(typeof EVENT_TEXT)[K][number], string | number>
>;
