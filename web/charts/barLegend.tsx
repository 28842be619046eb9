// What the bars of a picture stand for: a swatch and a word for each layer, the mark of the period before, and hatching.
import type { BarsProps } from './bars.tsx';

interface BarLegendProps extends Pick<BarsProps, 'layers' | 'before' | 'buckets'> {
  /** The word for hatched bars. */
  readonly modelled: string;
  /** The word for pale ones. */
  readonly pale: string;
}

export function BarLegend({ layers, before, buckets, modelled, pale }: BarLegendProps) {
  const marked = before?.values.some((value) => !Number.isNaN(value)) ?? false;
  return (
    <ul class="barLegend">
      {layers.map(({ label, ink }) => (
        <li key={label}>
          <svg viewBox="0 0 10 10" aria-hidden="true">
            <rect class={`swatch-${ink}`} width="10" height="10" rx="2" />
          </svg>
          {label}
        </li>
      ))}
      {before && marked ? (
        <li>
          <svg viewBox="0 0 10 10" aria-hidden="true">
            <rect class="swatch-text" y="4" width="10" height="2" />
          </svg>
          {before.label}
        </li>
      ) : null}
      {buckets.some((bucket) => bucket.modelled) ? (
        <li>
          <svg viewBox="0 0 10 10" aria-hidden="true">
            <path class="swatch-hatch" d="M0 4L4 0M0 8L8 0M2 10L10 2M6 10L10 6" />
          </svg>
          {modelled}
        </li>
      ) : null}
      {buckets.some((bucket) => bucket.pale && !bucket.modelled) ? (
        <li>
          <svg viewBox="0 0 10 10" aria-hidden="true">
            <rect class="swatch-pale" width="10" height="10" rx="2" />
          </svg>
          {pale}
        </li>
      ) : null}
    </ul>
  );
}
