// The origin of a power limit: the last command on a target counts, a lifted one does not, a shedding ends.
import { describe, expect, it } from 'vitest';
import type { EventRecord } from '../../../server/contract/event.ts';
import { capOrigin } from './capOrigin.ts';

let id = 0;
function event(timeMs: number, key: string, params: Record<string, string | number>): EventRecord {
  id++;
  return {
    id,
    timeMs,
    untilMs: null,
    place: null,
    kind: 'command',
    severity: 'info',
    code: key,
    text: { key, params },
    cause: null,
  };
}

const asked = { machineW: 1_200, nowMs: 600_000, targets: ['R1-T01-G1', 'R1', 'J7', 'SITE'] };
const capped = event(1_000, 'command.setCap', { target: 'R1', watts: 800, by: 'x' });

describe('the origin of a power limit', () => {
  it('is the machine where nothing holds it', () => {
    expect(capOrigin({ ...asked, limitW: 1_200, log: [] })).toEqual({ kind: 'machine' });
    expect(capOrigin({ ...asked, limitW: Number.NaN, log: [] })).toBeUndefined();
  });

  it('is the command that still stands on the GPU, its rack, its job or the site', () => {
    const other = event(500, 'command.setCap', { target: 'SITE', watts: 900, by: 'x' });
    expect(capOrigin({ ...asked, limitW: 800, log: [capped, other] })).toEqual({
      kind: 'command',
      event: capped,
    });
    const elsewhere = event(900, 'command.setCap', { target: 'R2', watts: 800, by: 'x' });
    expect(capOrigin({ ...asked, limitW: 800, log: [elsewhere] })).toEqual({ kind: 'unknown' });
  });

  it('is no command that was lifted since', () => {
    const lifted = event(2_000, 'command.liftCap', { target: 'R1', by: 'x' });
    expect(capOrigin({ ...asked, limitW: 800, log: [lifted, capped] })).toEqual({
      kind: 'unknown',
    });
  });

  it('is a shedding until it ends', () => {
    const shed = event(300_000, 'command.shed', { megawatts: 20, minutes: 10, by: 'x' });
    expect(capOrigin({ ...asked, limitW: 700, log: [shed] })).toEqual({
      kind: 'shed',
      event: shed,
    });
    expect(capOrigin({ ...asked, nowMs: 901_000, limitW: 700, log: [shed] })?.kind).toBe('unknown');
    const ended = event(400_000, 'command.endShed', { by: 'x' });
    expect(capOrigin({ ...asked, limitW: 700, log: [ended, shed] })?.kind).toBe('unknown');
  });
});
