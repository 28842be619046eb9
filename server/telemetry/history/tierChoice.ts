// Which tiers answer a question: one for most of the span, a coarser one for what is older, a finer one for the newest.
import type { Tier, TierScope } from './tiers.ts';

export interface TierPlan {
  /** The coarsest that reaches back far enough and whose rows fill the step; else the finest that reaches. */
  readonly main: Tier;
  /** For what lies before the first row of `main`, finest first. */
  readonly older: readonly Tier[];
  /** For what lies after its last row. */
  readonly newer: readonly Tier[];
}

/** undefined for a scope that is not stored. `tiers` come in the order of their steps. */
export function chooseTiers(
  tiers: readonly Tier[],
  scope: TierScope,
  stepS: number,
  reachMs: number,
): TierPlan | undefined {
  const own = tiers.filter((tier) => tier.scope === scope);
  const reaching = own.filter(({ keptS }) => keptS === undefined || keptS * 1_000 >= reachMs);
  const known = reaching.length > 0 ? reaching : own.slice(-1);
  const main = known.findLast((tier) => stepS % tier.stepS === 0) ?? known[0];
  if (!main) return undefined;
  return {
    main,
    older: own.filter((tier) => tier.stepS > main.stepS),
    newer: own.filter((tier) => tier.stepS < main.stepS).reverse(),
  };
}
