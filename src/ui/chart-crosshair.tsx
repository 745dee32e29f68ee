// The layer over a plot that mouse, fingers and keys move a crosshair on and choose a part with, and the box of values
// beside the line. A slider to assistive technology: it says its place and what is read there.
import { type KeyboardEvent, type ReactNode, useLayoutEffect, useRef } from "react";
import { type ChartView, zoomedAbout } from "./chart-view";
import { useChartGestures } from "./use-chart-gestures";

/** Where a crosshair stands and what is read there; abscissae in the units of the data. */
export interface Crosshair {
  /** Null while nothing is pointed at. */
  readonly x: number | null;
  /** The place and its values in words. */
  readonly valueText: string;
  /** The box beside the line; null leaves the line alone. */
  readonly readout: ReactNode;
}

/** What moves a crosshair and the view. */
export interface CrosshairEvents {
  /** Wants it at `x`, or gone. */
  readonly onPoint: (x: number | null) => void;
  /** Wants it `distance` further, less than 0 to the left. */
  readonly onMove: (distance: number) => void;
  /** Wants a part shown, or everything. */
  readonly onView: (view: ChartView | null) => void;
}

/** The layer of one plot. */
export interface ChartCrosshairProps extends CrosshairEvents {
  readonly crosshair: Crosshair;
  /** Names the layer. */
  readonly label: string;
  /** Says which keys there are. */
  readonly description: string;
  /** What is shown, of what there is. */
  readonly view: ChartView;
  readonly whole: ChartView;
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
  const { crosshair, label, description, view, whole, newest, inset, onPoint, onMove, onView } = props;
  const layer = useRef<HTMLDivElement>(null);
  const box = useRef<HTMLDivElement>(null);
  const { handlers, selection, forget } = useChartGestures({ layer, view, whole, onPoint, onView });
  const shareOf = (x: number) => (x - view[0]) / (view[1] - view[0]);
  useLayoutEffect(() => {
    if (box.current !== null && layer.current !== null) placeBox(box.current, layer.current, shareOf(crosshair.x ?? 0));
  });
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    const wish = keyWish(event.key);
    if (wish === null) return;
    event.preventDefault();
    if (wish.kind === "leave") {
      forget();
      onPoint(null);
    } else if (wish.kind === "move") onMove(wish.share * (view[1] - view[0]));
    else if (wish.kind === "end") onPoint(wish.isFirst ? 0 : newest);
    else if (wish.kind === "zoom") onView(zoomedAbout(view, whole, crosshair.x ?? newest, wish.factor));
    else onView(null);
  };
  return (
    <div
      ref={layer}
      className="crosshair"
      role="slider"
      tabIndex={0}
      aria-label={label}
      aria-description={description}
      aria-valuemin={Math.round(whole[0])}
      aria-valuemax={Math.round(whole[1])}
      aria-valuenow={Math.round(crosshair.x ?? newest)}
      aria-valuetext={crosshair.valueText}
      data-low={view[0]}
      data-high={view[1]}
      style={inset}
      {...handlers}
      onKeyDown={onKeyDown}
      onFocus={(event) => {
        if (crosshair.x === null && event.currentTarget.matches(":focus-visible")) onPoint(newest);
      }}
      onBlur={() => onPoint(null)}
    >
      {selection !== null && <div className="marked-part" style={partStyle(selection.map(shareOf))} />}
      {crosshair.x !== null && crosshair.readout !== null && (
        <div ref={box} className="crosshair-box">
          {crosshair.readout}
        </div>
      )}
    </div>
  );
}

type KeyWish =
  | { readonly kind: "move"; readonly share: number }
  | { readonly kind: "end"; readonly isFirst: boolean }
  | { readonly kind: "zoom"; readonly factor: number }
  | { readonly kind: "all" }
  | { readonly kind: "leave" };

const KEYS: Readonly<Record<string, KeyWish>> = {
  ArrowLeft: { kind: "move", share: -ARROW },
  ArrowDown: { kind: "move", share: -ARROW },
  ArrowRight: { kind: "move", share: ARROW },
  ArrowUp: { kind: "move", share: ARROW },
  PageDown: { kind: "move", share: -PAGE },
  PageUp: { kind: "move", share: PAGE },
  Home: { kind: "end", isFirst: true },
  End: { kind: "end", isFirst: false },
  "+": { kind: "zoom", factor: 0.5 },
  "=": { kind: "zoom", factor: 0.5 },
  "-": { kind: "zoom", factor: 2 },
  "0": { kind: "all" },
  Escape: { kind: "leave" },
};

/** Says what a key wants; null for nothing. */
function keyWish(key: string): KeyWish | null {
  return KEYS[key] ?? null;
}

function partStyle(shares: readonly number[]) {
  const left = Math.min(...shares);
  return { left: `${left * 100}%`, width: `${(Math.max(...shares) - left) * 100}%` };
}

/** Places the box beside the line, on its roomier side, and inside the plot even where it must then cover the line. */
function placeBox(box: HTMLElement, layer: HTMLElement, share: number): void {
  const line = share * layer.clientWidth;
  const beside = share < 0.5 ? line + BOX_DISTANCE : line - BOX_DISTANCE - box.offsetWidth;
  box.style.left = `${Math.max(0, Math.min(beside, layer.clientWidth - box.offsetWidth))}px`;
}
