// A command from a request to its consequences: HTTP, the worker's twin, an event, and an alarm that names it.
import { fileURLToPath } from 'node:url';
import { afterEach, expect, it } from 'vitest';
import { readAlarmRules } from '../catalogue/alarmFiles.ts';
import { readSite } from '../catalogue/siteFiles.ts';
import type { EventRecord } from '../contract/event.ts';
import { serve } from '../http/testApp.ts';
import { createTelemetry } from '../telemetry/createTelemetry.ts';
import { createSimulatedSource } from './simulated.ts';

const FIXTURES = fileURLToPath(new URL('../../fixtures', import.meta.url));

let stop: (() => Promise<void>) | undefined;
afterEach(async () => {
  await stop?.();
  stop = undefined;
});

it('stops a CDU that runs: the event says who asked, the CDU stops because of it, the alarm stands', async () => {
  const parts = readSite(FIXTURES, 'one-rack');
  const rules = readAlarmRules(FIXTURES);
  // Ten seconds of site time a second of ours: the alarm waits for five.
  const source = createSimulatedSource(parts, { seed: 1, speed: 10 });
  const { description, derive } = { description: source.describe(), derive: source.derive };
  const telemetry = createTelemetry({ description, derive, rules });
  const { command, waveform, forecast } = source;
  const { app } = serve(telemetry, { rules, command, waveform, forecast });
  const failed: Error[] = [];
  stop = source.start({ ...telemetry.sinks, failed: (error) => failed.push(error) });
  const seen = (wanted: (event: EventRecord) => boolean) =>
    new Promise<EventRecord>((resolve) => {
      const stopWaiting = telemetry.onFrame(() => {
        const found = telemetry.events.list({ limit: 1_000 }).find(wanted);
        if (!found) return;
        stopWaiting();
        resolve(found);
      });
    });
  const post = async (payload: object) => {
    const url = '/api/commands';
    const headers = { host: 'localhost:8080' };
    const answer = await app.inject({ method: 'POST', url, headers, payload });
    return [answer.statusCode, answer.json()];
  };

  // Asked while the worker is still in its pre-roll: it answers between two steps.
  expect(await post({ do: 'injectFault', place: 'CDU9-1', fault: 'stop' })).toMatchObject([
    404,
    { error: { field: 'place' } },
  ]);
  expect(await post({ do: 'injectFault', place: 'CDU1-1', fault: 'stop' })).toMatchObject([
    200,
    { accepted: true },
  ]);
  const asked = await seen(({ code }) => code === 'command.injectFault');
  expect(asked).toMatchObject({ kind: 'command', place: 'CDU1-1' });
  expect(asked.text.params).toMatchObject({ fault: 'stop', by: '127.0.0.1' });
  const stopped = await seen(({ code }) => code === 'cdu.stopped');
  expect(stopped).toMatchObject({ place: 'CDU1-1', cause: asked.id });
  const alarm = await seen(({ code }) => code.includes('cduStopped'));
  expect(alarm).toMatchObject({ kind: 'alarm', place: 'CDU1-1', untilMs: null });
  expect((await post({ do: 'injectFault', place: 'CDU1-1', fault: 'stop' }))[0]).toBe(409);
  expect(failed).toEqual([]);
});
