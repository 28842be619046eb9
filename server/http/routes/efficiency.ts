// GET /api/efficiency: PUE, WUE, CUE and ERF over each window, with the sums that they are made of and what they cover.
import { metricOf } from '../../contract/metrics.ts';
import { EfficiencyAnswer, type RatioId, type RatioWindow } from '../../contract/ratio.ts';
import { RATIOS } from '../../telemetry/efficiency/ratios.ts';
import { ratioOf } from '../../telemetry/efficiency/rollingRatio.ts';
import type { Telemetry } from '../../telemetry/telemetry.ts';
import { needFrame } from '../lookUp.ts';
import type { Route } from '../parts.ts';
import { REFUSALS } from '../refusal.ts';

export const efficiencyRoutes: Route = (app, { telemetry }, done) => {
  app.get(
    '/api/efficiency',
    {
      schema: {
        operationId: 'getEfficiency',
        summary: 'PUE, WUE, CUE and ERF as ratios of sums',
        tags: ['values'],
        response: { 200: EfficiencyAnswer, ...REFUSALS },
      },
    },
    () => {
      needFrame(telemetry);
      const ids = Object.keys(RATIOS) as RatioId[];
      const ratios = ids.flatMap((ratio) =>
        (Object.keys(RATIOS[ratio].shown) as RatioWindow[]).map((window) =>
          toldOf(ratio, window, telemetry),
        ),
      );
      return { timeMs: telemetry.frame.timeMs, ratios };
    },
  );
  done();
};

function toldOf(
  ratio: RatioId,
  window: RatioWindow,
  { efficiency }: Telemetry,
): EfficiencyAnswer['ratios'][number] {
  const { numerator, denominator, scale, shown } = RATIOS[ratio];
  const sums = efficiency.sums(ratio, window);
  const metric = shown[window] ?? numerator;
  const known = (value: number): number | null => (Number.isNaN(value) ? null : value);
  return {
    ratio,
    window,
    metric,
    value: known(ratioOf(sums) * scale),
    unit: metricOf(metric).unit,
    numerator: known(sums.numerator),
    numeratorMetric: numerator,
    denominator: known(sums.denominator),
    denominatorMetric: denominator,
    batteryWh: numerator === 'siteFacilityEnergyWh' ? known(efficiency.batteryWh(window)) : null,
    coverage: sums.coverage,
  };
}
