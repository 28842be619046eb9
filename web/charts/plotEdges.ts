// The edges that the plots of a panel have in common: one moment is one line down all that stand above each other.

export interface PlotEdges {
  /** `redraw` is called when this chart gets another room than it was told last. */
  join(redraw: () => void): PlotEdge;
}

type Side = 'left' | 'right';

/** One chart's part in it. */
interface PlotEdge {
  /**
   * Room beside the plot, in CSS pixels: the most that any chart of its column needs, and told to the others. `column`
   * names where it stands: charts that are not above each other have no edge in common.
   */
  room(side: Side, column: string, needed: number): number;
  leave(): void;
}

interface Member {
  readonly redraw: () => void;
  column: string;
  readonly needed: Record<Side, number>;
}

export function createPlotEdges(): PlotEdges {
  const members = new Set<Member>();

  const alike = (column: string): Member[] => [...members].filter((one) => one.column === column);
  const most = (side: Side, column: string): number =>
    Math.max(0, ...alike(column).map(({ needed }) => needed[side]));

  return {
    join(redraw) {
      const own: Member = { redraw, column: '', needed: { left: 0, right: 0 } };
      members.add(own);

      function tell(column: string): void {
        for (const other of alike(column)) {
          // By then it may have left: a view that goes takes all its charts with it.
          if (other !== own) queueMicrotask(() => members.has(other) && other.redraw());
        }
      }

      return {
        room(side, column, needed) {
          const left = own.column === column ? undefined : own.column;
          const before = most(side, column);
          own.column = column;
          own.needed[side] = needed;
          const now = most(side, column);
          if (now !== before) tell(column);
          if (left !== undefined) tell(left);
          return now;
        },
        leave() {
          members.delete(own);
          tell(own.column);
        },
      };
    },
  };
}
