// Turns the run's curves into the lines of the two charts: faint raw training, smoothed training, dashed validation.
import { useMemo } from "react";
import type { MetricPoint } from "@/state/curve";
import { useMetrics } from "@/state/use-app";
import type { ChartLine } from "@/ui/chart-rows";

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
    { id: "raw", points: raw, dash: null, width: 1, opacity: 0.28, color: "var(--run-1)" },
    { id: "smooth", points: smooth, dash: null, width: 2.25, opacity: 1, color: "var(--run-1)" },
    { id: "validation", points: validation, dash: "5 3.5", width: 2, opacity: 1, color: "var(--validation)" },
  ];
}

/** Gives the lines of the loss or the accuracy chart. */
export function useRunLines(
  train: "trainLoss" | "trainAccuracy",
  held: "validationLoss" | "validationAccuracy",
): RunLines {
  const raw = useMetrics((state) => (state.smoothing > 0 ? state.lines[train] : NO_POINTS));
  const smooth = useMetrics((state) => state.smooth[train]);
  const validation = useMetrics((state) => state.lines[held]);
  return useMemo(() => runLines(raw, smooth, validation), [raw, smooth, validation]);
}
