// The plot of a chart, loaded when first shown: the chart library is a chunk of its own.
import { use, useDeferredValue, useMemo } from "react";
import { epochsBegun } from "@/domain/training/run-length";
import { type Text, useText } from "@/i18n/use-text";
import { useRun } from "@/state/use-app";
import { useShownLength } from "@/state/use-run-length";
import type { ChartLine } from "@/ui/chart-rows";
import { LateModule } from "@/ui/late-module";
import type { ChartMark, ChartReference } from "@/ui/line-chart";
import { Part } from "../part";
import { axisReach, type StepAxis, stepAxis } from "./chart-axes";
import { ChartReadout, readoutText } from "./chart-readout";
import { type ChartName, useCrosshair } from "./crosshair";
import { movedStep, nearestStep, readingsAt } from "./readings";
import { type RunCurves, useLineReader } from "./run-lines";

const lineChart = new LateModule(() => import("@/ui/line-chart"));

/** What a chart draws; abscissae are steps, which the plot fits to the run. */
export interface RunPlotProps {
  readonly chart: ChartName;
  readonly curves: RunCurves;
  readonly lines: readonly ChartLine[];
  readonly references: readonly ChartReference[];
  readonly marks: readonly ChartMark[];
  readonly logarithmic: boolean;
  /** Fixed range of ordinates; null fits the lines and references. */
  readonly yDomain: readonly [number, number] | null;
  /** Names the crosshair of the plot. */
  readonly readingLabel: string;
  readonly formatY: (value: number) => string;
  /** Writes a value under the crosshair. */
  readonly formatValue: (value: number) => string;
}

/** Curves over the steps of the run; where they cannot be drawn, their place alone says so. */
export function RunPlot(props: RunPlotProps) {
  return (
    <Part name="chart">
      <Plot {...props} />
    </Part>
  );
}

function Plot(props: RunPlotProps) {
  const { LineChart } = use(lineChart.get());
  const text = useText();
  const { lines: newLines, marks: newMarks, references, logarithmic, yDomain, formatY } = props;
  // Drawing may wait for the hand: a deferred render is cut into slices, a plain one is one long task. Marks wait
  // with the lines that they stand on.
  const { lines, marks } = useDeferredValue(
    useMemo(() => ({ lines: newLines, marks: newMarks }), [newLines, newMarks]),
  );
  const totalSteps = useRun((run) => run.facts?.totalSteps ?? null);
  const size = useShownLength()?.size ?? null;
  const newest = newestStep(lines);
  const reach = axisReach(newest, totalSteps);
  const stepsPerEpoch = size === null || totalSteps === null ? null : size.windows / size.batchSize;
  const axis = useMemo(() => stepAxis(reach, stepsPerEpoch), [reach, stepsPerEpoch]);
  const formatX = useMemo(() => tickFormat(text, axis), [axis, text]);
  return (
    <LineChart
      lines={lines}
      references={references}
      marks={marks}
      logarithmic={logarithmic}
      yDomain={yDomain}
      xMaximum={axis.maximum}
      xTicks={axis.ticks}
      formatX={formatX}
      formatY={formatY}
      newest={newest}
      label={props.readingLabel}
      {...usePlotCrosshair(props)}
    />
  );
}

/** Gives what the crosshair of a plot shows and does; the box stands in the chart under the hand alone. */
function usePlotCrosshair({ chart, curves, references, formatValue }: RunPlotProps) {
  const text = useText();
  const reader = useLineReader();
  const size = useShownLength()?.size ?? null;
  const { pointed, point } = useCrosshair();
  const onPoint = (x: number | null) => point(x === null ? null : { chart, step: nearestStep(reader, curves, x) });
  const onMove = (distance: number) =>
    point({ chart, step: movedStep(reader, curves, pointed?.step ?? Number.MAX_SAFE_INTEGER, distance) });
  if (pointed === null) return { crosshair: NOWHERE, onPoint, onMove };
  const { step } = pointed;
  const readings = readingsAt(reader, curves, references, step);
  const readout = { step, epoch: size === null || step === 0 ? null : epochsBegun(size, step), readings, formatValue };
  const crosshair = {
    x: step,
    dots: readings.flatMap(({ step: x, value: y, look, id }) => (x === null || y === null ? [] : [{ id, x, y, look }])),
    valueText: readoutText(text, readout),
    readout: pointed.chart === chart ? <ChartReadout {...readout} /> : null,
  };
  return { crosshair, onPoint, onMove };
}

const NOWHERE = { x: null, dots: [], valueText: "", readout: null } as const;

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
