// How a line of a chart looks, and a short sample of it for legends: colour, strokes and marker, never colour alone.
import "./line-key.css";

/** Colours are CSS colours; `dash` is an SVG dash list, null for a solid line; a marker stands at its points. */
export interface LineLook {
  readonly color: string;
  readonly dash: string | null;
  /** Pixels. */
  readonly width: number;
  /** 0 to 1. */
  readonly opacity: number;
  readonly marker: MarkerShape | null;
}

const OUTLINES = {
  diamond: { top: -4, path: "l4 4-4 4-4-4z" },
  square: { top: -3.4, path: "h3.4v6.8h-6.8v-6.8z" },
  triangle: { top: -4.2, path: "l4.2 7.4h-8.4z" },
} as const;

/** The markers that there are. */
export type MarkerShape = keyof typeof OUTLINES;

/** The outline of a marker about the middle (x, y), in pixels. */
export function markerPath(shape: MarkerShape, x: number, y: number): string {
  const { top, path } = OUTLINES[shape];
  return `M${x.toFixed(1)} ${(y + top).toFixed(1)}${path}`;
}

/** Colour and marker alone, before the name of what they stand for. */
export function RunKey({ color, marker }: Pick<LineLook, "color"> & { readonly marker: MarkerShape }) {
  return (
    <svg className="line-key" width="12" height="12" aria-hidden="true">
      <path d={markerPath(marker, 6, 6)} fill={color} />
    </svg>
  );
}

/** A sample of a line beside its name. */
export function LineKey({ look: { color, dash, width, opacity, marker } }: { readonly look: LineLook }) {
  return (
    <svg className="line-key" width="22" height="10" aria-hidden="true">
      <path
        d="M0 5H22"
        stroke={color}
        strokeWidth={width}
        strokeOpacity={opacity}
        strokeDasharray={dash ?? undefined}
      />
      {marker !== null && <path className="marker" d={markerPath(marker, 11, 5)} fill={color} />}
    </svg>
  );
}
