// The charts, the figures and the epoch table of the run. Nothing here moves but the data.
import { useState } from "react";
import { AccuracyChart } from "./accuracy-chart";
import { ChartOptions, type ChartView } from "./chart-options";
import { EpochTable } from "./epoch-table";
import { LossChart } from "./loss-chart";
import { MetricTiles } from "./metric-tiles";
import { INITIAL_SMOOTHING } from "./run-lines";
import "./metrics-panel.css";

/** Everything that is measured of the run on screen. */
export function MetricsPanel() {
  const [view, setView] = useState<ChartView>({ smoothing: INITIAL_SMOOTHING, logarithmic: true });
  return (
    <>
      <div className="charts">
        <LossChart view={view} tools={<ChartOptions view={view} onChange={setView} />} />
        <AccuracyChart view={view} />
      </div>
      <MetricTiles />
      <EpochTable />
    </>
  );
}
