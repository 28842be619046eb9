// Where the power limit of a GPU comes from: the machine itself, a command that still holds, or a load shedding.
import type { EventRecord } from '../../../server/contract/event.ts';

export type CapOrigin =
  /** Nothing holds it below what the machine takes. */
  | { readonly kind: 'machine' }
  | { readonly kind: 'command' | 'shed'; readonly event: EventRecord }
  /** It is held, by what the log of commands no longer says. */
  | { readonly kind: 'unknown' };

/** Sensors and caps are told in whole watts. */
const SAME_W = 0.5;

interface Asked {
  readonly limitW: number;
  /** What the machine takes at most. */
  readonly machineW: number;
  readonly nowMs: number;
  /** Ids that a cap may stand on: the GPU's own, its rack's, its job's, the site's. */
  readonly targets: readonly string[];
  /** Commands carried out, newest first. */
  readonly log: readonly EventRecord[];
}

/** Undefined while the limit itself is not known. */
export function capOrigin({ limitW, machineW, nowMs, targets, log }: Asked): CapOrigin | undefined {
  if (Number.isNaN(limitW)) return undefined;
  for (const target of targets) {
    const last = log.find(({ text }) => isCap(text.key) && text.params.target === target);
    if (last?.text.key !== 'command.setCap') continue;
    if (Math.abs(Number(last.text.params.watts) - limitW) <= SAME_W) {
      return { kind: 'command', event: last };
    }
  }
  if (limitW >= machineW - SAME_W) return { kind: 'machine' };
  const shed = log.find(
    ({ text }) => text.key === 'command.shed' || text.key === 'command.endShed',
  );
  const untilMs = shed ? shed.timeMs + Number(shed.text.params.minutes) * 60_000 : 0;
  if (shed?.text.key === 'command.shed' && nowMs <= untilMs) return { kind: 'shed', event: shed };
  return { kind: 'unknown' };
}

function isCap(key: string): boolean {
  return key === 'command.setCap' || key === 'command.liftCap';
}
