// The parts of a span of energy: whole quarter-hours, days of them apart, and what has passed of the running one.
import type { EnergyPart } from '../telemetry/history/energyFigures.ts';
import type { Span } from './moment.ts';

const MINUTE_MS = 60_000;
const QUARTER_MS = 900_000;
const DAY_MS = 86_400_000;
/** Fewer whole days are as soon read again. */
const LEAST_DAYS = 2;

type Parts = readonly [EnergyPart, ...EnergyPart[]];

/** Whole quarter-hours, at least one; and what has passed of the running one where the span reaches into it. */
export function partsOf({ fromMs, toMs }: Span, nowMs: number, fine: 'second' | 'minute'): Parts {
  const first = Math.floor(fromMs / QUARTER_MS);
  const over = Math.floor(nowMs / QUARTER_MS);
  const last = Math.max(first + 1, Math.floor(toMs / QUARTER_MS));
  const quarters = (to: number): EnergyPart => {
    return { step: 'quarter', fromMs: first * QUARTER_MS, toMs: to * QUARTER_MS };
  };
  const passedMs = fine === 'second' ? nowMs : Math.floor(nowMs / MINUTE_MS) * MINUTE_MS;
  if (toMs <= over * QUARTER_MS || passedMs <= over * QUARTER_MS) return [quarters(last)];
  const startMs = Math.max(first, over) * QUARTER_MS;
  if (first > over) return [quarters(last)];
  const running: EnergyPart = { step: fine, fromMs: startMs, toMs: passedMs };
  return first === over ? [running] : [quarters(over), running];
}

/**
 * Whole UTC days as a part of their own. Sealed, they have the same answer whenever they are asked for, which the store
 * keeps: of a month that ends now only its first and last day are read anew.
 */
export function splitAtDays(parts: Parts): Parts {
  return parts.flatMap((part) => {
    const [fromMs, toMs] = [Math.ceil(part.fromMs / DAY_MS), Math.floor(part.toMs / DAY_MS)].map(
      (day) => day * DAY_MS,
    ) as [number, number];
    if (part.step !== 'quarter' || toMs - fromMs < LEAST_DAYS * DAY_MS) return [part];
    return [
      { ...part, toMs: fromMs },
      { ...part, fromMs, toMs },
      { ...part, fromMs: toMs },
    ].filter((one) => one.toMs > one.fromMs);
  }) as unknown as Parts;
}
