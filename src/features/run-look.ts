// How a run looks wherever it is drawn: colour and marker go by its number, so that also those tell it from others who
// see colours alike.
import type { MarkerShape } from "@/ui/line-key";

const COLOURS = 6;
const MARKERS: readonly MarkerShape[] = ["diamond", "square", "triangle"];

/** Colour and marker of a run. */
export interface RunLook {
  readonly color: string;
  readonly marker: MarkerShape;
}

/** Gives the look of a number from 1; beyond all that there are, they begin anew. */
export function runLook(number: number): RunLook {
  const index = number - 1;
  return {
    color: `var(--run-${(index % COLOURS) + 1})`,
    marker: MARKERS[Math.floor(index / COLOURS) % MARKERS.length] ?? "diamond",
  };
}
