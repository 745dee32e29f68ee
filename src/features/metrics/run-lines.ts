// Turns the run's curves into the lines of the two charts: faint raw training, smoothed training, dashed validation.
import { CHART_POINTS } from "@/domain/metrics/decimate";
import { smooth } from "@/domain/metrics/smooth";
import type { MetricPoint } from "@/state/curve";
import type { ChartLine } from "@/ui/chart-rows";

/** Weight of the smoothed line until somebody changes it: a window of about a fiftieth of the chart. */
export const INITIAL_SMOOTHING = 0.9;

/** The three lines of a chart, in the order in which they are drawn. */
export type RunLines = readonly [raw: ChartLine, smooth: ChartLine, validation: ChartLine];

/** Lines of one chart; "smooth" is the training line that readings follow. `weight` of the past, 0 to 0.99. */
export function runLines(
  training: readonly MetricPoint[],
  validation: readonly MetricPoint[],
  weight: number,
): RunLines {
  const smoothed = smoothedPoints(training, weight);
  return [
    { id: "raw", points: weight > 0 ? training : [], dash: null, width: 1, opacity: 0.28, color: "var(--run-1)" },
    { id: "smooth", points: smoothed, dash: null, width: 2.25, opacity: 1, color: "var(--run-1)" },
    { id: "validation", points: validation, dash: "5 3.5", width: 2, opacity: 1, color: "var(--run-1)" },
  ];
}

/**
 * Smooths the ordinates of a line; abscissae stay. The weight holds for a full line of 500 points: a short
 * run is smoothed less, so that its first steep fall is not lagged away.
 */
export function smoothedPoints(points: readonly MetricPoint[], weight: number): readonly MetricPoint[] {
  const values = smooth(
    Float64Array.from(points, (point) => point.y),
    weight ** Math.max(1, CHART_POINTS / Math.max(1, points.length)),
  );
  return points.map((point, index) => ({ x: point.x, y: values[index] ?? point.y }));
}
