// What is read of a chart at one step: the value of every line that is drawn there.
import type { ChartReference } from "@/ui/line-chart";
import type { LineLook } from "@/ui/line-key";
import { type LineReader, lineLooks, type RunCurves } from "./run-lines";

/** More steps than a run can have. */
const FARTHEST = 2 ** 40;

/** The value of one line; null where it has none. */
export interface Reading {
  /** "training" (smoothed), "training-step" (as measured), "validation", or that of a level. */
  readonly id: string;
  readonly look: LineLook;
  readonly value: number | null;
  /** Step at which the value was measured; null for a level, which holds everywhere. */
  readonly step: number | null;
}

/** Gives the recorded step nearest to `step`; `step` itself, made whole, while nothing is recorded. */
export function nearestStep({ nearest }: LineReader, curves: RunCurves, step: number): number {
  const point = nearest(curves.training, step) ?? nearest(curves.validation, step);
  return point?.x ?? Math.max(0, Math.round(step));
}

/** Gives the recorded step about `distance` from the recorded `step`, the next one at least; the last one at the ends. */
export function movedStep(reader: LineReader, curves: RunCurves, step: number, distance: number): number {
  const direction = Math.sign(distance);
  for (let reach = Math.max(1, Math.abs(distance)); reach < FARTHEST; reach *= 2) {
    const moved = nearestStep(reader, curves, Math.max(0, step + direction * reach));
    if (moved !== step) return moved;
  }
  return step;
}

/** Reads every line of a chart at a recorded step: measured ones at their point nearest to it. */
export function readingsAt(
  reader: LineReader,
  curves: RunCurves,
  references: readonly ChartReference[],
  step: number,
): readonly Reading[] {
  const training = reader.nearest(curves.training, step);
  const validation = reader.nearest(curves.validation, step);
  const smooth = { id: "training", look: lineLooks.smooth, value: training?.smooth ?? null, step };
  const raw = { id: "training-step", look: lineLooks.raw, value: training?.y ?? null, step };
  return [
    smooth,
    ...(reader.smoothing > 0 ? [raw] : []),
    { id: "validation", look: lineLooks.validation, value: validation?.y ?? null, step: validation?.x ?? null },
    ...references.map(({ id, value }) => ({ id, look: lineLooks.reference, value, step: null })),
  ];
}
