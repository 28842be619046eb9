// Why a database could not be opened: somebody else holds it, it cannot be read, or we may not.

export interface Shut {
  readonly why: 'locked' | 'unreadable' | 'refused';
  readonly message: string;
}

/** Words of the database and of the operating system. */
const LOCKED = /could not set lock|conflicting lock/i;
const NOT_ALLOWED = /permission denied|read-only file system|no space left|version number/i;
/**
 * What a torn database says, tried by cutting and overwriting one. Any other error is the machine's or ours, and no
 * reason to put a past aside.
 */
const TORN =
  /not a valid duckdb|could not read enough bytes|corrupt|checksum|replaying wal|^(serialization|internal|fatal) error/i;

export function whyShut(error: unknown): Shut {
  const message = error instanceof Error ? error.message : String(error);
  const [line = ''] = message.split('\n');
  if (LOCKED.test(message)) {
    const by = /\(PID (\d+)\)/i.exec(message)?.[1];
    return { why: 'locked', message: by === undefined ? 'another process' : `process ${by}` };
  }
  const torn = TORN.test(message) && !NOT_ALLOWED.test(message);
  return { why: torn ? 'unreadable' : 'refused', message: line };
}
