// Energy: what a day, week or month used, what it cost and why, and who owes it; the parts add up to the meter.
import './energy.css';
import type { HistoryAnswer } from '../../../server/contract/api.ts';
import { formatDay } from '../../format.ts';
import { ENERGY_TEXTS } from '../../i18n/energy.ts';
import { say } from '../../i18n.ts';
import { setQuery } from '../../route.ts';
import { Segmented } from '../../ui/segmented.tsx';
import { EnergyBars } from './energyBars.tsx';
import { EnergyTiles } from './energyTiles.tsx';
import { LedgerPanel } from './ledgerPanel.tsx';
import { dateText, PERIODS } from './period.ts';
import { type ShownPeriod, useMeters, usePeriod } from './useEnergy.ts';

const HALF_DAY_MS = 43_200_000;

export function EnergyView() {
  const shown = usePeriod().value;
  const meters = useMeters(shown && { fromMs: shown.fromMs, toMs: shown.knownToMs }).value;
  const before = useMeters(shown?.before).value;
  return (
    <div class="energyView">
      <h1 class="unseen">{say(ENERGY_TEXTS.title)}</h1>
      {shown ? <Stepper shown={shown} /> : null}
      {shown ? (
        <>
          <p class="energyNote muted" role="status">
            {noteOf(meters.state, meters.answer, meters.problem)}
          </p>
          <EnergyTiles answer={meters.answer} before={shown.current ? undefined : before.answer} />
          <EnergyBars shown={shown} answer={meters.answer} before={before.answer} />
          <LedgerPanel shown={shown} />
        </>
      ) : (
        <p class="empty">{say(ENERGY_TEXTS.loading)}</p>
      )}
    </div>
  );
}

function noteOf(state: string, answer: HistoryAnswer | undefined, problem: string): string {
  if (state === 'loading') return say(ENERGY_TEXTS.loading);
  if (state === 'refused') return problem;
  const series = answer?.series[0];
  if (!series?.mean.some((value) => value !== null)) return say(ENERGY_TEXTS.none);
  const known = series.coverage.reduce((sum, share) => sum + share, 0) / series.coverage.length;
  const modelled = answer?.stretches?.some(({ origin }) => origin !== 'recorded') ?? false;
  const words = [say(ENERGY_TEXTS.coverage, { share: `${Math.round(known * 100)} %` })];
  if (modelled) words.push(say(ENERGY_TEXTS.modelled));
  return words.join(' · ');
}

function Stepper({ shown }: { readonly shown: ShownPeriod }) {
  const { fromMs, toMs, period, zone, current } = shown;
  const go = (timeMs: number): void => setQuery('date', dateText(timeMs, zone));
  const last = toMs - HALF_DAY_MS;
  const name =
    period === 'day'
      ? formatDay(fromMs, zone)
      : `${formatDay(fromMs, zone)} – ${formatDay(last, zone)}`;
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
      <strong aria-live="polite">{name}</strong>
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
