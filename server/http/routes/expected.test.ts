// Forecasts and waveforms over HTTP: gaps stay gaps, and what is not there is refused by name.
import { describe, expect, test } from 'vitest';
import { ForecastAnswer, WaveformAnswer } from '../../contract/apiHistory.ts';
import type { Source } from '../../contract/source.ts';
import { createTestTelemetry } from '../../testing.ts';
import { answerOf, refusalOf, serve } from '../testApp.ts';

/** A telemetry with one frame. */
function started() {
  const telemetry = createTestTelemetry();
  telemetry.advance();
  return telemetry;
}

describe('/api/forecast', () => {
  const asked: unknown[] = [];
  const forecast: Source['forecast'] = async (metric, hours) => {
    asked.push([metric, hours]);
    if (metric !== 'gridPriceEurPerMWh') return undefined;
    return {
      stepS: 900,
      timesMs: Float64Array.of(900_000, 1_800_000),
      values: Float32Array.of(42.5, Number.NaN),
      low: Float32Array.of(42.5, Number.NaN),
      high: Float32Array.of(42.5, Number.NaN),
    };
  };

  test('gives values, band and step, null where nothing is known yet', async () => {
    const telemetry = started();
    const url = '/api/forecast?metric=gridPriceEurPerMWh&hours=36';
    const answer = await answerOf<ForecastAnswer>(
      serve(telemetry, { forecast }),
      ForecastAnswer,
      url,
    );
    expect(answer).toEqual({
      metric: 'gridPriceEurPerMWh',
      unit: 'EUR/MWh',
      madeMs: telemetry.frame.timeMs,
      stepS: 900,
      timesMs: [900_000, 1_800_000],
      values: [42.5, null],
      low: [42.5, null],
      high: [42.5, null],
    });
    expect(asked).toEqual([['gridPriceEurPerMWh', 36]]);
  });

  test('refuses what there is no forecast of, by name and bound', async () => {
    const tested = serve(started(), { forecast });
    const refuse = (query: string) => refusalOf(tested, `/api/forecast?${query}`);
    expect(await refuse('metric=siteItPowerW')).toEqual([
      404,
      'there is no forecast of siteItPowerW',
      'metric',
    ]);
    expect((await refuse('metric=nonsense'))[0]).toBe(400);
    expect(await refuse('metric=gridCarbonGPerKWh&hours=49')).toEqual([
      400,
      'hours must be <= 48',
      'hours',
    ]);
    expect((await refuse(''))[0]).toBe(400);
    const without = serve(started());
    expect(await refusalOf(without, '/api/forecast?metric=gridCarbonGPerKWh')).toEqual([
      501,
      'this source makes no forecasts',
    ]);
  });
});

describe('/api/waveform', () => {
  const waveform: Source['waveform'] = async (_, seconds) => ({
    timesMs: Float64Array.from({ length: seconds * 10 }, (__, i) => (i + 1) * 100),
    values: new Float32Array(seconds * 10).fill(125_000),
  });

  test('gives ten values a second of a rack or the site', async () => {
    const tested = serve(started(), { waveform });
    for (const id of ['R1', 'SITE']) {
      const url = `/api/waveform?id=${id}&seconds=2`;
      const answer = await answerOf<WaveformAnswer>(tested, WaveformAnswer, url);
      expect(answer).toMatchObject({ id, unit: 'W', hz: 10 });
      expect(answer.timesMs).toHaveLength(20);
      expect(answer.values).toEqual(Array(20).fill(125_000));
    }
  });

  test('refuses unknown places, places without one, and more than a minute', async () => {
    const tested = serve(started(), { waveform });
    const refuse = (query: string) => refusalOf(tested, `/api/waveform?${query}`);
    expect(await refuse('id=R99')).toEqual([404, 'no place of this site is called "R99"', 'id']);
    expect(await refuse('id=H1')).toEqual([400, 'id must be SITE or a rack; H1 is a hall', 'id']);
    expect(await refuse('id=R1&seconds=61')).toEqual([400, 'seconds must be <= 60', 'seconds']);
    const silent = serve(started(), { waveform: () => Promise.reject(new Error('it is asleep')) });
    expect(await refusalOf(silent, '/api/waveform?id=R1')).toEqual([
      503,
      'the source did not answer: it is asleep',
    ]);
    expect(await refusalOf(serve(started()), '/api/waveform?id=R1')).toEqual([
      501,
      'this source has no waveforms',
    ]);
  });
});
