// The edges that the plots of a panel have in common: one moment is one line down all that stand above each other.

export interface PlotEdges {
  /** `redraw` is called when this chart gets another room than it was told last. */
  join(redraw: () => void): PlotEdge;
}

type Side = 'left' | 'right';

/** One chart's part in it. */
export interface PlotEdge {
  /** Room beside the plot, in CSS pixels: the most that any chart of this width needs, and told to the others. */
  room(side: Side, width: number, needed: number): number;
  leave(): void;
}

interface Member {
  readonly redraw: () => void;
  width: number;
  readonly needed: Record<Side, number>;
}

export function createPlotEdges(): PlotEdges {
  const members = new Set<Member>();

  const alike = (width: number): Member[] => [...members].filter((one) => one.width === width);
  const most = (side: Side, width: number): number =>
    Math.max(0, ...alike(width).map(({ needed }) => needed[side]));

  return {
    join(redraw) {
      const own: Member = { redraw, width: Number.NaN, needed: { left: 0, right: 0 } };
      members.add(own);

      function tell(width: number): void {
        for (const other of alike(width)) {
          // By then it may have left: a view that goes takes all its charts with it.
          if (other !== own) queueMicrotask(() => members.has(other) && other.redraw());
        }
      }

      return {
        room(side, width, needed) {
          const left = own.width === width ? undefined : own.width;
          const before = most(side, width);
          own.width = width;
          own.needed[side] = needed;
          const now = most(side, width);
          if (now !== before) tell(width);
          if (left !== undefined) tell(left);
          return now;
        },
        leave() {
          members.delete(own);
          tell(own.width);
        },
      };
    },
  };
}
