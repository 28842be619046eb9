// The application as a whole: headers, the page behind every address, one shape for every refusal.
import { createReadStream, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Value from 'typebox/value';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { ApiError } from '../contract/api.ts';
import { createTestTelemetry, type TestTelemetry } from '../testing.ts';
import { createTestApp, type TestApp } from './testApp.ts';

let telemetry: TestTelemetry;
let tested: TestApp;

beforeEach(() => {
  telemetry = createTestTelemetry();
  telemetry.advance();
  tested = createTestApp(telemetry);
});
afterEach(() => tested.app.close());

test('every answer carries a policy that lets in nothing foreign and nothing inline', async () => {
  for (const url of ['/api/site', '/', '/api/nothing', '/metrics']) {
    const { headers } = await tested.app.inject(url);
    const policy = String(headers['content-security-policy']).split(';');
    expect(policy).toContain("default-src 'self'");
    expect(policy).toContain("script-src 'self'");
    expect(policy).toContain("style-src 'self'");
    expect(policy).toContain("connect-src 'self'");
    expect(policy).toContain("frame-ancestors 'none'");
    expect(policy.join()).not.toMatch(/unsafe|http|upgrade/);
    expect(headers).not.toHaveProperty('strict-transport-security');
    expect(headers['x-content-type-options']).toBe('nosniff');
  }
});

test.each([
  ['GET', '/api/nothing', 404, 'notFound'],
  ['GET', '/missing.png', 404, 'notFound'],
  ['GET', '/assets/old-hash.js', 404, 'notFound'],
  ['GET', '/%zz', 400, 'badRequest'],
  ['GET', '/api/jobs?state=asleep', 400, 'badRequest'],
  ['GET', '/api/jobs?colour=red', 400, 'badRequest'],
  ['DELETE', '/api/site', 405, 'methodNotAllowed'],
  ['POST', '/metrics/dcgm/R1-T07', 405, 'methodNotAllowed'],
  ['PUT', '/api/commands', 405, 'methodNotAllowed'],
  ['POST', '/rack/R1', 404, 'notFound'],
] as const)('%s %s is refused with %i in the one shape', async (method, url, status, code) => {
  const answer = await tested.app.inject({ method, url });
  expect(answer.statusCode).toBe(status);
  expect(Value.Check(ApiError, answer.json())).toBe(true);
  expect(answer.json()).toMatchObject({ error: { code } });
});

test('a file that goes while it is about to be sent is missing, not a failure of the server', async () => {
  const gone = join(tmpdir(), 'carnot-no-such-file.js');
  tested.app.get('/assets/gone.js', (_, reply) =>
    reply
      .headers({ 'content-type': 'application/javascript', 'cache-control': 'immutable' })
      .send(createReadStream(gone)),
  );
  const answer = await tested.app.inject('/assets/gone.js');
  expect([answer.statusCode, answer.json()]).toEqual([
    404,
    { error: { code: 'notFound', message: 'there is nothing at /assets/gone.js any more' } },
  ]);
  expect(answer.headers['cache-control']).toBe('no-cache');
});

test.each([
  ['GET', '/api/torn'],
  ['POST', '/assets/torn.js'],
] as const)('%s %s that lacks a file of ours is a failure of the server', async (method, url) => {
  const gone = join(tmpdir(), 'carnot-no-such-file.parquet');
  tested.app.route({ method, url, handler: () => readFile(gone) });
  const answer = await tested.app.inject({ method, url, headers: { host: 'localhost' } });
  expect([answer.statusCode, answer.json().error.code]).toEqual([500, 'internal']);
  expect(answer.body).not.toContain('carnot-no-such-file');
});

test('a list joined by commas is refused with the way to write it', async () => {
  const ask = async (url: string) => {
    const answer = await tested.app.inject(url);
    return [answer.statusCode, answer.json().error.message];
  };
  const joined = 'gpuPowerW,gpuTempC,gpuSmActiveRatio,gpuMemTempC,gpuSmClockMHz,gpuPowerLimitW';
  for (const route of ['history', 'latest']) {
    expect(await ask(`/api/${route}?metric=${joined}`)).toEqual([
      400,
      'metric is repeated, not joined by commas: metric=gpuPowerW&metric=gpuTempC',
    ]);
  }
  for (const url of [
    '/api/latest?metric=gpuPowerW&ids=R1-T01-G1,R1-T01-G2',
    '/api/events?ids=R1-T01-G1,R1-T01-G2',
    '/api/places?ids=R1-T01-G1,R1-T01-G2',
  ]) {
    expect(await ask(url), url).toEqual([
      400,
      'ids is repeated, not joined by commas: ids=R1-T01-G1&ids=R1-T01-G2',
    ]);
  }
  expect(await ask('/api/jobs?ids=J1,J2')).toEqual([
    400,
    'ids is repeated, not joined by commas: ids=J1&ids=J2',
  ]);
});

test('405 names the methods that the path takes', async () => {
  const site = await tested.app.inject({ method: 'PUT', url: '/api/site?x=1' });
  expect(site.headers.allow).toBe('GET, HEAD');
  const commands = await tested.app.inject({ method: 'PUT', url: '/api/commands' });
  expect(commands.headers.allow).toBe('GET, HEAD, POST');
});

test('a refusal names field and bound', async () => {
  const messages = async (query: string) =>
    ((await tested.get(`/api/history?${query}`)).body as ApiError).error;
  expect(await messages('metric=siteItPowerW&points=5000')).toEqual({
    code: 'badRequest',
    message: 'points must be <= 4000',
    field: 'points',
  });
  expect(await messages('')).toMatchObject({ message: 'metric is missing', field: 'metric' });
  expect(await messages('metric=x&speed=1')).toMatchObject({
    message: 'speed is not a parameter of this route',
    field: 'speed',
  });
});

test('too long a body and a body of a foreign type are refused', async () => {
  const post = (payload: string, type: string) =>
    tested.app.inject({
      method: 'POST',
      url: '/api/commands',
      headers: { host: 'localhost', 'content-type': type },
      payload,
    });
  const long = await post(JSON.stringify({ do: 'x'.repeat(20_000) }), 'application/json');
  expect([long.statusCode, long.json().error.code]).toEqual([413, 'tooLarge']);
  const foreign = await post('<do/>', 'application/xml');
  expect([foreign.statusCode, foreign.json().error.code]).toEqual([415, 'unsupportedType']);
  const broken = await post('{', 'application/json');
  expect([broken.statusCode, broken.json().error.code]).toEqual([400, 'badRequest']);
});

test('a fault of the program tells the client nothing of its inside', async () => {
  telemetry.jobs.list = () => {
    throw new Error('secret path /var/lib');
  };
  const { status, body } = await tested.get('/api/jobs');
  expect(status).toBe(500);
  expect(body).toEqual({
    error: { code: 'internal', message: 'the server failed on this; its log has the story' },
  });
});

test('who asks without end for what is not there is told to wait', async () => {
  const statuses = new Set<number>();
  for (let i = 0; i < 601; i++) statuses.add((await tested.app.inject('/api/nothing')).statusCode);
  expect(statuses).toEqual(new Set([404, 429]));
  const last = await tested.get('/api/nothing');
  expect(last.body).toMatchObject({ error: { code: 'tooFast' } });
  expect((await tested.get('/api/site')).status).toBe(200);
});

test.each(['jobs', 'latest', 'places', 'events', 'history'])(
  '/api/%s is dear, and not for those who ask without end',
  async (noun) => {
    const { headers } = await tested.app.inject(`/api/${noun}?metric=siteItPowerW`);
    expect(headers['x-ratelimit-limit']).toBe('600');
  },
);

test('what is no HTTP is answered in the one shape and hung up on', async () => {
  await tested.app.listen({ port: 0, host: '127.0.0.1' });
  const { port } = tested.app.server.address() as AddressInfo;
  const ask = (text: string): Promise<string> =>
    new Promise((done) => {
      let heard = '';
      const tcp = connect(port, '127.0.0.1', () => tcp.write(text));
      tcp.on('data', (chunk) => {
        heard += String(chunk);
      });
      tcp.on('close', () => done(heard));
    });
  expect(await ask('NOT HTTP\r\n\r\n')).toMatch(/^HTTP\/1.1 400 .*"badRequest"/s);
  expect(await ask(`GET / HTTP/1.1\r\nHost: a\r\nX: ${'x'.repeat(20_000)}\r\n\r\n`)).toMatch(
    /^HTTP\/1.1 431 .*"tooLarge"/s,
  );
});

test.each([
  ['half a body', 'POST /api/commands HTTP/1.1\r\nHost: localhost\r\nContent-Length: 9\r\n\r\n{'],
  ['half a header', 'GET /api/site HTTP/1.1\r\nHost: local'],
  [
    'a WebSocket that says no more',
    'GET /up HTTP/1.1\r\nUpgrade: x\r\nConnection: Upgrade\r\n\r\n',
  ],
  ['answers that nobody reads', 'GET /api/site HTTP/1.1\r\nHost: localhost\r\n\r\n'.repeat(2_000)],
])('%s does not hold up the end', async (_, text) => {
  const { app } = tested;
  // As a WebSocket server does: the socket is its own from here on.
  const upgraded = new Promise<void>((done) => app.server.on('upgrade', () => done()));
  await app.listen({ port: 0, host: '127.0.0.1' });
  const { port } = app.server.address() as AddressInfo;
  const arrived = new Promise<void>((done) => {
    app.server.on('connection', (socket) => socket.once('data', () => done()));
  });
  const client = connect(port, '127.0.0.1', () => client.write(text));
  client.pause();
  client.on('error', () => undefined);
  const gone = new Promise((done) => client.once('close', done));
  await (text.includes('Upgrade') ? upgraded : arrived);
  await app.close();
  client.resume();
  await gone;
});

test('no answer names a host of somebody else', async () => {
  telemetry.advance(({ gpuPowerW, gpuXid }) => {
    gpuPowerW.fill(700);
    gpuXid.fill(0);
  });
  for (const url of ['/api/site', '/api/rules', '/api/openapi.json', '/metrics/dcgm/R1-T01', '/']) {
    expect((await tested.app.inject(url)).body).not.toMatch(/https?:\/\//);
  }
});

describe('the page', () => {
  let pageDir: string;
  const address = (path: string) => tested.app.inject(path);

  beforeEach(async () => {
    await tested.app.close();
    pageDir = mkdtempSync(join(tmpdir(), 'carnot-page-'));
    tested = createTestApp(telemetry, { pageDir });
  });
  afterEach(() => rmSync(pageDir, { recursive: true }));

  test('is missed in one clear sentence until it is built', async () => {
    for (const path of ['/', '/rack/R1']) {
      const answer = await address(path);
      expect([answer.statusCode, answer.json()]).toEqual([
        503,
        { error: { code: 'unavailable', message: 'the page is not built; run npm run build' } },
      ]);
    }
  });

  test('stands behind every address of its own, fresh, with assets for ever', async () => {
    mkdirSync(join(pageDir, 'assets'));
    writeFileSync(join(pageDir, 'index.html'), '<title>Carnot</title>');
    writeFileSync(join(pageDir, 'assets', 'main-abc123.js'), '1');
    for (const path of [
      '/',
      '/index.html',
      '/rack/R118',
      '/gpu/R118-T07-G2?x=1.5',
      '/unheard/of',
    ]) {
      const answer = await address(path);
      expect([answer.statusCode, answer.body]).toEqual([200, '<title>Carnot</title>']);
      expect(answer.headers['cache-control']).toBe('no-cache');
      expect(answer.headers['content-type']).toMatch(/^text\/html/);
    }
    const asset = await address('/assets/main-abc123.js');
    expect(asset.headers['cache-control']).toBe('public, max-age=31536000, immutable');
    expect((await address('/assets/main-old.js')).statusCode).toBe(404);
    expect((await address('/..%2f..%2fetc/passwd')).statusCode).toBeGreaterThanOrEqual(400);
  });
});
