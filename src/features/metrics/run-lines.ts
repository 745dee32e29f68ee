// Turns the run's curves into the lines of the two charts: faint raw training, smoothed training, dashed validation.
import { useMemo } from "react";
import { drawnLine, type LineName, type LinePoint, type LineReading, readLine } from "@/domain/run/curves";
import { useCharts, useRun } from "@/state/use-app";
import type { ChartLine } from "@/ui/chart-rows";
import type { LineLook } from "@/ui/line-key";

/** Which curves a chart draws. */
export interface RunCurves {
  readonly training: "trainLoss" | "trainAccuracy";
  readonly validation: "validationLoss" | "validationAccuracy";
}

const solid = { dash: null, opacity: 1, marker: null } as const;

/** How each kind of line looks, in charts, legends and readings alike. */
export const lineLooks = {
  raw: { ...solid, color: "var(--run-1)", width: 1, opacity: 0.28 },
  smooth: { ...solid, color: "var(--run-1)", width: 2.25 },
  validation: { ...solid, color: "var(--validation)", dash: "5 3.5", width: 2, marker: "diamond" },
  reference: { ...solid, color: "var(--ref)", dash: "1 3", width: 1.5 },
} as const satisfies Readonly<Record<string, LineLook>>;

const NO_POINTS: readonly LinePoint[] = [];

/** The three lines of a chart, in the order in which they are drawn. */
export type RunLines = readonly [raw: ChartLine, smooth: ChartLine, validation: ChartLine];

/** Lines of one chart; "smooth" is the training line that readings follow, `raw` empty where it would be the same. */
export function runLines(
  raw: readonly LinePoint[],
  smooth: readonly LinePoint[],
  validation: readonly LinePoint[],
): RunLines {
  return [
    { id: "raw", points: raw, look: lineLooks.raw },
    { id: "smooth", points: smooth, look: lineLooks.smooth },
    { id: "validation", points: validation, look: lineLooks.validation },
  ];
}

/** Gives the lines of a chart. */
export function useRunLines({ training, validation: held }: RunCurves): RunLines {
  const smoothing = useCharts((charts) => charts.smoothing);
  const raw = useRun((run) => (smoothing > 0 ? drawnLine(run.series, training, 0) : NO_POINTS));
  const smooth = useRun((run) => drawnLine(run.series, training, smoothing));
  const validation = useRun((run) => drawnLine(run.series, held, 0));
  return useMemo(() => runLines(raw, smooth, validation), [raw, smooth, validation]);
}

/** Reads the lines of the run on screen at any step, drawn or not. */
export interface LineReader {
  readonly smoothing: number;
  /** Gives the point nearest to `step`, as measured and as smoothed; null on an empty line. */
  readonly nearest: (name: LineName, step: number) => LineReading | null;
}

/** Gives a reader that is renewed with the run. */
export function useLineReader(): LineReader {
  const smoothing = useCharts((charts) => charts.smoothing);
  const run = useRun((shown) => shown);
  return useMemo(
    () => ({ smoothing, nearest: (name, step) => readLine(run.series, name, smoothing, step) }),
    [run, smoothing],
  );
}
