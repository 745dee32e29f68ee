// The charts of a report: any runs, drawn beside the page in both themes by what draws them on it.
import { stepsPerEpoch } from "@/domain/run/abscissa";
import { MOST_DRAWN } from "@/domain/run/drawn-runs";
import type { Run } from "@/domain/run/run";
import type { RunsText } from "@/i18n/runs-text";
import type { ChartState } from "@/state/chart-store";
import { chartDrawing } from "@/ui/chart-image";
import type { ChartView } from "@/ui/chart-view";
import { drawAside } from "@/ui/draw-aside";
import { LineChart } from "@/ui/line-chart";
import { type ThemeColour, ThemeColours } from "@/ui/theme-colours";
import { axisTicks, shownAbscissa } from "./chart-axes";
import { accuracyLevels, lossLevels } from "./chart-levels";
import type { ChartName } from "./crosshair";
import { imageWords } from "./image-words";
import { plotLines } from "./plot-lines";
import { plotMarks, plotRules } from "./plot-marks";
import { plottedRuns, type RunCurves } from "./plotted-runs";
import { openLooks } from "./run-lines";
import { tickFormat } from "./tick-format";

/** A drawing as SVG; its colours are variables. */
export interface ReportChart {
  readonly svg: string;
  readonly width: number;
}

/** The drawings, and the colours that their variables stand for. */
export interface ReportCharts {
  readonly charts: readonly ReportChart[];
  readonly colours: ReadonlyMap<string, ThemeColour>;
  /** How many of the runs are drawn. */
  readonly drawn: number;
}

const CURVES: Readonly<Record<ChartName, RunCurves>> = {
  loss: { training: "trainLoss", validation: "validationLoss" },
  accuracy: { training: "trainAccuracy", validation: "validationAccuracy" },
};

const THEMES = ["light", "dark"] as const;

/** What is drawn and how. */
export interface ChartSource {
  /** The run that is drawn whole comes first. */
  readonly runs: readonly Run[];
  readonly text: RunsText;
  readonly options: Pick<ChartState, "smoothing" | "levels" | "abscissa" | "isJoined">;
}

/** Draws the loss and the accuracy of runs; none where nothing was measured. */
export async function reportCharts({ runs, text, options }: ChartSource): Promise<ReportCharts> {
  const drawn = runs.slice(0, MOST_DRAWN);
  const colours = new ThemeColours();
  const charts: ReportChart[] = [];
  for (const chart of ["loss", "accuracy"] as const) {
    const props = plotProps(chart, { runs: drawn, text, options });
    if (props.lines.every(({ points }) => points.length === 0)) continue;
    const words = imageWords(text, chart, { runs: drawn, open: drawn[0]?.id ?? null, looks: looksOf(drawn) });
    const figure = (
      <figure>
        <div className="chart-plot">
          <LineChart {...props} />
        </div>
      </figure>
    );
    charts.push(
      await drawAside(figure, ".curves path", (place) => {
        const [light, dark] = THEMES.map((theme) => {
          place.dataset.theme = theme;
          return chartDrawing(place.firstElementChild as Element, words);
        });
        if (!light || !dark) throw new Error("reportCharts: expected a drawing, got none");
        colours.join(light.svg, dark.svg);
        return { svg: new XMLSerializer().serializeToString(light.svg), width: light.width };
      }),
    );
  }
  return { charts, colours: colours.colours, drawn: drawn.length };
}

function looksOf([first, ...others]: readonly Run[]) {
  return openLooks(first?.colour ?? 1, others.length === 0);
}

function plotProps(chart: ChartName, { runs, text, options }: ChartSource) {
  const [first] = runs;
  const curves = CURVES[chart];
  const looks = looksOf(runs);
  const open = first?.id ?? null;
  const bySteps = plottedRuns(runs, open, { by: "step", isJoined: options.isJoined });
  const reach = Math.max(1, ...bySteps.map(({ places, lastStep }) => places.placeOf(lastStep)));
  const by = shownAbscissa(options.abscissa, reach, first === undefined ? null : stepsPerEpoch(first));
  const plotted = plottedRuns(runs, open, { by, isJoined: options.isJoined });
  const view: ChartView = [0, Math.max(...plotted.map(({ places, lastStep }) => places.placeOf(lastStep)), 0) || 1];
  const lines = plotLines({ plotted, curves, looks, smoothing: options.smoothing, part: null });
  const ticks = axisTicks(view, by);
  const levels = chart === "loss" ? lossLevels : accuracyLevels;
  return {
    lines,
    references: first === undefined ? [] : levels(text, first.data, options.levels),
    marks: plotMarks({ text, plotted, curves, looks, lines, view }).filter(({ kind }) => kind === "best"),
    rules: plotRules(text, plotted, chart, null),
    logarithmic: chart === "loss",
    yDomain: null,
    view,
    whole: view,
    xTicks: ticks,
    formatX: tickFormat(text, ticks, by),
    formatY: chart === "loss" ? text.short : (share: number) => text.number(share * 100, 1),
    newest: 0,
    label: "",
    description: "",
    crosshair: { x: null, valueText: "", readout: null, dots: [] },
    onPoint: () => {},
    onMove: () => {},
    onView: () => {},
  };
}
