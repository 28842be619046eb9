// How a part of the twin says no: it returns why, and has changed nothing; null is yes.
import type { CommandRefusal } from '../contract/command.ts';

export type Refused = CommandRefusal | null;

export function refused(
  reason: CommandRefusal['reason'],
  message: string,
  field?: string,
): CommandRefusal {
  return { accepted: false, reason, message, ...(field && { field }) };
}
