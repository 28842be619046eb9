// GET /api/waveform: power of a rack or the site over the last seconds, in tenths of a second.
import { WaveformAnswer, WaveformQuery } from '../../contract/apiHistory.ts';
import { answered } from '../answered.ts';
import { knownNumbers } from '../edgeValue.ts';
import { needFrame } from '../lookUp.ts';
import type { Route } from '../parts.ts';
import { HEAVY } from '../rate.ts';
import { REFUSALS, refusal } from '../refusal.ts';

const SECONDS = 60;
const HZ = 10;

export const waveformRoutes: Route = (app, { telemetry, waveform }, done) => {
  app.get(
    '/api/waveform',
    {
      config: HEAVY,
      schema: {
        operationId: 'getWaveform',
        summary: 'Power of a rack or the site, ten values a second',
        tags: ['values'],
        querystring: WaveformQuery,
        response: { 200: WaveformAnswer, ...REFUSALS },
      },
    },
    async ({ query: { id, seconds } }) => {
      if (!waveform) throw refusal(501, 'this source has no waveforms');
      needFrame(telemetry);
      const place = telemetry.ids.parse(id);
      if (!place) throw refusal(404, `no place of this site is called "${id}"`, 'id');
      if (place.kind !== 'site' && place.kind !== 'rack') {
        throw refusal(400, `id must be SITE or a rack; ${id} is a ${place.kind}`, 'id');
      }
      const made = await answered(waveform(id, seconds ?? SECONDS));
      return {
        id,
        unit: 'W' as const,
        hz: HZ,
        timesMs: [...made.timesMs],
        values: knownNumbers(made.values),
      };
    },
  );
  done();
};
