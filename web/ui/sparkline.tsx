// A small line without axes: the shape of the last minutes, gaps left open.

export interface SparklineProps {
  /** Evenly spaced; NaN is a gap. */
  readonly values: ArrayLike<number>;
  readonly ink: 'power' | 'cooling' | 'compute';
  readonly width?: number;
  readonly height?: number;
  /** The scale spans at least this share of the mean, so that noise does not look like a storm. */
  readonly leastSpanRatio?: number;
}

export function Sparkline(props: SparklineProps) {
  const { values, ink, width = 72, height = 16, leastSpanRatio = 0.04 } = props;
  return (
    <svg
      class={`spark ink-${ink}`}
      width={width}
      height={height}
      viewBox={`0 0 ${width} ${height}`}
      aria-hidden="true"
    >
      <path d={sparkPath(values, width, height, leastSpanRatio)} />
    </svg>
  );
}

/** The path through the means of about one bucket a pixel; a bucket with no value lifts the pen. */
export function sparkPath(
  values: ArrayLike<number>,
  width: number,
  height: number,
  leastSpanRatio: number,
): string {
  const means = bucketMeans(values, Math.min(width, values.length));
  const known = means.filter((mean) => !Number.isNaN(mean));
  // A line that has only just begun would be a speck.
  if (known.length < Math.max(2, means.length / 12)) return '';
  const low = Math.min(...known);
  const high = Math.max(...known);
  const middle = (low + high) / 2;
  const span = Math.max(high - low, Math.abs(middle) * leastSpanRatio, Number.MIN_VALUE);
  let path = '';
  let down = false;
  means.forEach((mean, i) => {
    if (Number.isNaN(mean)) {
      down = false;
      return;
    }
    const x = (i / Math.max(1, means.length - 1)) * (width - 2) + 1;
    const y = height / 2 - ((mean - middle) / span) * (height - 3);
    path += `${down ? 'L' : 'M'}${x.toFixed(1)} ${y.toFixed(1)}`;
    down = true;
  });
  return path;
}

function bucketMeans(values: ArrayLike<number>, buckets: number): number[] {
  return Array.from({ length: buckets }, (_, bucket) => {
    const from = Math.floor((bucket * values.length) / buckets);
    const to = Math.floor(((bucket + 1) * values.length) / buckets);
    let sum = 0;
    let count = 0;
    for (let i = from; i < to; i++) {
      const value = values[i] ?? Number.NaN;
      if (Number.isNaN(value)) continue;
      sum += value;
      count++;
    }
    return count > 0 ? sum / count : Number.NaN;
  });
}
