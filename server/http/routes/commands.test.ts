// Who may command, what a command must look like, and what becomes of it.

import { describe, expect, test } from 'vitest';
import { CommandsAnswer } from '../../contract/apiSite.ts';
import type { CommandResult } from '../../contract/command.ts';
import { createTestTelemetry, testEvent } from '../../testing.ts';
import { answerOf, serve, type TestApp } from '../testApp.ts';

describe('/api/commands', () => {
  const accept = async () => ({ accepted: true, timeMs: 0, message: 'as you wish' }) as const;
  const ask = (
    tested: TestApp,
    headers: Record<string, string>,
    payload: object = { do: 'endShed' },
  ) =>
    tested.app
      .inject({
        method: 'POST',
        url: '/api/commands',
        headers: { host: 'localhost:8080', ...headers },
        payload,
      })
      .then(({ statusCode }) => statusCode);

  test('answers 501 where the source takes none', async () => {
    expect(await ask(serve(createTestTelemetry()), {})).toBe(501);
  });

  test('hears the own page and programs, and no foreign page', async () => {
    const tested = serve(createTestTelemetry(), { command: accept });
    expect(await ask(tested, {})).toBe(200);
    expect(await ask(tested, { origin: 'http://localhost:8080' })).toBe(200);
    expect(await ask(tested, { origin: 'http://localhost:9090' })).toBe(403);
    expect(await ask(tested, { origin: 'https://elsewhere.example' })).toBe(403);
    expect(await ask(tested, { origin: 'null' })).toBe(403);
  });

  test('asks for the token beyond loopback, and for a name that is not this machine’s', async () => {
    const open = serve(createTestTelemetry(), { command: accept, host: '0.0.0.0' });
    expect(await ask(open, {})).toBe(403);
    const guarded = serve(createTestTelemetry(), {
      command: accept,
      host: '0.0.0.0',
      token: 'open sesame',
    });
    expect(await ask(guarded, {})).toBe(403);
    expect(await ask(guarded, { authorization: 'Bearer open' })).toBe(403);
    expect(await ask(guarded, { authorization: 'Bearer open sesame' })).toBe(200);
    const rebound = serve(createTestTelemetry(), { command: accept });
    const evil = { host: 'evil.example:8080', origin: 'http://evil.example:8080' };
    expect(await ask(rebound, evil)).toBe(403);
  });
});

describe('a command over HTTP', () => {
  const heard: unknown[] = [];
  const serving = (result: CommandResult | Error) =>
    serve(createTestTelemetry(), {
      command: async (command, by) => {
        heard.push([command, by]);
        if (result instanceof Error) throw result;
        return result;
      },
    });
  const post = async (tested: TestApp, payload: unknown, headers: Record<string, string> = {}) => {
    const answer = await tested.app.inject({
      method: 'POST',
      url: '/api/commands',
      headers: { host: 'localhost:8080', 'content-type': 'application/json', ...headers },
      payload: JSON.stringify(payload),
    });
    return { status: answer.statusCode, body: answer.json() };
  };
  const yes = { accepted: true, timeMs: 5_000, message: 'done' } as const;

  test('reaches the source as it was sent, with who sent it', async () => {
    const tested = serving(yes);
    const cap = { do: 'setCap', place: 'R1', watts: null };
    expect(await post(tested, cap)).toEqual({ status: 200, body: yes });
    expect(await post(tested, cap, { origin: 'http://localhost:8080' })).toMatchObject({
      status: 200,
    });
    expect(heard.splice(0)).toEqual([
      [cap, '127.0.0.1'],
      [cap, 'localhost:8080 127.0.0.1'],
    ]);
  });

  const names =
    'injectFault, clearFault, setCap, setCoolant, drainRack, returnRack, startJob, stopJob, stallJob, shed, endShed, setSmoothing, setHeatReuse';
  test.each([
    [[], 'do', `a command is an object with do: ${names}`],
    [{}, 'do', `do must be one of ${names}`],
    [{ do: 'reboot' }, 'do', `do must be one of ${names}, not "reboot"`],
    [{ do: 'constructor' }, 'do', `do must be one of ${names}, not "constructor"`],
    [
      { do: 'setCap', place: 'R1', watts: 100 },
      'watts',
      'watts must be a number from 200 to 1200, or null',
    ],
    [
      { do: 'setCap', place: 'R1', watts: '900' },
      'watts',
      'watts must be a number from 200 to 1200, or null',
    ],
    [
      { do: 'setCap', place: 'R1' },
      'watts',
      'watts is missing; setCap needs a number from 200 to 1200, or null',
    ],
    [{ do: 'endShed', at: 'once' }, 'at', 'at is no field of endShed, which has none'],
    [
      { do: 'endShed', constructor: 1 },
      'constructor',
      'constructor is no field of endShed, which has none',
    ],
    [
      { do: 'drainRack', place: 'R1', now: true },
      'now',
      'now is no field of drainRack, which has place',
    ],
    [{ do: 'setSmoothing', on: 1 }, 'on', 'on must be true or false'],
    [{ do: 'stopJob', job: '17' }, 'job', 'job must be J and the number of a job'],
    [
      { do: 'stallJob', job: 'J17', seconds: 1.5 },
      'seconds',
      'seconds must be a whole number from 1 to 3600',
    ],
    [
      { do: 'setCoolant', place: 'RING1', celsius: 99 },
      'celsius',
      'celsius must be a number from 15 to 60 (degrees Celsius), or null',
    ],
  ])(
    '%j is refused by field and bound, and never reaches the source',
    async (body, field, message) => {
      expect(await post(serving(yes), body)).toEqual({
        status: 400,
        body: { error: { code: 'badRequest', message, field } },
      });
      expect(heard).toEqual([]);
    },
  );

  test.each([
    ['unknown', 404, 'notFound'],
    ['range', 400, 'badRequest'],
    ['conflict', 409, 'conflict'],
  ] as const)('refused by the source as %s is a %i', async (reason, status, code) => {
    const refused = { accepted: false, reason, message: 'not so', field: 'place' } as const;
    expect(await post(serving(refused), { do: 'drainRack', place: 'R9' })).toEqual({
      status,
      body: { error: { code, message: 'not so', field: 'place' } },
    });
    heard.length = 0;
  });

  test('that the source does not answer is a 503 with its reason', async () => {
    const { status, body } = await post(serving(new Error('it has been stopped')), {
      do: 'endShed',
    });
    expect(status).toBe(503);
    expect(body.error.message).toBe('the source did not answer: it has been stopped');
    heard.length = 0;
  });

  test('is listed with its fields and bounds, and in the log once it was carried out', async () => {
    const telemetry = createTestTelemetry();
    const done = { ...testEvent(2, 'R1'), kind: 'command', code: 'command.setCap' } as const;
    telemetry.eventList = [done, testEvent(1, 'R1')];
    const tested = serve(telemetry, { command: async () => yes });
    const answer = await answerOf<CommandsAnswer>(tested, CommandsAnswer, '/api/commands');
    expect(answer.commands.map((row) => row.do)).toEqual(names.split(', '));
    expect(answer.commands.find((row) => row.do === 'setCap')?.fields.at(-1)).toEqual({
      name: 'watts',
      required: true,
      nullable: true,
      type: 'number',
      minimum: 200,
      maximum: 1_200,
      choices: null,
      help: 'a number from 200 to 1200, or null',
    });
    expect(answer.faults.cdu).toEqual(['stop', 'pumpA', 'pumpB']);
    expect(answer.log).toEqual([done]);
  });
});
