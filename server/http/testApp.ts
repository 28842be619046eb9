// The application for tests: no port, no page, a clock that a test can move; closed when the test is over.
import type { FastifyInstance } from 'fastify';
import type { TSchema } from 'typebox';
import Value from 'typebox/value';
import { afterEach, expect } from 'vitest';
import type { Telemetry } from '../telemetry/telemetry.ts';
import { buildApp } from './app.ts';
import type { HttpParts } from './parts.ts';

export interface TestApp {
  readonly app: FastifyInstance;
  /** Moves the monotonic clock. */
  wait(ms: number): void;
  get(url: string): Promise<{ readonly status: number; readonly body: unknown }>;
}

export function createTestApp(telemetry: Telemetry, more: Partial<HttpParts> = {}): TestApp {
  let nowMs = 1_000;
  const app = buildApp({
    telemetry,
    rules: [],
    pageDir: '/nowhere/page',
    version: '0.0.0-test',
    clients: () => 3,
    nowMs: () => nowMs,
    wallMs: () => 1_000_000 + nowMs,
    host: '127.0.0.1',
    logLevel: 'silent',
    ...more,
  });
  return {
    app,
    wait(ms) {
      nowMs += ms;
    },
    async get(url) {
      const answer = await app.inject(url);
      return { status: answer.statusCode, body: answer.json() };
    },
  };
}

const served: TestApp[] = [];
afterEach(async () => {
  for (const { app } of served.splice(0)) await app.close();
});

/** An application that the end of the test closes. */
export function serve(telemetry: Telemetry, more: Partial<HttpParts> = {}): TestApp {
  const made = createTestApp(telemetry, more);
  served.push(made);
  return made;
}

/** The answer to a good request, checked against its schema. */
export async function answerOf<T>(tested: TestApp, schema: TSchema, url: string): Promise<T> {
  const { status, body } = await tested.get(url);
  expect([status, status === 200 ? [...Value.Errors(schema, body)] : body]).toEqual([200, []]);
  return body as T;
}

/** Status and message of a bad request, with the field that it names. */
export async function refusalOf(
  tested: TestApp,
  url: string,
): Promise<[status: number, message: string, field?: string]> {
  const { status, body } = await tested.get(url);
  const { message, field } = (body as { error: { message: string; field?: string } }).error;
  return field === undefined ? [status, message] : [status, message, field];
}
