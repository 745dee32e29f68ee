// The place of the plot of a chart, which is fetched when first shown: with the chart library it is a chunk of its own.
import { use } from "react";
import { LateModule } from "@/ui/late-module";
import type { ChartReference } from "@/ui/line-chart";
import { Part } from "../part";
import "./chart-readout.css";
import type { ChartName } from "./crosshair";
import type { RunCurves } from "./plotted-runs";

const plot = new LateModule(() => import("./plot"));

/** What a chart draws of the runs, which the plot finds by itself. */
export interface RunPlotProps {
  readonly chart: ChartName;
  readonly curves: RunCurves;
  readonly references: readonly ChartReference[];
  readonly logarithmic: boolean;
  /** Fixed range of ordinates; null fits the lines and references. */
  readonly yDomain: readonly [number, number] | null;
  /** Names the crosshair of the plot. */
  readonly readingLabel: string;
  readonly formatY: (value: number) => string;
  /** Writes a value under the crosshair. */
  readonly formatValue: (value: number) => string;
}

/** Curves of the runs; where they cannot be drawn, their place alone says so. */
export function RunPlot(props: RunPlotProps) {
  return (
    <Part name="chart">
      <LatePlot {...props} />
    </Part>
  );
}

function LatePlot(props: RunPlotProps) {
  const { Plot } = use(plot.get());
  return <Plot {...props} />;
}
