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

  it('of noise takes no more than its entropy and a little: runs are not sought there', () => {
    const plane = createPlane({ kind: 'floor', metric: 'gpuPowerW' }, telemetry);
    const noise = (second: number) =>
      telemetry.advance(({ gpuPowerW }) => {
        for (let i = 0; i < GPUS; i++) {
          gpuPowerW[i] = 600 + 4.72 * ((Math.imul(i + 1, 2654435761) >>> (second + 3)) & 3);
        }
      });
    noise(1);
    plane.whole();
    noise(2);
    // Differences of two even picks of four: 2.66 bits a GPU.
    expect(plane.next().payload.length).toBeLessThan((GPUS * 2.75) / 8);
  });
});
