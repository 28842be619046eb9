// The power of the last 15 minutes, stacked by where it goes.
import { useLayoutEffect, useRef } from 'preact/hooks';
import { createStackedPowerChart, type StackedPowerChart } from '../../charts/stackedPower.ts';
import { formatText } from '../../format.ts';
import { language, t } from '../../i18n.ts';
import { type SiteContext, siteInfo, type Table, useTable } from '../../live.ts';
import { siteUnits } from '../../siteUnits.ts';
import { theme } from '../../theme.ts';
import { Panel } from '../../ui/panel.tsx';
import { LAYER_LABELS, LAYERS, type Layer, layerPowersW, PARTS } from './balance.ts';
import { type Recent, useRecent } from './recent.ts';

const SPAN_MS = 900_000;

const FILLS: Record<Layer, string> = {
  gpus: 'fill-power',
  otherIt: 'fill-power-mid',
  shelves: 'fill-power-low',
  losses: 'fill-losses',
  cooling: 'fill-cooling',
  house: 'fill-house',
};

export function PowerPanel() {
  const canvas = useRef<HTMLCanvasElement>(null);
  const chart = useRef<StackedPowerChart | undefined>(undefined);
  const recent = useRecent().value;
  const table = useTable('site').value;
  const site = siteInfo.value;
  // Read here, so that a change of either draws again.
  const look = `${theme.value} ${language.value}`;

  useLayoutEffect(() => () => chart.current?.close(), []);
  useLayoutEffect(() => {
    if (!recent || !site || !canvas.current) return;
    // Not before there is something to draw: an empty chart would have axes of nothing.
    chart.current ??= createStackedPowerChart(canvas.current);
    chart.current.draw(stackOf(recent, site));
  }, [recent, site, look]);

  return (
    <Panel
      title={t('power')}
      subtitle={t('powerNote', { unit: siteUnits().power })}
      class="powerPanel"
    >
      <div class="chartRoom">
        <canvas ref={canvas} role="img" aria-label={describe(table)} />
      </div>
      {recent?.past === 'missing' ? <p class="chartNote muted">{t('historyMissing')}</p> : null}
    </Panel>
  );
}

function stackOf(recent: Recent, { site }: SiteContext) {
  return {
    timesMs: recent.timesMs,
    spanMs: SPAN_MS,
    limitW: site.ratings.connectionW,
    wattsPerUnit: siteUnits().watts,
    limitLabel: t('connection'),
    timeZone: site.timeZone,
    layers: LAYERS.map((layer) => ({
      label: t(LAYER_LABELS[layer]),
      fill: FILLS[layer],
      values: sumOf(layer, recent),
    })),
  };
}

function sumOf(layer: Layer, recent: Recent): readonly number[] {
  const columns = PARTS.filter((part) => part.layer === layer)
    .flatMap(({ metrics }) => metrics)
    .map((metric) => recent.values(metric));
  const [only] = columns;
  if (columns.length === 1 && only) return only;
  return recent.timesMs.map((_, i) =>
    columns.reduce((sum, column) => sum + (column[i] ?? Number.NaN), 0),
  );
}

/** The chart in words, for who does not see it. */
function describe(table: Table | undefined): string {
  const { power } = siteUnits();
  if (!table) return t('powerNote', { unit: power });
  const powers = layerPowersW((metric) => table.value(metric, 0));
  const parts = LAYERS.map(
    (layer, i) => `${t(LAYER_LABELS[layer])} ${formatText(powers[i] ?? Number.NaN, power)}`,
  );
  const total = formatText(table.value('siteFacilityPowerW', 0), power);
  return t('powerChart', { parts: parts.join(', '), total });
}
