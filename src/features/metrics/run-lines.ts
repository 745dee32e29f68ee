// How the lines of runs look in charts, legends and readings alike, and the lines of the open run for the legend.
// While one run is drawn, colour tells its validation from its training; among several, colour tells runs apart, and
// strokes and markers tell validation.
import { useMemo } from "react";
import { drawnLine, type LinePoint } from "@/domain/run/curves";
import { drawnRuns } from "@/domain/run/drawn-runs";
import { useCharts, useRun, useRuns } from "@/state/use-app";
import type { LineLook } from "@/ui/line-key";
import { runLook } from "../run-look";
import type { RunCurves } from "./plotted-runs";

const solid = { dash: null, opacity: 1, marker: null } as const;
const dashed = { ...solid, dash: "5 3.5", width: 2 } as const;

/** How levels look. */
export const referenceLook: LineLook = { ...solid, color: "var(--ref)", dash: "1 3", width: 1.5 };

/** The looks of the three lines of the open run. */
export type OpenLooks = Readonly<Record<"raw" | "smooth" | "validation", LineLook>>;

/** Gives the looks of the open run. */
export function openLooks(colour: number, isAlone: boolean): OpenLooks {
  const { color, marker } = runLook(colour);
  return {
    raw: { ...solid, color, width: 1, opacity: 0.28 },
    smooth: { ...solid, color, width: 2.25 },
    validation: { ...dashed, color: isAlone ? "var(--validation)" : color, marker },
  };
}

/** Gives the look of the one line of another run. */
export function otherLook(colour: number, isTraining: boolean): LineLook {
  const { color, marker } = runLook(colour);
  return isTraining ? { ...solid, color, width: 1.75, marker: null } : { ...dashed, color, marker };
}

/** Gives the looks of the run on screen. */
export function useOpenLooks(): OpenLooks {
  const colour = useRun((run) => run.colour);
  const isAlone = useRuns(({ runs, open }) => drawnRuns(runs, open).length < 2);
  return useMemo(() => openLooks(colour, isAlone), [colour, isAlone]);
}

/** Gives the smoothed training and the validation of the run on screen. */
export function useOpenLines({
  training,
  validation,
}: RunCurves): Record<"smooth" | "validation", readonly LinePoint[]> {
  const smoothing = useCharts((charts) => charts.smoothing);
  const smooth = useRun((run) => drawnLine(run.series, training, smoothing));
  const checks = useRun((run) => drawnLine(run.series, validation, 0));
  return useMemo(() => ({ smooth, validation: checks }), [smooth, checks]);
}
