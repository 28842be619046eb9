// How times are taken: several runs of many steps each, and the order statistics of what came out.

/** Value below which a share (0-1) of the samples lies; NaN of none. */
export function quantile(samples: readonly number[], share: number): number {
  const sorted = [...samples].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? Number.NaN;
}

export function median(samples: readonly number[]): number {
  return quantile(samples, 0.5);
}

export function sum(samples: readonly number[]): number {
  return samples.reduce((total, sample) => total + sample, 0);
}

/** Milliseconds per step of each run; `between` is done before every step and is not counted. */
export function timeRuns(
  { runs, steps }: { readonly runs: number; readonly steps: number },
  step: () => void,
  between?: () => void,
): readonly number[] {
  return Array.from({ length: runs }, () => {
    globalThis.gc?.();
    let spentMs = 0;
    for (let i = 0; i < steps; i++) {
      between?.();
      const startMs = performance.now();
      step();
      spentMs += performance.now() - startMs;
    }
    return spentMs / steps;
  });
}

/** Median of the runs and how far they lie apart, as a row has them. */
export function ofRuns(samples: readonly number[]) {
  return {
    measured: median(samples),
    spread: { of: 'min..max', values: [Math.min(...samples), Math.max(...samples)] },
  } as const;
}

/** The 99th percentile, with the median beside it. */
export function ofTail(samples: readonly number[]) {
  return {
    measured: quantile(samples, 0.99),
    spread: { of: 'p50/p99', values: [median(samples), quantile(samples, 0.99)] },
  } as const;
}

/** The median, with the 99th percentile beside it. */
export function ofMiddle(samples: readonly number[]) {
  return { ...ofTail(samples), measured: median(samples) };
}

export function waitMs(durationMs: number): Promise<void> {
  return new Promise((done) => setTimeout(done, durationMs));
}
