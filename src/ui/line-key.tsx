// How a line of a chart looks, and a short sample of it for legends: colour, strokes and marker, never colour alone.
import "./line-key.css";

/** Colours are CSS colours; `dash` is an SVG dash list, null for a solid line; a marker is a diamond at each point. */
export interface LineLook {
  readonly color: string;
  readonly dash: string | null;
  /** Pixels. */
  readonly width: number;
  /** 0 to 1. */
  readonly opacity: number;
  readonly marker: boolean;
}

/** The outline of a marker about the middle (x, y), in pixels. */
export function markerPath(x: number, y: number): string {
  return `M${x.toFixed(1)} ${(y - 4).toFixed(1)}l4 4-4 4-4-4z`;
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
      {marker && <path className="marker" d={markerPath(11, 5)} fill={color} />}
    </svg>
  );
}
