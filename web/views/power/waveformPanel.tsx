// The waveform: power of the site or a rack over the last minute in tenths of a second, when it is asked for.
import { useComputed, useSignal } from '@preact/signals';
import { useRef } from 'preact/hooks';
import type { WaveformAnswer } from '../../../server/contract/apiHistory.ts';
import { formatText } from '../../format.ts';
import { POWER_TEXTS } from '../../i18n/power.ts';
import { say } from '../../i18n.ts';
import { clock, siteInfo } from '../../live.ts';
import { query, setQuery } from '../../route.ts';
import { siteUnits } from '../../siteUnits.ts';
import { queryText } from '../../time/ask.ts';
import type { Span } from '../../time/range.ts';
import { useJson } from '../../time/useJson.ts';
import { Panel } from '../../ui/panel.tsx';
import { WaveformChart } from './waveformChart.tsx';

const place = query('wave');

export function WaveformPanel() {
  const context = siteInfo.value;
  const turn = useSignal(0);
  const canvas = useRef<HTMLCanvasElement | null>(null);
  const able = context?.abilities.includes('waveform') ?? false;
  // Before the first second there is nothing to ask for.
  const begun = useComputed(() => clock.value !== undefined);
  const named = context?.ids.parse(place.value ?? '');
  const id = named?.kind === 'rack' ? (place.value as string) : 'SITE';
  const wrong = place.value !== undefined && id === 'SITE' && place.value !== 'SITE';
  const path =
    able && begun.value
      ? `/api/waveform?${queryText({ id, seconds: 60 })}#${turn.value}`
      : undefined;
  const { answer, problem } = useJson<WaveformAnswer>(path).value;
  const unit = id === 'SITE' ? siteUnits().power : 'kW';
  const known = (answer?.values ?? []).filter((value): value is number => value !== null);
  const [min, max] = [Math.min(...known), Math.max(...known)];
  const note = wrong
    ? say(POWER_TEXTS.noSuchRack, { id: place.value ?? '' })
    : known.length > 0
      ? say(POWER_TEXTS.waveformNote, {
          min: formatText(min, unit, { digits: 2 }),
          max: formatText(max, unit, { digits: 2 }),
        })
      : '';
  return (
    <Panel
      title={`${say(POWER_TEXTS.waveform)} · ${id === 'SITE' ? say(POWER_TEXTS.siteWave) : id}`}
      subtitle={note}
      class="waveformPanel"
      state={able ? problem : say(POWER_TEXTS.waveformNone)}
      actions={
        <>
          <label class="waveRack">
            <span>{say(POWER_TEXTS.rackWave)}</span>
            <input
              value={place.value ?? ''}
              aria-invalid={wrong}
              placeholder={context?.ids.idOf('rack', 0) ?? ''}
              size={7}
              onChange={({ currentTarget: { value } }) =>
                setQuery('wave', value.trim().toUpperCase() || undefined)
              }
            />
          </label>
          <button type="button" class="button" onClick={() => turn.value++}>
            {say(POWER_TEXTS.again)}
          </button>
        </>
      }
      exports={{
        covers: () => spanOf(answer?.timesMs ?? []),
        table: () => ({
          columns: [
            { name: 'time', time: true },
            { name: id, unit: 'W' },
          ],
          rows: (answer?.timesMs ?? []).map((timeMs, i) => [
            new Date(timeMs).toISOString(),
            answer?.values[i] ?? null,
          ]),
        }),
        pictures: () => (canvas.current ? [{ canvas: canvas.current, title: unit }] : []),
      }}
    >
      <div class="waveRoom">
        {answer && known.length > 0 ? (
          <WaveformChart
            label={`${say(POWER_TEXTS.waveform)} · ${id === 'SITE' ? say(POWER_TEXTS.siteWave) : id}. ${note}`}
            unit={unit}
            timeZone={context?.site.timeZone ?? 'UTC'}
            timesMs={answer.timesMs}
            values={answer.values}
            canvasRef={(element) => {
              canvas.current = element;
            }}
          />
        ) : null}
      </div>
    </Panel>
  );
}

function spanOf(timesMs: readonly number[]): Span | undefined {
  const [fromMs, toMs] = [timesMs[0], timesMs.at(-1)];
  return fromMs === undefined || toMs === undefined ? undefined : { fromMs, toMs };
}
