// The charts and the figures of the run. Nothing here moves but the data.
import { type ReactNode, use, useState } from "react";
import { LateModule } from "@/ui/late-module";
import { Part } from "../part";
import { AccuracyChart } from "./accuracy-chart";
import { ChartOptions } from "./chart-options";
import { CrosshairProvider } from "./crosshair";
import { LossChart } from "./loss-chart";
import "./metrics-panel.css";

const metricTiles = new LateModule(() => import("./metric-tiles"));

/** Everything that is measured of the run on screen; `children` stand under the charts. */
export function MetricsPanel({ children }: { readonly children: ReactNode }) {
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
      {children}
      <Part name="figures">
        <Tiles />
      </Part>
    </>
  );
}

function Tiles() {
  const { MetricTiles } = use(metricTiles.get());
  return <MetricTiles />;
}
