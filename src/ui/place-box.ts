// Where a floating box stands: at its button, and whole inside the window.

/** Edges of a button in pixels of the window. */
export interface Edges {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

/** Width and height in pixels. */
export interface Size {
  readonly width: number;
  readonly height: number;
}

/** Which edges of button and box stand on one line. */
export type Alignment = "start" | "end";

const GAP = 6;
const MARGIN = 8;

/** Gives the left upper corner of `box`: below its button, above it where only there is room, never outside `view`. */
export function placeBox(button: Edges, box: Size, view: Size, align: Alignment): { left: number; top: number } {
  const left = align === "start" ? button.left : button.right - box.width;
  const below = button.bottom + GAP;
  const above = button.top - GAP - box.height;
  const fitsBelow = below + box.height <= view.height - MARGIN;
  return {
    left: inside(left, box.width, view.width),
    top: inside(fitsBelow || above < MARGIN ? below : above, box.height, view.height),
  };
}

function inside(start: number, length: number, room: number): number {
  return Math.max(MARGIN, Math.min(start, room - MARGIN - length));
}
