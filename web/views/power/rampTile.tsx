// How fast the site's power has changed: the steepest step between two seconds of the last minute, in MW (small sites: kW) a minute.
import { useComputed } from '@preact/signals';
import { siteUnits } from '../../siteUnits.ts';
import { useSeries } from '../../time/useSeries.ts';
import { Value } from '../../ui/value.tsx';
import { steepest } from './ramp.ts';

const METRIC = 'siteFacilityPowerW';

export function RampTile() {
  const series = useSeries({ metrics: [METRIC], lastS: 60, points: 60 });
  const watts = useComputed(() => {
    const { timesMs, of } = series.value;
    return steepest(timesMs, of(METRIC).mean);
  });
  return (
    <>
      <Value value={watts.value} unit={siteUnits().power} digits={unitDigits()} />
      <span class="unit">/min</span>
    </>
  );
}

function unitDigits(): number {
  return siteUnits().power === 'MW' ? 1 : 0;
}
