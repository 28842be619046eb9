// A number with its unit in a quieter voice.
import { type DisplayUnit, type FormatOptions, formatValue } from '../format.ts';

interface ValueProps extends FormatOptions {
  readonly value: number;
  readonly unit: DisplayUnit;
}

export function Value({ value, unit, ...options }: ValueProps) {
  const shown = formatValue(value, unit, options);
  return (
    <span class="value">
      {shown.number}
      {shown.unit ? <span class="unit">{`\u00a0${shown.unit}`}</span> : null}
    </span>
  );
}
