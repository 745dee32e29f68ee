// The plot of a chart, loaded when first shown: the chart library is a chunk of its own.
import { lazy, Suspense, useMemo } from "react";
import { useText } from "@/i18n/use-text";
import { useRun, useSettings } from "@/state/use-app";
import type { ChartLine } from "@/ui/chart-rows";
import type { ChartMark, ChartReference } from "@/ui/line-chart";
import { stepAxis } from "./chart-axes";

const LineChart = lazy(async () => ({ default: (await import("@/ui/line-chart")).LineChart }));

export interface RunPlotProps {
  readonly lines: readonly ChartLine[];
  readonly references: readonly ChartReference[];
  readonly marks: readonly ChartMark[];
  readonly logarithmic: boolean;
  readonly yDomain: readonly [number, number] | null;
  readonly formatY: (value: number) => string;
}

/** Curves over the steps of the run. */
export function RunPlot(props: RunPlotProps) {
  const text = useText();
  const totalSteps = useRun((run) => run.totalSteps);
  const epochs = useSettings((settings) => settings.config.training.epochs);
  const step = newestStep(props.lines);
  const axis = useMemo(() => stepAxis(step, totalSteps, epochs), [step, totalSteps, epochs]);
  const formatX = useMemo(() => {
    const { maximum, stepsPerEpoch } = axis;
    return (x: number) => {
      const last = Math.abs(x - maximum) < 1e-6 * maximum;
      if (stepsPerEpoch === null) {
        return last ? text.t("metrics.stepTick", { step: Math.round(x) }) : text.number(Math.round(x));
      }
      const epoch = text.number(x / stepsPerEpoch, 1);
      return last ? text.t("metrics.epochTick", { epoch }) : epoch;
    };
  }, [axis, text]);
  const names = useMemo(
    () => ({ smooth: text.t("metrics.training"), validation: text.t("metrics.validation") }),
    [text],
  );
  return (
    <Suspense fallback={null}>
      <LineChart {...props} xMaximum={axis.maximum} xTicks={axis.ticks} formatX={formatX} names={names} />
    </Suspense>
  );
}

function newestStep(lines: readonly ChartLine[]): number {
  return lines.reduce((most, line) => Math.max(most, line.points.at(-1)?.x ?? 0), 0);
}
