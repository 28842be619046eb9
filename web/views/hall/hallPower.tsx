// The power of a hall over the page's range, and its hottest GPU: two plots on one axis of time.
import { ChartPanel } from '../../charts/chartPanel.tsx';
import { HALL_TEXTS as TEXTS } from '../../i18n/hall.ts';
import { say } from '../../i18n.ts';
import type { SiteContext } from '../../live.ts';
import { useSeries } from '../../time/useSeries.ts';

interface HallPowerProps {
  readonly info: SiteContext;
  readonly id: string;
}

export function HallPowerPanel({ info, id }: HallPowerProps) {
  const network = info.places.count('networkRack') > 0;
  const series = useSeries({
    metrics: network
      ? ['hallRackPowerW', 'hallNetworkPowerW', 'hallGpuTempMaxC']
      : ['hallRackPowerW', 'hallGpuTempMaxC'],
    ids: [id],
  });
  const lines = [
    { metric: 'hallRackPowerW' as const, id, label: say(TEXTS.nvl), ink: 'fill-power' },
    ...(network
      ? [
          {
            metric: 'hallNetworkPowerW' as const,
            id,
            label: say(TEXTS.network),
            ink: 'fill-power-low',
          },
        ]
      : []),
  ];
  return (
    <ChartPanel
      title={say(TEXTS.powerAndHeat)}
      class="hallChart"
      series={series}
      charts={[
        {
          name: say(TEXTS.power),
          spec: { unit: 'kW', digits: 0, stacked: true, scale: 'zero', lines },
        },
        {
          name: say(TEXTS.hottest),
          spec: {
            unit: 'C',
            leastSpan: 10,
            lines: [{ metric: 'hallGpuTempMaxC', id, label: say(TEXTS.hottest), ink: 'cooling' }],
            limits: [{ value: info.site.limits.gpuMaxOperatingC, label: say(TEXTS.limit) }],
          },
        },
      ]}
    />
  );
}
