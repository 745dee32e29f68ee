// The layer over a plot that mouse, finger and arrow keys move a crosshair on, with the box of values beside it.
// A slider to assistive technology: it says its place and what is read there.
import { type KeyboardEvent, type PointerEvent, type ReactNode, useLayoutEffect, useRef } from "react";

/** Where a crosshair stands and what is read there; abscissae in the units of the data, from 0 to `maximum`. */
export interface Crosshair {
  /** Null while nothing is pointed at. */
  readonly x: number | null;
  /** The place and its values in words. */
  readonly valueText: string;
  /** The box beside the line; null leaves the line alone. */
  readonly readout: ReactNode;
}

/** What moves a crosshair. */
export interface CrosshairEvents {
  /** Wants it at `x`, or gone. */
  readonly onPoint: (x: number | null) => void;
  /** Wants it `distance` further, less than 0 to the left. */
  readonly onMove: (distance: number) => void;
}

/** The layer of one plot. */
export interface ChartCrosshairProps extends CrosshairEvents {
  readonly crosshair: Crosshair;
  /** Names the layer. */
  readonly label: string;
  readonly maximum: number;
  /** Newest abscissa, where keys begin. */
  readonly newest: number;
  /** Distances in pixels from the edges of the parent to those of the plot. */
  readonly inset: Readonly<Record<"top" | "right" | "bottom" | "left", number>>;
}

/** Shares of the plot that an arrow key and a page key move by. */
const ARROW = 0.01;
const PAGE = 0.1;
/** Pixels between the line and the box. */
const BOX_DISTANCE = 10;

/** Draws the box and takes what the hand does; the line itself stands in the plot. */
export function ChartCrosshair(props: ChartCrosshairProps) {
  const { crosshair, label, maximum, newest, inset, onPoint, onMove } = props;
  const layer = useRef<HTMLDivElement>(null);
  const box = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    if (box.current !== null && layer.current !== null)
      placeBox(box.current, layer.current, (crosshair.x ?? 0) / maximum);
  });
  const point = (event: PointerEvent) => {
    const plot = layer.current?.getBoundingClientRect();
    if (plot === undefined || plot.width === 0) return;
    onPoint(Math.min(1, Math.max(0, (event.clientX - plot.left) / plot.width)) * maximum);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    const moved = keyMove(event.key);
    if (moved === null) return;
    event.preventDefault();
    if (moved === "leave") onPoint(null);
    else if (typeof moved === "number") onMove(moved * maximum);
    else onPoint(moved === "first" ? 0 : newest);
  };
  return (
    <div
      ref={layer}
      className="crosshair"
      role="slider"
      tabIndex={0}
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={Math.round(maximum)}
      aria-valuenow={Math.round(crosshair.x ?? newest)}
      aria-valuetext={crosshair.valueText}
      style={inset}
      onPointerDown={(event) => {
        // A finger leaves nothing behind that hovers: focus keeps the values until something else is touched.
        if (event.pointerType !== "mouse") layer.current?.focus({ preventScroll: true });
        point(event);
      }}
      onPointerMove={point}
      onPointerLeave={(event) => {
        if (event.pointerType === "mouse") onPoint(null);
      }}
      onKeyDown={onKeyDown}
      onFocus={(event) => {
        if (crosshair.x === null && event.currentTarget.matches(":focus-visible")) onPoint(newest);
      }}
      onBlur={() => onPoint(null)}
    >
      {crosshair.x !== null && crosshair.readout !== null && (
        <div ref={box} className="crosshair-box">
          {crosshair.readout}
        </div>
      )}
    </div>
  );
}

/** Says what a key wants: a share of the plot to move by, an end, the crosshair gone, or nothing. */
function keyMove(key: string): number | "first" | "newest" | "leave" | null {
  switch (key) {
    case "ArrowLeft":
    case "ArrowDown":
      return -ARROW;
    case "ArrowRight":
    case "ArrowUp":
      return ARROW;
    case "PageDown":
      return -PAGE;
    case "PageUp":
      return PAGE;
    case "Home":
      return "first";
    case "End":
      return "newest";
    case "Escape":
      return "leave";
    default:
      return null;
  }
}

/** Places the box beside the line, on its roomier side, and inside the plot even where it must then cover the line. */
function placeBox(box: HTMLElement, layer: HTMLElement, share: number): void {
  const line = share * layer.clientWidth;
  const beside = share < 0.5 ? line + BOX_DISTANCE : line - BOX_DISTANCE - box.offsetWidth;
  box.style.left = `${Math.max(0, Math.min(beside, layer.clientWidth - box.offsetWidth))}px`;
}
