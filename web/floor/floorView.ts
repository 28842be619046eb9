// What of the floor is to be drawn, and into how many device pixels.

export interface FloorView {
  /** 'gpus': a cell is a GPU and a rack is its front elevation; 'racks': a cell is a rack. */
  readonly detail: 'gpus' | 'racks';
  readonly firstHall: number;
  /** How many halls are in view, and how many of them side by side. */
  readonly halls: number;
  readonly across: number;
  /** Rows of a hall stand in this many columns: 1 but in a hall of many rows that is alone in view. */
  readonly rowColumns: number;
  readonly width: number;
  /** undefined: as high as its width makes it, for a page that scrolls. */
  readonly height: number | undefined;
  /** Device pixels of one CSS pixel. */
  readonly ratio: number;
  /** Device pixels of one pixel of the design: more on a wall display, where type is larger too. */
  readonly unit: number;
}
