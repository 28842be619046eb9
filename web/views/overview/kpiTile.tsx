// A tile of the key figures: a name, one large value, the limit it stands against, and one more line.
import type { ComponentChildren } from 'preact';
import { Lowered } from '../../ui/lowered.tsx';
import { Spark, type SparkProps } from './spark.tsx';

interface KpiTileProps {
  readonly label: string;
  readonly value: ComponentChildren;
  readonly line2: ComponentChildren;
  readonly line3: ComponentChildren;
  readonly spark?: SparkProps;
}

export function KpiTile({ label, value, line2, line3, spark }: KpiTileProps) {
  return (
    <div class="kpi">
      <dt class="kpiName">
        <span>
          <Lowered text={label} />
        </span>
        {spark ? <Spark {...spark} /> : null}
      </dt>
      <dd class="kpiValue">{value}</dd>
      <dd class="kpiLine">{line2}</dd>
      <dd class="kpiLine muted">{line3}</dd>
    </div>
  );
}
