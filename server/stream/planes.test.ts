// Laws of planes: every frame restores the codes exactly, and what has not changed costs next to nothing.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { FrameKind } from '../contract/frame.ts';
import { createTestTelemetry } from '../testing.ts';
import { ONE_RACK } from '../testingSite.ts';
import { createPlane } from './planes.ts';
import { applyPlane } from './testClient.ts';

/** A campus hall's worth of racks in place of one. */
const HALL = ONE_RACK.map((row) =>
  ['rack', 'shelf', 'switchTray', 'tray', 'gpu'].includes(row.kind)
    ? { ...row, count: row.count * 250 }
    : row,
);
const telemetry = createTestTelemetry(HALL);
const GPUS = telemetry.places.count('gpu');

function frameOf(payload: Uint8Array, kind: FrameKind) {
  return { kind, seq: telemetry.frame.seq, timeMs: 0, schema: 0, topic: 'floor', payload };
}

describe('a plane of states', () => {
  it('is restored from any changes, many or few', () => {
    const plane = createPlane({ kind: 'floor', metric: 'gpuHealth' }, telemetry);
    telemetry.advance(({ gpuHealth }) => gpuHealth.fill(0));
    const seen = { seq: 0, codes: new Uint8Array(GPUS) };
    const key = plane.whole();
    applyPlane(frameOf(key.payload, key.kind), seen);
    const changes = fc.array(fc.tuple(fc.nat(GPUS - 1), fc.integer({ min: 0, max: 4 })), {
      maxLength: 40,
    });
    fc.assert(
      fc.property(changes, fc.constantFrom(1, 3, 50, GPUS), (changed, stretch) => {
        telemetry.advance(({ gpuHealth }) => {
          for (const [gpu, code] of changed) gpuHealth.fill(code, gpu, gpu + stretch);
        });
        const { kind, payload } = plane.next();
        expect(applyPlane(frameOf(payload, kind), seen)).toBe(true);
        const truth = Uint8Array.from(telemetry.columns.gpuHealth);
        expect(Buffer.compare(seen.codes, truth)).toBe(0);
      }),
      { numRuns: 30 },
    );
  });

  it('costs under 64 bytes a second while nothing changes, and few while few GPUs do', () => {
    const plane = createPlane({ kind: 'floor', metric: 'gpuHealth' }, telemetry);
    telemetry.advance(({ gpuHealth }) => gpuHealth.fill(0));
    expect(plane.whole().payload.length).toBeLessThan(64);
    telemetry.advance();
    expect(plane.next().payload.length).toBeLessThan(64);
    telemetry.advance(({ gpuHealth }) => {
      for (let i = 0; i < 20; i++) gpuHealth[i * 811] = 2;
    });
    expect(plane.next().payload.length).toBeLessThan(160);
  });

  it('of sensors of which most stand still for a second is coded byte by byte: runs would cost more', () => {
    const plane = createPlane({ kind: 'floor', metric: 'gpuPowerW' }, telemetry);
    const noise = (second: number) =>
      telemetry.advance(({ gpuPowerW }) => {
        for (let i = 0; i < GPUS; i++) {
          const dice = (Math.imul(i + 1, 2_654_435_761) ^ Math.imul(second, 40_503_001)) >>> 8;
          // Three in ten move, by up to 20 codes of 4.7 W.
          if (dice % 10 < 3) gpuPowerW[i] = 600 + 4.73 * ((dice >>> 4) % 20);
          else if (second === 1) gpuPowerW[i] = 600;
        }
      });
    noise(1);
    plane.whole();
    noise(2);
    expect(plane.next().payload.length).toBeLessThan(5_200);
  });
});
