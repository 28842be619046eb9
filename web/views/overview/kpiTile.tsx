// A tile of the key figures: a name, one large value, the limit it stands against, and one more line.
import type { ComponentChildren } from 'preact';
import type { MetricId } from '../../../server/contract/metrics.ts';
import { nowMark } from '../../time/nowMark.ts';
import { sliding } from '../../time/time.ts';
import { Known } from '../../ui/known.tsx';
import { Lowered } from '../../ui/lowered.tsx';
import { Spark, type SparkProps } from './spark.tsx';

interface KpiTileProps {
  readonly label: string;
  /** Behind the value: the name then tells how it is known. */
  readonly metric?: MetricId;
  readonly value: ComponentChildren;
  readonly line2: ComponentChildren;
  readonly line3: ComponentChildren;
  readonly spark?: SparkProps;
  /** In the place of the small picture: the menu of the whole strip. */
  readonly tool?: ComponentChildren;
}

export function KpiTile({ label, metric, value, line2, line3, spark, tool }: KpiTileProps) {
  const name = <Lowered text={label} />;
  return (
    <div class="kpi">
      <dt class="kpiName">
        <span>{metric ? <Known metric={metric}>{name}</Known> : name}</span>
        {nowMark.value ? <span class="nowMark">{nowMark}</span> : null}
        {spark && sliding.value ? <Spark {...spark} /> : null}
        {tool}
      </dt>
      <dd class="kpiValue">{value}</dd>
      <dd class="kpiLine">{line2}</dd>
      <dd class="kpiLine muted">{line3}</dd>
    </div>
  );
}
