// How many places have which value: counts by class of equal width, on a fixed scale.
import { type DisplayUnit, factorOf, formatNumber, formatText } from '../format.ts';
import { Bars, type Bucket } from './bars.tsx';

interface HistogramProps {
  readonly label: string;
  /** What is counted, in the page's language: `GPUs`. */
  readonly counted: string;
  readonly unit: DisplayUnit;
  readonly ink: string;
  /** Ends of the scale in the base unit; what lies beyond counts in the last class. */
  readonly range: readonly [number, number];
  readonly counts: readonly number[];
  onOpen?(id: string): void;
  readonly canvasRef?: (canvas: HTMLCanvasElement | null) => void;
}

export function Histogram({ label, counted, unit, ink, range, counts, ...rest }: HistogramProps) {
  const [low, high] = range;
  const each = (high - low) / counts.length;
  const digits = each * factorOf(unit) < 1 ? 2 : 0;
  const buckets: Bucket[] = counts.map((_, i) => {
    const from = low + i * each;
    return {
      id: String(i),
      label: formatNumber(from * factorOf(unit), { digits }),
      name: `${formatNumber(from * factorOf(unit), { digits })} – ${formatText(from + each, unit, { digits })}`,
    };
  });
  return (
    <Bars
      label={label}
      unit="count"
      buckets={buckets}
      layers={[{ label: counted, ink, values: counts }]}
      close
      {...rest}
    />
  );
}

/** Counts by class; what is not known is not counted, what lies beyond an end counts in the class at that end. */
export function countByClass(
  values: ArrayLike<number>,
  [low, high]: readonly [number, number],
  classes: number,
): number[] {
  const counts = new Array<number>(classes).fill(0);
  for (let i = 0; i < values.length; i++) {
    const value = values[i] ?? Number.NaN;
    if (Number.isNaN(value)) continue;
    const place = Math.floor(((value - low) / (high - low)) * classes);
    const at = Math.max(0, Math.min(classes - 1, place));
    counts[at] = (counts[at] ?? 0) + 1;
  }
  return counts;
}
