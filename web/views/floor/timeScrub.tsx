// Back through the last days of the floor: a slider, keys, and a film; always said not to be live.
import { type ReadonlySignal, useComputed, useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { isJobMetric } from '../../floor/floorMetric.ts';
import { floorMetric } from '../../floor/floorState.ts';
import { formatDayTime, formatDuration } from '../../format.ts';
import { FLOOR_VIEW_TEXTS as TEXTS } from '../../i18n/floorView.ts';
import { say } from '../../i18n.ts';
import { clock, type SiteContext } from '../../live.ts';
import { Segmented } from '../../ui/segmented.tsx';
import { momentMs, type PastPlane, showMoment } from './moment.ts';

const MINUTE_MS = 60_000;

/** The store keeps GPUs by the minute for two days and by quarter-hours for a month. */
const REACHES = {
  '48h': { stepMs: MINUTE_MS, steps: 48 * 60 },
  '30d': { stepMs: 15 * MINUTE_MS, steps: 30 * 96 },
} as const;
type Reach = keyof typeof REACHES;
const NEAR_MS = REACHES['48h'].stepMs * REACHES['48h'].steps;

/** Pictures of a film in a second. */
const FILM_HZ = 4;

interface TimeScrubProps {
  readonly info: SiteContext;
  readonly past: ReadonlySignal<PastPlane>;
  readonly stored: boolean;
}

export function TimeScrub({ info, past, stored }: TimeScrubProps) {
  const at = momentMs.value;
  const { reach, nowMs, choose } = useReach(at);
  const { stepMs, steps } = REACHES[reach];
  const nowStep = Math.floor(nowMs / stepMs);
  const playing = useSignal(false);
  const back =
    at === undefined ? 0 : Math.min(steps, Math.max(0, nowStep - Math.floor(at / stepMs)));

  useEffect(() => {
    if (!playing.value) return;
    const film = setInterval(() => {
      const last = momentMs.peek();
      // The next picture waits for this one.
      if (past.peek().state === 'loading' || last === undefined) return;
      const next = last + stepMs;
      if (next / stepMs < nowStep) showMoment(next);
      else {
        playing.value = false;
        showMoment(undefined);
      }
    }, 1000 / FILM_HZ);
    return () => clearInterval(film);
  }, [playing.value, stepMs, nowStep, past, playing]);

  if (!stored) return <p class="timeScrub muted">{say(TEXTS.notStored)}</p>;
  if (isJobMetric(floorMetric.value) || floorMetric.value === 'health') {
    return <OnlyNow info={info} at={at} />;
  }

  function play(): void {
    if (momentMs.peek() === undefined) showMoment((nowStep - Math.min(steps, 60)) * stepMs);
    playing.value = !playing.peek();
  }

  return (
    <div class="timeScrub">
      <button type="button" class="chip" onClick={play}>
        {say(playing.value ? TEXTS.pause : TEXTS.play)}
      </button>
      <input
        type="range"
        aria-label={say(TEXTS.time)}
        aria-valuetext={words(info, at, past.value)}
        min={-steps}
        max={0}
        step={1}
        value={-back}
        onInput={(event) => {
          const chosen = Number(event.currentTarget.value);
          playing.value = false;
          showMoment(chosen === 0 ? undefined : (nowStep + chosen) * stepMs);
        }}
      />
      <button
        type="button"
        class="chip"
        aria-pressed={at === undefined}
        onClick={() => {
          playing.value = false;
          showMoment(undefined);
        }}
      >
        {say(TEXTS.live)}
      </button>
      <Segmented
        label={say(TEXTS.reach)}
        value={reach}
        options={[
          { value: '48h', label: say(TEXTS.back48) },
          { value: '30d', label: say(TEXTS.back30) },
        ]}
        onChange={choose}
      />
      <span class="scrubTime">{at === undefined ? '' : words(info, at, past.value)}</span>
    </div>
  );
}

/** The slider's length, and the site's minute. A moment further back, as an address may name it, needs the longer one. */
function useReach(at: number | undefined) {
  const wished = useSignal<Reach>('48h');
  const nowMs = useComputed(
    () => Math.floor((clock.value?.timeMs ?? Number.NaN) / MINUTE_MS) * MINUTE_MS,
  ).value;
  const isFar = at !== undefined && nowMs - at > NEAR_MS;
  // It stays the longer one while one comes back from there.
  useEffect(() => {
    if (isFar) wished.value = '30d';
  }, [isFar, wished]);
  return {
    reach: isFar ? '30d' : wished.value,
    nowMs,
    choose(value: Reach): void {
      wished.value = value;
      if (value === '48h' && isFar) showMoment(nowMs - NEAR_MS + REACHES['30d'].stepMs);
    },
  };
}

/** A metric without a past: said, and where the address asks for a moment, refused in words. */
function OnlyNow({ info, at }: { readonly info: SiteContext; readonly at: number | undefined }) {
  if (at === undefined) return <p class="timeScrub muted">{say(TEXTS.onlyNow)}</p>;
  return (
    <p class="timeScrub" role="status">
      <span class="scrubTime">
        {say(TEXTS.notThen, { time: formatDayTime(at, info.site.timeZone) })}
      </span>
      <button type="button" class="chip" onClick={() => showMoment(undefined)}>
        {say(TEXTS.live)}
      </button>
    </p>
  );
}

function words(info: SiteContext, at: number | undefined, past: PastPlane): string {
  if (at === undefined) return say(TEXTS.live);
  const zone = info.site.timeZone;
  const time = formatDayTime(Number.isNaN(past.timeMs) ? at : past.timeMs, zone);
  if (past.state === 'none') return say(TEXTS.noPast, { time });
  if (past.state === 'offline') return say(TEXTS.pastOffline);
  if (past.state === 'ready') {
    return say(TEXTS.notLive, { time, step: formatDuration(past.stepS) });
  }
  return say(TEXTS.asking, { time: formatDayTime(at, zone) });
}
