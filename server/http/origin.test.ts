// Whom a server answers: on loopback only by this machine's own names, elsewhere by every name.
import { expect, test } from 'vitest';
import { createTestTelemetry } from '../testing.ts';
import { allowedOrigin } from './origin.ts';
import { serve } from './testApp.ts';

const OWN = ['localhost', 'LocalHost:8080', '127.0.0.1:8080', '127.9.0.1', '[::1]', '[::1]:8080'];
const FOREIGN = [
  'evil.example:8080',
  '127.0.0.1.evil.example',
  'localhost.evil.example',
  '10.0.0.1',
];

test.each(['127.0.0.1', '::1', 'localhost'])(
  'bound to %s it answers to own names',
  async (host) => {
    const { app } = serve(createTestTelemetry(), { host });
    const ask = async (name: string, url: string) =>
      (await app.inject({ url, headers: { host: name } })).statusCode;
    for (const name of OWN) expect([name, await ask(name, '/api/site')]).toEqual([name, 200]);
    for (const name of FOREIGN) {
      for (const url of ['/api/site', '/metrics', '/', '/api/nothing']) {
        expect([name, url, await ask(name, url)]).toEqual([name, url, 403]);
      }
    }
  },
);

test('a foreign name is refused in the one shape', async () => {
  const { app } = serve(createTestTelemetry());
  const answer = await app.inject({ url: '/api/site', headers: { host: 'evil.example' } });
  expect(answer.json()).toEqual({
    error: {
      code: 'forbidden',
      message: 'this server listens on loopback and answers to localhost only',
    },
  });
});

test.each(['0.0.0.0', '::', '10.0.0.7'])('bound to %s it answers to every name', async (host) => {
  const { app } = serve(createTestTelemetry(), { host });
  const { statusCode } = await app.inject({
    url: '/api/site',
    headers: { host: 'carnot.example' },
  });
  expect(statusCode).toBe(200);
});

test('the stream opens to its own page and to programs, on loopback by own names only', () => {
  const own = allowedOrigin('127.0.0.1');
  expect(own('http://localhost:8080', 'localhost:8080')).toBe(true);
  expect(own(undefined, '127.0.0.1:8080')).toBe(true);
  expect(own('http://localhost:9090', 'localhost:8080')).toBe(false);
  expect(own('http://evil.example', 'evil.example')).toBe(false);
  expect(own(undefined, 'evil.example')).toBe(false);
  expect(own(undefined, undefined)).toBe(false);
  const open = allowedOrigin('0.0.0.0');
  expect(open('https://carnot.example', 'carnot.example')).toBe(true);
  expect(open('https://evil.example', 'carnot.example')).toBe(false);
});
