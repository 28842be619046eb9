// The pasts that are made beside the live stream, each with a recorder of its own.
import type { FrameColumns } from '../columns.ts';
import { createStreamRecorder, type StreamParts, type StreamRecorder } from './streamRecorder.ts';
import type { Span } from './tierSql.ts';

export interface Pasts {
  begin(stream: number, fromMs: number, toMs: number): void;
  of(stream: number): StreamRecorder | undefined;
  end(stream: number): void;
  /** One of them is still to read these columns. */
  holds(columns: FrameColumns): boolean;
  /** Nothing can be written: whoever makes a past must begin it again. */
  letGo(): void;
  /** Spans that may still be written to. */
  open(): readonly Span[];
}

export function createPasts(parts: StreamParts): Pasts {
  const pasts = new Map<
    number,
    { readonly recorder: StreamRecorder; readonly fromMs: number; readonly toMs: number }
  >();
  return {
    begin(stream, fromMs, toMs) {
      const keptToMs = parts.stretches.pastToMs(fromMs, toMs);
      const recorder = createStreamRecorder(parts, false, keptToMs);
      pasts.set(stream, { recorder, fromMs, toMs });
    },
    of: (stream) => pasts.get(stream)?.recorder,
    end: (stream) => {
      pasts.delete(stream);
    },
    holds: (columns) => [...pasts.values()].some(({ recorder }) => recorder.holds(columns)),
    letGo: () => pasts.clear(),
    open: () =>
      [...pasts.values()].map(({ recorder, fromMs, toMs }) => ({
        // The row of the quarter-hour that is open may go to the day before the one of the next step.
        fromMs: Number.isNaN(recorder.timeMs) ? fromMs : recorder.timeMs - 1,
        toMs,
      })),
  };
}
