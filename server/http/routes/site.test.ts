// What stands where: the site, its places and its metrics, with good and bad input.
import type { Static } from 'typebox';
import { describe, expect, test } from 'vitest';
import { MetricsAnswer } from '../../contract/api.ts';
import { PlacesAnswer, SiteAnswer } from '../../contract/apiSite.ts';
import { METRIC_IDS } from '../../contract/metrics.ts';
import { schemaOf } from '../../contract/schema.ts';
import { createTestTelemetry } from '../../testing.ts';
import { answerOf, refusalOf, serve } from '../testApp.ts';

describe('what stands where', () => {
  test('/api/site has the site, its counts and its source', async () => {
    const telemetry = createTestTelemetry();
    const answer = await answerOf<SiteAnswer>(serve(telemetry), SiteAnswer, '/api/site');
    expect(answer).toMatchObject({
      site: { id: 'one-rack', limits: { gpuPowerW: 1_200 } },
      counts: { rack: 1, gpu: 72 },
      kind: 'simulated',
      speed: 1,
      seed: 42,
      abilities: [],
      stored: [],
      schema: schemaOf(telemetry.site),
      version: '0.0.0-test',
    });
  });

  test('/api/site says what may be asked of the source', async () => {
    const tested = serve(createTestTelemetry(), { forecast: () => Promise.resolve(undefined) });
    const { abilities } = await answerOf<SiteAnswer>(tested, SiteAnswer, '/api/site');
    expect(abilities).toEqual(['forecast']);
  });

  test('/api/places lists kinds, and places with label and parents', async () => {
    const tested = serve(createTestTelemetry());
    const kinds = await answerOf<PlacesAnswer>(tested, PlacesAnswer, '/api/places');
    expect([kinds.kinds.length, kinds.places]).toEqual([17, []]);
    const trays = await answerOf<PlacesAnswer>(tested, PlacesAnswer, '/api/places?scope=tray');
    expect(trays.places).toHaveLength(18);
    const named = '/api/places?scope=rack&ids=R1';
    expect((await answerOf<PlacesAnswer>(tested, PlacesAnswer, named)).places).toEqual([
      {
        id: 'R1',
        kind: 'rack',
        label: { en: 'Rack', fr: 'Baie' },
        parents: { row: 'H1-A', cduRing: 'RING1', upsGroup: 'UPSG1' },
      },
    ]);
    const gpu = await answerOf<PlacesAnswer>(tested, PlacesAnswer, '/api/places?ids=R1-T07-G2');
    expect(gpu.places[0]).toMatchObject({ label: { en: 'GPU R1-T07-G2' } });
  });

  test.each([
    ['scope=planet', 400, 'scope'],
    ['ids=R9', 400, 'ids'],
    ['scope=rack&ids=R1-T07', 400, 'ids'],
    [`ids=${'R'.repeat(65)}`, 400, 'ids.0'],
    [`ids=${Array(1_001).fill('R1').join('&ids=')}`, 400, 'ids'],
  ])('/api/places refuses %s', async (query, status, field) => {
    const [got, , named] = await refusalOf(serve(createTestTelemetry()), `/api/places?${query}`);
    expect([got, named]).toEqual([status, field]);
  });

  test('/api/metrics is the whole dictionary with provenance', async () => {
    const tested = serve(createTestTelemetry());
    const { metrics } = await answerOf<Static<typeof MetricsAnswer>>(
      tested,
      MetricsAnswer,
      '/api/metrics',
    );
    expect(metrics.map(({ id }) => id)).toEqual(METRIC_IDS);
    expect(metrics.find(({ id }) => id === 'gpuPowerW')).toMatchObject({
      unit: 'W',
      range: [0, 1_200],
      ring: true,
      dcgm: { name: 'DCGM_FI_DEV_POWER_USAGE', id: 155 },
      provenance: { basis: 'modelled' },
    });
    expect(metrics.find(({ id }) => id === 'rackGpuTempMaxC')).toMatchObject({
      from: 'gpuTempC',
      provenance: {
        basis: 'modelled',
        formula: { en: expect.stringMatching(/^Maximum of .* over the places within$/) },
        sources: ['made up for tests'],
      },
    });
    expect(metrics.find(({ id }) => id === 'sitePue15mRatio')).toMatchObject({
      provenance: { basis: 'modelled', sources: ['ISO/IEC 30134-2'] },
    });
    expect(metrics.filter(({ provenance }) => !provenance?.sources.length)).toEqual([]);
  });
});
