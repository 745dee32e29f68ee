// Turns the run's curves into the lines of the two charts: faint raw training, smoothed training, dashed validation.
import { useMemo } from "react";
import type { MetricPoint } from "@/state/curve";
import { useMetrics } from "@/state/use-app";
import type { ChartLine } from "@/ui/chart-rows";
import type { LineLook } from "@/ui/line-key";

/** Which curves a chart draws. */
export interface RunCurves {
  readonly training: "trainLoss" | "trainAccuracy";
  readonly validation: "validationLoss" | "validationAccuracy";
}

const solid = { dash: null, opacity: 1, marker: false } as const;

/** How each kind of line looks, in charts, legends and readings alike. */
export const lineLooks = {
  raw: { ...solid, color: "var(--run-1)", width: 1, opacity: 0.28 },
  smooth: { ...solid, color: "var(--run-1)", width: 2.25 },
  validation: { ...solid, color: "var(--validation)", dash: "5 3.5", width: 2, marker: true },
  reference: { ...solid, color: "var(--ref)", dash: "1 3", width: 1.5 },
} as const satisfies Readonly<Record<string, LineLook>>;

const NO_POINTS: readonly MetricPoint[] = [];

/** The three lines of a chart, in the order in which they are drawn. */
export type RunLines = readonly [raw: ChartLine, smooth: ChartLine, validation: ChartLine];

/** Lines of one chart; "smooth" is the training line that readings follow, `raw` empty where it would be the same. */
export function runLines(
  raw: readonly MetricPoint[],
  smooth: readonly MetricPoint[],
  validation: readonly MetricPoint[],
): RunLines {
  return [
    { id: "raw", points: raw, look: lineLooks.raw },
    { id: "smooth", points: smooth, look: lineLooks.smooth },
    { id: "validation", points: validation, look: lineLooks.validation },
  ];
}

/** Gives the lines of a chart. */
export function useRunLines({ training, validation: held }: RunCurves): RunLines {
  const raw = useMetrics((state) => (state.smoothing > 0 ? state.lines[training] : NO_POINTS));
  const smooth = useMetrics((state) => state.smooth[training]);
  const validation = useMetrics((state) => state.lines[held]);
  return useMemo(() => runLines(raw, smooth, validation), [raw, smooth, validation]);
}
