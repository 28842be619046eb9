// Price and carbon of the grid today, hour by hour: what was, the moment of now, and what is expected, dashed.
import { useComputed } from '@preact/signals';
import { useRef } from 'preact/hooks';
import type { HistoryAnswer } from '../../../server/contract/api.ts';
import type { ForecastAnswer } from '../../../server/contract/apiHistory.ts';
import { localMidnightMs } from '../../../server/contract/zone.ts';
import { Drawing } from '../../charts/drawing.tsx';
import { formatClock } from '../../format.ts';
import { PARTS_TEXTS } from '../../i18n/overviewParts.ts';
import { language, say, t } from '../../i18n.ts';
import { clock, type SiteContext, siteInfo } from '../../live.ts';
import { queryText } from '../../time/ask.ts';
import { useJson } from '../../time/useJson.ts';
import { Panel } from '../../ui/panel.tsx';
import { drawGridDay } from './drawGridDay.ts';
import { type DayLine, dayLine, GRID_METRICS, gridDayTable } from './gridDay.ts';

const STEP_S = 900;

export function GridPanel() {
  const info = siteInfo.value;
  // Changes once in a quarter of an hour: so often there is anything new.
  const quarter = useComputed(() =>
    clock.value ? Math.floor(clock.value.timeMs / (STEP_S * 1000)) : undefined,
  ).value;
  if (!info || quarter === undefined) {
    return <Frame state={t('loading')} />;
  }
  return <Day info={info} nowMs={quarter * STEP_S * 1000} />;
}

function Day({ info, nowMs }: { readonly info: SiteContext; readonly nowMs: number }) {
  const zone = info.site.timeZone;
  const fromMs = localMidnightMs(nowMs, zone);
  // Noon and a half later it is tomorrow, whatever the clocks do tonight.
  const toMs = localMidnightMs(fromMs + 36 * 3_600_000, zone);
  const past = useJson<HistoryAnswer>(
    nowMs <= fromMs
      ? undefined
      : `/api/history?${queryText({
          metric: GRID_METRICS,
          from: new Date(fromMs).toISOString(),
          to: new Date(nowMs).toISOString(),
          step: STEP_S,
        })}`,
  ).value;
  const price = useForecast(info, GRID_METRICS[0]);
  const carbon = useForecast(info, GRID_METRICS[1]);
  const lines = GRID_METRICS.map((metric, i) =>
    dayLine(metric, past.answer, i === 0 ? price : carbon, nowMs, toMs),
  );
  const empty = lines.every(({ steps }) => steps.length === 0);
  const state = !empty
    ? ''
    : past.state === 'loading'
      ? t('loading')
      : past.state !== 'ready'
        ? say(PARTS_TEXTS.gridOffline)
        : say(PARTS_TEXTS.gridNone);
  return <Frame state={state} day={{ fromMs, toMs, nowMs, zone, lines }} />;
}

/** Asked only of a source that makes forecasts. */
function useForecast(info: SiteContext, metric: string): ForecastAnswer | undefined {
  const able = info.abilities.includes('forecast');
  const path = able ? `/api/forecast?${queryText({ metric, hours: 24 })}` : undefined;
  return useJson<ForecastAnswer>(path, { everyS: STEP_S }).value.answer;
}

interface DayShown {
  readonly fromMs: number;
  readonly toMs: number;
  readonly nowMs: number;
  readonly zone: string;
  readonly lines: readonly DayLine[];
}

function Frame({ state, day }: { readonly state: string; readonly day?: DayShown }) {
  const canvas = useRef<HTMLCanvasElement | null>(null);
  const exports = day && {
    covers: () => {
      const steps = day.lines.flatMap((line) => line.steps);
      const [first, last] = [steps[0], steps.at(-1)];
      return first && last && { fromMs: first.fromMs, toMs: last.toMs };
    },
    table: () => gridDayTable(day.lines),
    pictures: () =>
      canvas.current ? [{ canvas: canvas.current, title: say(PARTS_TEXTS.gridNote) }] : [],
  };
  return (
    <Panel
      title={say(PARTS_TEXTS.gridToday)}
      subtitle={say(PARTS_TEXTS.gridNote)}
      class="gridPanel"
      state={state}
      {...(exports ? { exports } : {})}
    >
      {day && state === '' ? (
        <Drawing
          label={say(PARTS_TEXTS.gridToday)}
          hint={say(PARTS_TEXTS.gridHint)}
          version={JSON.stringify([day, language.value])}
          canvasRef={(element) => {
            canvas.current = element;
          }}
          draw={(ctx, size, pointed) =>
            drawGridDay(ctx, size, pointed, day, (timeMs) => formatClock(timeMs, day.zone, false))
          }
        />
      ) : null}
    </Panel>
  );
}
