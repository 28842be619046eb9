// Energy: what a day, week or month used, what it cost and why, and who owes it; the parts add up to the meter.
import './energy.css';
import type { HistoryAnswer } from '../../../server/contract/api.ts';
import { formatClock, formatDay, formatText } from '../../format.ts';
import { ENERGY_TEXTS } from '../../i18n/energy.ts';
import { say } from '../../i18n.ts';
import { setQuery } from '../../route.ts';
import { Segmented } from '../../ui/segmented.tsx';
import { monthText } from './buckets.ts';
import { EnergyBars } from './energyBars.tsx';
import { EnergyTiles } from './energyTiles.tsx';
import { knownRatio } from './energyTotals.ts';
import { LedgerPanel } from './ledgerPanel.tsx';
import { dateText, PERIODS } from './period.ts';
import { type ShownPeriod, useMeters, usePeriod } from './useEnergy.ts';

const HALF_DAY_MS = 43_200_000;

export function EnergyView() {
  const shown = usePeriod().value;
  const stepS = shown?.stepS ?? 0;
  const meters = useMeters(shown && { fromMs: shown.fromMs, toMs: shown.knownToMs }, stepS);
  const before = useMeters(shown?.before, shown?.beforeStepS ?? 0);
  const beforeSoFar = useMeters(shown?.current ? shown.beforeSoFar : undefined, stepS);
  return (
    <div class="energyView">
      <h1 class="unseen">{say(ENERGY_TEXTS.title)}</h1>
      {shown ? <Stepper shown={shown} /> : null}
      {shown ? (
        <>
          <p class="energyNote muted" role="status">
            {noteOf(shown, meters.state, meters.answer, meters.problem)}
          </p>
          <EnergyTiles
            shown={shown}
            answer={meters.answer}
            before={shown.current ? beforeSoFar.answer : before.answer}
          />
          <EnergyBars
            shown={shown}
            answer={meters.answer}
            before={before.answer}
            state={meters.answer ? '' : noteOf(shown, meters.state, meters.answer, meters.problem)}
          />
          <LedgerPanel shown={shown} />
        </>
      ) : (
        <p class="empty">{say(ENERGY_TEXTS.loading)}</p>
      )}
    </div>
  );
}

function noteOf(
  { current, knownToMs, zone }: ShownPeriod,
  state: string,
  answer: HistoryAnswer | undefined,
  problem: string,
): string {
  if (state === 'loading') return say(ENERGY_TEXTS.loading);
  if (state === 'refused' || state === 'offline') return problem;
  if (!answer?.series[0]?.mean.some((value) => value !== null)) return say(ENERGY_TEXTS.none);
  const percent = (share: number): string =>
    formatText(share, 'percent', { digits: share < 0.995 && share > 0.005 ? 1 : 0 });
  return [
    say(ENERGY_TEXTS.coverage, { share: percent(knownRatio(answer)) }),
    ...(current ? [say(ENERGY_TEXTS.until, { time: formatClock(knownToMs, zone, false) })] : []),
    ...originShares(answer).map(([origin, share]) =>
      say(ENERGY_TEXTS[`origin_${origin}`], { share: percent(share) }),
    ),
  ].join(' · ');
}

type Origin = NonNullable<HistoryAnswer['stretches']>[number]['origin'];

/** What part of the known time was recorded, back-filled or modelled. */
function originShares({ stretches = [] }: HistoryAnswer): readonly (readonly [Origin, number])[] {
  const totalMs = stretches.reduce((sum, { fromMs, toMs }) => sum + toMs - fromMs, 0);
  const origins = ['recorded', 'backfilled', 'modelledYear'] as const;
  return origins
    .map((origin) => {
      const own = stretches.filter((stretch) => stretch.origin === origin);
      const ownMs = own.reduce((sum, { fromMs, toMs }) => sum + toMs - fromMs, 0);
      return [origin, ownMs / totalMs] as const;
    })
    .filter(([, share]) => share > 0);
}

function Stepper({ shown }: { readonly shown: ShownPeriod }) {
  const { fromMs, toMs, period, zone, current } = shown;
  const go = (timeMs: number): void => setQuery('date', dateText(timeMs, zone));
  const last = toMs - HALF_DAY_MS;
  const names = {
    day: formatDay(fromMs, zone),
    week: `${formatDay(fromMs, zone)} – ${formatDay(last, zone)}`,
    month: monthText(last, zone, 'long'),
    year: dateText(last, zone).slice(0, 4),
  };
  return (
    <div class="energyStepper">
      <Segmented
        label={say(ENERGY_TEXTS.period)}
        options={PERIODS.map((value) => ({ value, label: say(ENERGY_TEXTS[value]) }))}
        value={period}
        onChange={(value) => setQuery('period', value === 'day' ? undefined : value)}
      />
      <button type="button" class="button" onClick={() => go(fromMs - HALF_DAY_MS)}>
        ‹ {say(ENERGY_TEXTS.earlier)}
      </button>
      <strong aria-live="polite">{names[period]}</strong>
      <button
        type="button"
        class="button"
        disabled={current}
        onClick={() => go(toMs + HALF_DAY_MS)}
      >
        {say(ENERGY_TEXTS.later)} ›
      </button>
    </div>
  );
}
