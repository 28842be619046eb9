// GET /api/store: where the history lies, what it holds, and how full it is.
import { StoreAnswer } from '../../contract/apiHistory.ts';
import { whyNoStore } from '../needStore.ts';
import type { Route } from '../parts.ts';
import { HEAVY } from '../rate.ts';
import { REFUSALS } from '../refusal.ts';

export const storeRoutes: Route = (app, { telemetry, storeWatch, backfill }, done) => {
  app.get(
    '/api/store',
    {
      config: HEAVY,
      schema: {
        operationId: 'getStore',
        summary: 'The store of history: what it holds and how full it is',
        tags: ['program'],
        response: { 200: StoreAnswer, ...REFUSALS },
      },
    },
    async () => {
      const usage = await storeWatch.usage();
      if (usage) return { ...usage, backfill: backfill?.() ?? null };
      return {
        folder: null,
        writing: false,
        problem: whyNoStore(telemetry.source.speed),
        bytes: 0,
        bytesPerDay: null,
        capBytes: 0,
        tiers: [],
        backfill: null,
        stretches: [],
      };
    },
  );
  done();
};
