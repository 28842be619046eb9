// The one-line diagram as rows: every feed, transformer, genset and UPS group, then what hangs beside them.
import type { MetricId } from '../../../server/contract/metrics.ts';
import { POWER_TEXTS } from '../../i18n/power.ts';
import { say } from '../../i18n.ts';
import { siteInfo } from '../../live.ts';
import type { ExportTable } from '../../ui/exportTable.ts';
import { dutyOf, FEED, GENSET, GROUP, nodeWords, type Read, TRANSFORMER } from './nodeWords.ts';

export function oneLineTable(read: Read): ExportTable {
  const known = (value: number): number | null => (Number.isNaN(value) ? null : value);
  const nodes = [FEED, TRANSFORMER, GENSET, GROUP].flatMap((of) =>
    Array.from({ length: siteInfo.peek()?.places.count(of.kind) ?? 0 }, (_, index) => {
      const { loadRatio, lossW } = dutyOf(of, index, read);
      return [
        siteInfo.peek()?.ids.idOf(of.kind, index) ?? '',
        known(read(of.power, index)),
        known(loadRatio),
        known(lossW),
        nodeWords(of, index, read).state || null,
      ];
    }),
  );
  const beside = (name: string, metric: MetricId) => [
    name,
    known(read(metric, 0)),
    null,
    null,
    null,
  ];
  return {
    columns: [
      { name: say(POWER_TEXTS.place) },
      { name: say(POWER_TEXTS.title), unit: 'W' },
      { name: say(POWER_TEXTS.load), unit: 'ratio' },
      { name: say(POWER_TEXTS.loss), unit: 'W' },
      { name: say(POWER_TEXTS.state) },
    ],
    rows: [
      ...nodes,
      beside(say(POWER_TEXTS.cooling), 'siteCoolingPowerW'),
      beside(say(POWER_TEXTS.house), 'siteHousePowerW'),
    ],
  };
}
