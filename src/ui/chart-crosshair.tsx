// The layer over a plot that mouse, finger and arrow keys move a crosshair on, with the box of values beside it.
// A slider to assistive technology: it says its place and what is read there.
import { type CSSProperties, type KeyboardEvent, type PointerEvent, type ReactNode, useRef } from "react";

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

/** Draws the box and takes what the hand does; the line itself stands in the plot. */
export function ChartCrosshair(props: ChartCrosshairProps) {
  const { crosshair, label, maximum, newest, inset, onPoint, onMove } = props;
  const layer = useRef<HTMLDivElement>(null);
  const point = (event: PointerEvent) => {
    const box = layer.current?.getBoundingClientRect();
    if (box === undefined || box.width === 0) return;
    onPoint(Math.min(1, Math.max(0, (event.clientX - box.left) / box.width)) * maximum);
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
        <div className="crosshair-box" style={boxPlace(crosshair.x / maximum)}>
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

/** Places the box on the roomier side of the line. */
function boxPlace(share: number): CSSProperties {
  const away = "10px";
  return share < 0.5 ? { left: `calc(${share * 100}% + ${away})` } : { right: `calc(${(1 - share) * 100}% + ${away})` };
}
