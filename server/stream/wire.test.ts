// docs/wire.md is true: its sample session is what the server says, byte by byte.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { decodeFrame } from '../contract/frame.ts';
import { schemaOf } from '../contract/schema.ts';
import { createTestTelemetry } from '../testing.ts';
import { applyPlane, connectClient, openTestStream } from './testClient.ts';

const page = readFileSync(join(import.meta.dirname, '../../docs/wire.md'), 'utf8');
const session = /```\n(.+?)```/s.exec(page)?.[1] ?? '';

/** What is printed as hex, one buffer a message. */
const printed = session
  .split(/\n(?=[<>])/)
  .filter((line) => /^< [0-9a-f]{2} /.test(line))
  .map((line) => Buffer.from(line.replace(/[^0-9a-f]/g, ''), 'hex'));

const telemetry = createTestTelemetry();
const server = await openTestStream(telemetry);
const client = await connectClient(server.url);
afterAll(async () => {
  client.socket.disconnect();
  await server.close();
});

test('the frames of the page are those that the server sends, but for the fingerprint', async () => {
  telemetry.advance(({ rackPowerW }) => {
    rackPowerW[0] = 100_000;
  });
  await client.ask('subscribe', ['floor:rackPowerW', 'events']);
  await client.until('both snapshots', () => client.snapshots.length === 2);
  telemetry.advance(({ rackPowerW }) => {
    rackPowerW[0] = 101_500;
  });
  await client.until('tick 2', () => client.ticks.at(-1)?.seq === 2);
  const sent = [...client.snapshots, ...client.ticks.slice(-1)].flatMap(({ frames }) => frames);
  expect(printed.length).toBe(3);
  for (const [i, bytes] of printed.entries()) {
    const { payload, schema, ...header } = decodeFrame(bytes);
    expect(session).toContain(`"schema":${schema}`);
    expect({ ...header, payload: Buffer.from(payload) }).toEqual({
      kind: sent[i]?.kind,
      seq: sent[i]?.seq,
      timeMs: sent[i]?.timeMs,
      topic: sent[i]?.topic,
      payload: Buffer.from(sent[i]?.payload ?? []),
    });
    expect(sent[i]?.schema).toBe(schemaOf(telemetry.site));
  }
});

test('the bytes mean what the page says they mean', () => {
  const plane = { seq: 0, codes: new Uint8Array(1) };
  const [key, events, delta] = printed.map((bytes) => decodeFrame(bytes));
  expect(printed[0]?.length).toBe(49);
  if (key) applyPlane(key, plane);
  expect([plane.codes[0], Math.round((181 * 140_000) / 254)]).toEqual([181, 99_764]);
  expect(page).toContain('99,764 W');
  if (delta) applyPlane(delta, plane);
  expect(plane).toEqual({ seq: 2, codes: Uint8Array.of(184) });
  expect(page).toContain(`\`${Buffer.from(events?.payload ?? []).toString()}\``);
});
