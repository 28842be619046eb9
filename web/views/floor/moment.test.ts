// Law of the floor's past: only a live floor shows live values; of a moment of which nothing is known it shows no value.
import { afterEach, expect, test, vi } from 'vitest';
import { createPastFloor } from './moment.ts';

const AT = Date.UTC(2026, 10, 22, 14, 3);

afterEach(() => {
  vi.unstubAllGlobals();
});

/** A server that answers with these codes; none while it cannot be reached. */
function serverOf(codes?: readonly number[]): void {
  const answer = { timeMs: AT, range: [0, 1000], tier: { stepS: 60 } };
  vi.stubGlobal('fetch', async () => {
    if (!codes) throw new TypeError('no way to the server');
    return Response.json({ ...answer, codes: btoa(String.fromCharCode(...codes)) });
  });
}

test('a moment of which nothing was recorded is of the past, and no place of it has a value', async () => {
  serverOf([255, 255]);
  const past = createPastFloor();
  expect(past.plane.value).toBeUndefined();
  past.want('gpuPowerW', undefined, AT);
  expect(past.plane.value?.codes, 'while it is asked for').toEqual(new Uint8Array(0));
  await vi.waitFor(() => expect(past.shown.value.state).toBe('none'));
  expect(past.plane.value).toEqual({
    seq: AT,
    metric: 'gpuPowerW',
    codes: new Uint8Array(0),
    range: [0, 1],
  });
  past.want('gpuPowerW', undefined, undefined);
  expect(past.plane.value).toBeUndefined();
});

test('so is one that cannot be read, and one whose metric is not yet there', async () => {
  serverOf([10, 255]);
  const past = createPastFloor();
  past.want('gpuPowerW', undefined, AT);
  await vi.waitFor(() => expect(past.shown.value.state).toBe('ready'));
  expect([...(past.plane.value?.codes ?? [])]).toEqual([10, 255]);
  serverOf();
  past.want('gpuTempC', undefined, AT);
  expect(past.plane.value).toMatchObject({ metric: 'gpuTempC', codes: new Uint8Array(0) });
  await vi.waitFor(() => expect(past.shown.value.state).toBe('offline'));
  expect(past.plane.value).toMatchObject({ metric: 'gpuTempC', codes: new Uint8Array(0) });
});
