// The plot of a chart: the lines of all drawn runs over steps, epochs or time, the view, and the crosshair.
import { useDeferredValue, useMemo } from "react";
import { stepsPerEpoch } from "@/domain/run/abscissa";
import { drawnRuns } from "@/domain/run/drawn-runs";
import { useRunsText } from "@/i18n/runs-text";
import { useApp, useCharts, useRun, useRuns } from "@/state/use-app";
import { useHeardSample } from "@/state/use-heard-sample";
import { useShownLength } from "@/state/use-run-length";
import type { ChartView } from "@/ui/chart-view";
import { LineChart } from "@/ui/line-chart";
import { axisReach, axisTicks, shownAbscissa } from "./chart-axes";
import { plotLines } from "./plot-lines";
import { plotMarks, plotRules } from "./plot-marks";
import { type PlottedRun, plottedRuns } from "./plotted-runs";
import { useOpenLooks } from "./run-lines";
import type { RunPlotProps } from "./run-plot";
import { tickFormat } from "./tick-format";
import { usePlotCrosshair } from "./use-plot-crosshair";

/** Draws the runs, and lets hands and keys read them. */
export function Plot(props: RunPlotProps) {
  const { chart, curves, references, logarithmic, yDomain, formatY } = props;
  const text = useRunsText();
  const { charts } = useApp().stores;
  const smoothing = useCharts((state) => state.smoothing);
  const looks = useOpenLooks();
  const { by, plotted, whole, view, newest } = usePlotView();
  const readStep = useReadStep();
  const isWhole = view === whole;
  const drawing = useMemo(() => {
    const part = isWhole ? null : view;
    const lines = plotLines({ plotted, curves, looks, smoothing, part });
    return {
      lines,
      marks: plotMarks({ text, plotted, curves, looks, lines, view }),
      rules: plotRules(text, plotted, chart, readStep),
    };
  }, [text, plotted, curves, looks, smoothing, isWhole, view, chart, readStep]);
  // Drawing may wait for the hand: a deferred render is cut into slices, a plain one is one long task. Marks wait
  // with the lines that they stand on.
  const { lines, marks, rules } = useDeferredValue(drawing);
  const ticks = useMemo(() => axisTicks(view, by), [view, by]);
  const formatX = useMemo(() => tickFormat(text, ticks, by), [text, ticks, by]);
  const onView = (next: ChartView | null) =>
    charts.getState().lookAt(next === null ? null : { by, low: next[0], high: next[1] });
  return (
    <>
      <LineChart
        lines={lines}
        references={references}
        marks={marks}
        rules={rules}
        logarithmic={logarithmic}
        yDomain={yDomain}
        view={view}
        whole={whole}
        xTicks={ticks}
        formatX={formatX}
        formatY={formatY}
        newest={newest}
        label={props.readingLabel}
        description={text.runs("chartKeys")}
        onView={onView}
        {...usePlotCrosshair({ ...props, plotted, by, looks, smoothing, view, whole, onView })}
      />
      {!isWhole && (
        <button type="button" className="btn show-all" data-testid="zoom-reset" onClick={() => onView(null)}>
          {text.runs("showAll")}
        </button>
      )}
    </>
  );
}

/** The step of an earlier text that is being read; null while the newest is. */
function useReadStep(): number | null {
  const { samples, place, isNewest } = useHeardSample();
  return isNewest ? null : (samples[place]?.step ?? null);
}

/** Finds the drawn runs, what the axis counts, how far it reaches and which part of it is shown. */
function usePlotView() {
  const runs = useRuns((state) => state.runs);
  const open = useRuns((state) => state.open);
  const wanted = useCharts((state) => state.abscissa);
  const part = useCharts((state) => state.part);
  const drawn = useMemo(() => drawnRuns(runs, open), [runs, open]);
  const total = useRun((run) => run.facts?.totalSteps ?? null);
  const size = useShownLength()?.size ?? null;
  const own = drawn[0]?.id === open ? (drawn[0] ?? null) : null;
  const ownSize = own === null ? size && size.windows / size.stepWindows : stepsPerEpoch(own);
  const isJoined = useCharts((state) => state.isJoined);
  const bySteps = useMemo(() => plottedRuns(drawn, open, { by: "step", isJoined }), [drawn, open, isJoined]);
  const farthest = bySteps.reduce((most, { places, lastStep }) => Math.max(most, places.placeOf(lastStep)), 0);
  const ownReach = axisReach(bySteps.find(({ isOpen }) => isOpen)?.lastStep ?? 0, own === null ? null : total);
  const by = shownAbscissa(wanted, Math.max(farthest, ownReach), ownSize);
  const plotted = useMemo(
    () => (by === "step" ? bySteps : plottedRuns(drawn, open, { by, isJoined })),
    [bySteps, drawn, open, by, isJoined],
  );
  const maximum = reachOf(plotted, ownReach);
  const whole = useMemo((): ChartView => [0, maximum], [maximum]);
  const view = useMemo(
    (): ChartView => (part === null || part.by !== by ? whole : [part.low, part.high]),
    [part, by, whole],
  );
  const [first] = plotted;
  return { by, plotted, whole, view, newest: first === undefined ? 0 : first.places.placeOf(first.lastStep) };
}

/** The open run reaches as far as it is planned, the others as far as they came. */
function reachOf(plotted: readonly PlottedRun[], ownReach: number): number {
  const ends = plotted.map(({ isOpen, places, lastStep }) => places.placeOf(isOpen ? ownReach : lastStep));
  const most = Math.max(0, ...ends);
  return most > 0 ? most : ownReach;
}
