// A number with its unit in a quieter voice; with its metric, one can ask how it is known.
import type { MetricId } from '../../server/contract/metrics.ts';
import { type DisplayUnit, type FormatOptions, formatValue } from '../format.ts';
import { Known } from './known.tsx';

interface ValueProps extends FormatOptions {
  readonly value: number;
  readonly unit: DisplayUnit;
  /** The metric behind the number: it becomes a button that tells formula, basis and sources. */
  readonly metric?: MetricId;
}

export function Value({ value, unit, metric, ...options }: ValueProps) {
  const shown = formatValue(value, unit, options);
  const text = (
    <span class="value">
      {shown.number}
      {shown.unit ? <span class="unit">{`\u00a0${shown.unit}`}</span> : null}
    </span>
  );
  return metric ? <Known metric={metric}>{text}</Known> : text;
}
