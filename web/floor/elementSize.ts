// The size of an element in device pixels, followed as it changes.
import { type Signal, useSignal } from '@preact/signals';
import type { RefObject } from 'preact';
import { useLayoutEffect } from 'preact/hooks';
import { colourOf } from '../theme.ts';

export interface ElementSize {
  readonly width: number;
  readonly height: number;
  /** Device pixels of one CSS pixel. */
  readonly ratio: number;
  /** Device pixels of one pixel of the design, whose type is 13 px. */
  readonly unit: number;
}

/** undefined until the element is measured. */
export function useElementSize(
  ref: RefObject<HTMLElement | null>,
): Signal<ElementSize | undefined> {
  const size = useSignal<ElementSize | undefined>(undefined);
  useLayoutEffect(() => {
    const element = ref.current;
    if (!element) return;
    const observer = new ResizeObserver(([entry]) => {
      const last = size.peek();
      const next = entry && sizeOf(entry);
      if (!next || next.width === 0) return;
      const same = last?.width === next.width && last.height === next.height;
      if (same && last.unit === next.unit && last.ratio === next.ratio) return;
      size.value = next;
    });
    observer.observe(element);
    return () => observer.disconnect();
  }, [ref, size]);
  return size;
}

function sizeOf({ contentRect, devicePixelContentBoxSize }: ResizeObserverEntry): ElementSize {
  const ratio = devicePixelRatio;
  const [exact] = devicePixelContentBoxSize ?? [];
  return {
    width: exact?.inlineSize ?? Math.floor(contentRect.width * ratio),
    height: exact?.blockSize ?? Math.floor(contentRect.height * ratio),
    ratio,
    unit: (ratio * (Number.parseFloat(colourOf('size-13')) || 13)) / 13,
  };
}
