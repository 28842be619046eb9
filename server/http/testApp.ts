// The application for tests: no port, no page, a clock that a test can move.
import type { FastifyInstance } from 'fastify';
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
