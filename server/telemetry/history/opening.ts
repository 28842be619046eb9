// Why a database could not be opened: somebody else holds it, it cannot be read, or we may not.

export interface Shut {
  readonly why: 'locked' | 'unreadable' | 'refused';
  readonly message: string;
}

/** Words of the database and of the operating system. */
const LOCKED = /could not set lock|conflicting lock/i;
const NOT_OURS =
  /permission denied|read-only file system|no space left|cannot open file|version number/i;

export function whyShut(error: unknown): Shut {
  const message = error instanceof Error ? error.message : String(error);
  const [line = ''] = message.split('\n');
  if (LOCKED.test(message)) {
    const by = /\(PID (\d+)\)/i.exec(message)?.[1];
    return { why: 'locked', message: by === undefined ? 'another process' : `process ${by}` };
  }
  return { why: NOT_OURS.test(message) ? 'refused' : 'unreadable', message: line };
}
