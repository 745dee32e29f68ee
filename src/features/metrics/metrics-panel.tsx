// The charts and the figures of the run. Nothing here moves but the data.
import { useState } from "react";
import { Part } from "../part";
import { AccuracyChart } from "./accuracy-chart";
import { ChartOptions } from "./chart-options";
import { CrosshairProvider } from "./crosshair";
import { LossChart } from "./loss-chart";
import { MetricTiles } from "./metric-tiles";
import "./metrics-panel.css";

/** Everything that is measured of the run on screen. */
export function MetricsPanel() {
  const [logarithmic, setLogarithmic] = useState(true);
  return (
    <>
      <div className="charts">
        <CrosshairProvider>
          <Part name="loss">
            <LossChart
              logarithmic={logarithmic}
              tools={<ChartOptions chart="loss" logarithmic={logarithmic} onLogarithmic={setLogarithmic} />}
            />
          </Part>
          <Part name="accuracy">
            <AccuracyChart
              tools={<ChartOptions chart="accuracy" logarithmic={false} onLogarithmic={setLogarithmic} />}
            />
          </Part>
        </CrosshairProvider>
      </div>
      <Part name="figures">
        <MetricTiles />
      </Part>
    </>
  );
}
