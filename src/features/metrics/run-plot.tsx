// The plot of a chart, loaded when first shown: the chart library is a chunk of its own.
import { use, useDeferredValue, useMemo } from "react";
import { type Text, useText } from "@/i18n/use-text";
import { useRun } from "@/state/use-app";
import { useShownLength } from "@/state/use-run-length";
import type { ChartLine } from "@/ui/chart-rows";
import { LateModule } from "@/ui/late-module";
import type { ChartMark, ChartReference } from "@/ui/line-chart";
import { Part } from "../part";
import { axisReach, type StepAxis, stepAxis } from "./chart-axes";

const lineChart = new LateModule(() => import("@/ui/line-chart"));

/** What a chart draws; abscissae are steps, which the plot fits to the run. */
export interface RunPlotProps {
  readonly lines: readonly ChartLine[];
  readonly references: readonly ChartReference[];
  readonly marks: readonly ChartMark[];
  readonly logarithmic: boolean;
  /** Fixed range of ordinates; null fits the lines and references. */
  readonly yDomain: readonly [number, number] | null;
  readonly formatY: (value: number) => string;
}

/** Curves over the steps of the run; where they cannot be drawn, their place alone says so. */
export function RunPlot(props: RunPlotProps) {
  return (
    <Part name="chart">
      <Curves {...props} />
    </Part>
  );
}

function Curves(props: RunPlotProps) {
  const { LineChart } = use(lineChart.get());
  const text = useText();
  // Drawing may wait for the hand: a deferred render is cut into slices, a plain one is one long task.
  const lines = useDeferredValue(props.lines);
  const totalSteps = useRun((run) => run.totalSteps);
  const size = useShownLength()?.size ?? null;
  const reach = axisReach(newestStep(lines), totalSteps);
  const stepsPerEpoch = size === null || totalSteps === null ? null : size.windows / size.batchSize;
  const axis = useMemo(() => stepAxis(reach, stepsPerEpoch), [reach, stepsPerEpoch]);
  const formatX = useMemo(() => tickFormat(text, axis), [axis, text]);
  const formatReading = useMemo(() => (x: number) => text.t("metrics.stepTick", { step: Math.round(x) }), [text]);
  const names = useMemo(
    () => ({ smooth: text.t("metrics.training"), validation: text.t("metrics.validation") }),
    [text],
  );
  return (
    <LineChart
      {...props}
      lines={lines}
      xMaximum={axis.maximum}
      xTicks={axis.ticks}
      formatX={formatX}
      formatReading={formatReading}
      names={names}
    />
  );
}

/** The last tick carries the unit. */
function tickFormat(text: Text, { ticks, stepsPerEpoch }: StepAxis): (x: number) => string {
  const last = ticks.at(-1) ?? 0;
  return (x) => {
    const count = stepsPerEpoch === null ? Math.round(x) : Math.round(x / stepsPerEpoch);
    if (x < last) return text.number(count);
    return stepsPerEpoch === null
      ? text.t("metrics.stepTick", { step: count })
      : text.t("metrics.epochTick", { epoch: count });
  };
}

function newestStep(lines: readonly ChartLine[]): number {
  return lines.reduce((most, line) => Math.max(most, line.points.at(-1)?.x ?? 0), 0);
}
