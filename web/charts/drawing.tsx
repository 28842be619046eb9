// A canvas of our own with parts that can be pointed at: by pointer, by one Tab and the arrow keys, and read aloud.
import './drawing.css';
import { useSignal } from '@preact/signals';
import type { ComponentChildren } from 'preact';
import { useEffect, useLayoutEffect, useRef } from 'preact/hooks';
import { language } from '../i18n.ts';
import { theme } from '../theme.ts';
import { chartFont } from './chartFont.ts';
import { watchSeen } from './seen.ts';

/** A part of the picture, in CSS pixels; the one drawn last lies on top. */
export interface Region {
  readonly id: string;
  /** What it is and its value, in one sentence. */
  readonly text: string;
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

export interface Size {
  readonly width: number;
  readonly height: number;
}

export interface DrawingProps {
  /** What the picture is, for who does not see it. */
  readonly label: string;
  /** Draws everything, the part that is pointed at with more weight, and says where each part stands. */
  draw(ctx: CanvasRenderingContext2D, size: Size, pointed: string | undefined): readonly Region[];
  /** Changes whenever the picture must be drawn anew; theme, language and size are seen to. */
  readonly version: string | number;
  /** Opens what a part stands for, by click or Enter. */
  onOpen?(id: string): void;
  readonly canvasRef?: ((canvas: HTMLCanvasElement | null) => void) | undefined;
  /** The line under the picture while nothing is pointed at. */
  readonly hint?: string;
  /** Stands over the picture and takes no pointer. */
  readonly over?: ComponentChildren;
  /** Told where the pointer goes; undefined when it leaves. */
  onPoint?(event: PointerEvent | undefined): void;
}

export function Drawing(props: DrawingProps) {
  const { label, version, draw, onOpen, canvasRef, hint = '', over, onPoint } = props;
  const canvas = useRef<HTMLCanvasElement>(null);
  const list = useRef<HTMLUListElement>(null);
  const regions = useSignal<readonly Region[]>([]);
  const pointed = useSignal<string | undefined>(undefined);
  const size = useSignal<Size>({ width: 0, height: 0 });
  const visible = useVisible(canvas, size, canvasRef);
  const look = `${version} ${theme.value} ${language.value} ${pointed.value} ${visible.value}`;

  useLayoutEffect(() => {
    const element = canvas.current;
    if (!element || size.value.width === 0 || !visible.peek()) return;
    const ctx = fitted(element, size.value);
    if (ctx) regions.value = draw(ctx, size.value, pointed.peek());
  }, [look, size.value]);

  const shown = regions.value.find(({ id }) => id === pointed.value);
  return (
    <div class="drawing">
      {/* biome-ignore lint/a11y/noStaticElementInteractions: keys and names are those of the buttons inside */}
      {/* biome-ignore lint/a11y/useKeyWithClickEvents: keys and names are those of the buttons inside */}
      <div
        class={onOpen && shown ? 'drawingRoom canOpen' : 'drawingRoom'}
        onPointerMove={(event) => {
          pointed.value = regionUnder(event, regions.peek())?.id;
          onPoint?.(event);
        }}
        onPointerLeave={() => {
          pointed.value = undefined;
          onPoint?.(undefined);
        }}
        onClick={(event) => {
          const region = regionUnder(event, regions.peek());
          if (region) onOpen?.(region.id);
        }}
      >
        <canvas ref={canvas} role="img" aria-label={label} />
        {over}
        <ul
          ref={list}
          class="unseen"
          aria-label={label}
          onKeyDown={(event) => step(event, list.current)}
        >
          {regions.value.map(({ id, text }, i) => (
            <li key={id}>
              <button
                type="button"
                tabIndex={id === pointed.value || (i === 0 && !shown) ? 0 : -1}
                onFocus={() => {
                  pointed.value = id;
                }}
                onBlur={() => {
                  pointed.value = undefined;
                }}
                onClick={(event) => {
                  event.stopPropagation();
                  onOpen?.(id);
                }}
              >
                {text}
              </button>
            </li>
          ))}
        </ul>
      </div>
      <p class="drawingText" aria-hidden="true">
        {shown?.text ?? hint}
      </p>
    </div>
  );
}

/** Follows the size of the room around the canvas, and whether it can be seen. */
function useVisible(
  canvas: { readonly current: HTMLCanvasElement | null },
  size: { value: Size },
  canvasRef: DrawingProps['canvasRef'],
) {
  const visible = useSignal(true);
  useEffect(() => {
    const element = canvas.current;
    const room = element?.parentElement;
    if (!element || !room) return;
    canvasRef?.(element);
    const seen = watchSeen(element);
    const unseen = seen.visible.subscribe((now) => {
      visible.value = now;
    });
    const watch = new ResizeObserver(() => {
      size.value = { width: room.clientWidth, height: room.clientHeight };
    });
    watch.observe(room);
    return () => {
      watch.disconnect();
      unseen();
      seen.stop();
      canvasRef?.(null);
    };
  }, []);
  return visible;
}

/** The canvas at the screen's own pixels, cleared, its font the page's smallest. */
function fitted(
  canvas: HTMLCanvasElement,
  { width, height }: Size,
): CanvasRenderingContext2D | null {
  const scale = devicePixelRatio;
  canvas.width = Math.round(width * scale);
  canvas.height = Math.round(height * scale);
  canvas.style.width = `${width}px`;
  canvas.style.height = `${height}px`;
  const ctx = canvas.getContext('2d');
  if (!ctx) return null;
  ctx.scale(scale, scale);
  ctx.font = chartFont();
  return ctx;
}

function regionUnder(event: MouseEvent, regions: readonly Region[]): Region | undefined {
  const box = (event.currentTarget as Element).getBoundingClientRect();
  const x = event.clientX - box.left;
  const y = event.clientY - box.top;
  return regions.findLast(
    ({ left, top, width, height }) => x >= left && x < left + width && y >= top && y < top + height,
  );
}

/** Arrow keys go from part to part; Tab leaves. */
function step(event: KeyboardEvent, list: HTMLElement | null): void {
  const by = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
  const buttons = [...(list?.querySelectorAll('button') ?? [])];
  const at = buttons.indexOf(document.activeElement as HTMLButtonElement);
  const end = { Home: 0, End: buttons.length - 1 }[event.key];
  const to = by === undefined ? end : Math.max(0, Math.min(buttons.length - 1, at + by));
  if (to === undefined) return;
  event.preventDefault();
  event.stopPropagation();
  buttons[to]?.focus();
}
