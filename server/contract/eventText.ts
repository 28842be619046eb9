// The texts that a source's events ask for: each key with the names of its parameters; the page writes the sentence.

export const EVENT_TEXT = {
  xid: ['gpu', 'xid'],
  'tray.out': ['tray', 'cause'],
  'tray.back': ['tray'],
  /** So many trays of a rack or a hall at once. */
  'trays.out': ['place', 'trays', 'cause'],
  'trays.back': ['place', 'trays'],
  'gpu.reset': ['gpu'],
  /** Heat has shut GPUs of a rack down. */
  'gpus.shutdown': ['place', 'gpus'],
  'rack.leak': ['rack'],
  'rack.mended': ['rack'],
  'shelf.out': ['shelf'],
  'shelf.back': ['shelf'],
  'job.started': ['job', 'name', 'gpus'],
  'job.ended': ['job', 'name', 'reason'],
  /** Work since the last checkpoint is lost: seconds of the job's own clock and steps, 0 of a service. Then it waits. */
  'job.restarted': ['job', 'name', 'cause', 'lostS', 'lostSteps', 'waitS'],
  /** A large job begins to write one: its GPUs wait so many seconds, and the site's power dips. */
  'job.checkpoint': ['job', 'name', 'seconds'],
  'cdu.stopped': ['cdu'],
  'cdu.started': ['cdu'],
  'cdu.ready': ['cdu'],
  /** Planned: the standby CDU of a ring takes over from a running one. */
  'cdu.rotated': ['from', 'to'],
  'cdu.pumpStopped': ['cdu', 'pump'],
  'cdu.pumpStarted': ['cdu', 'pump'],
  'feed.lost': ['place'],
  'feed.back': ['place'],
  /** Its load returns after so many seconds of steady voltage. */
  'feed.backSteady': ['place', 'seconds'],
  'transformer.tripped': ['place'],
  'transformer.back': ['place'],
  'ups.failed': ['place'],
  'ups.back': ['place'],
  'ups.bypass': ['place'],
  'ups.bypassEnded': ['place'],
  /** Of the site: so many feed from their batteries now, and none any more. */
  'ups.onBattery': ['count'],
  'ups.online': [],
  'gensets.started': ['count'],
  'gensets.stopped': ['count'],
  'genset.noStart': ['place'],
  'genset.back': ['place'],
  'genset.outOfFuel': ['place'],
  /** A UPS group has let go of its racks, and feeds them again. */
  'load.lost': ['place', 'racks'],
  'load.back': ['place', 'racks'],
  'coldLoop.mode': ['mode'],
  'adiabatic.mode': ['mode'],
  /** One cap on all GPUs holds the site at a power. */
  'shed.started': ['megawatts'],
  'shed.ended': ['megawatts'],
  'shed.unreached': ['megawatts', 'drawnMegawatts'],
  'gpu.fault': ['gpu', 'fault'],
  'gpu.mended': ['gpu', 'fault'],
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
  /** The store of history: `folder` and `file` are names, `reason` the words of the database. */
  'store.corrupt': ['folder'],
  'store.damaged': ['file'],
  'store.full': [],
  'store.failed': ['reason'],
  'store.writing': [],
  'store.lost': ['seconds'],
  'store.upkeepFailed': ['reason'],
} as const satisfies Record<string, readonly string[]>;

export type EventKey = keyof typeof EVENT_TEXT;
export type EventParams<K extends EventKey> = Readonly<
  Record<(typeof EVENT_TEXT)[K][number], string | number>
>;
