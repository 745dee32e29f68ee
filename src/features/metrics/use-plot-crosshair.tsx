// The crosshair of a plot: where it stands, what is read there, and how hands and keys move it.
import type { Abscissa } from "@/domain/run/abscissa";
import { useRunsText } from "@/i18n/runs-text";
import { type ChartView, movedTo } from "@/ui/chart-view";
import type { ChartDot } from "@/ui/line-chart";
import { ChartReadout, readoutText } from "./chart-readout";
import { useCrosshair } from "./crosshair";
import { cutNear } from "./cut-note";
import { movedSpot, nearestSpot, type PlottedRun, type Spot } from "./plotted-runs";
import { type Reading, readingsAt } from "./readings";
import type { OpenLooks } from "./run-lines";
import type { RunPlotProps } from "./run-plot";

/** The plot that the crosshair stands in. */
export interface PlotCrosshairProps extends Pick<RunPlotProps, "chart" | "curves" | "references" | "formatValue"> {
  readonly plotted: readonly PlottedRun[];
  readonly by: Abscissa;
  readonly looks: OpenLooks;
  readonly smoothing: number;
  readonly view: ChartView;
  readonly whole: ChartView;
  readonly onView: (view: ChartView | null) => void;
}

/** Gives what the crosshair of a plot shows and does; the box stands in the chart under the hand alone. */
export function usePlotCrosshair(props: PlotCrosshairProps) {
  const { chart, plotted, curves, by, view, whole, onView, formatValue } = props;
  const text = useRunsText();
  const { pointed, point } = useCrosshair();
  const stand = ({ place }: Spot) => point({ chart, place });
  const onPoint = (x: number | null) => (x === null ? point(null) : stand(nearestSpot(plotted, curves, x)));
  const onMove = (distance: number) => {
    const spot = movedSpot(plotted, curves, pointed?.place ?? whole[1], distance);
    stand(spot);
    if (spot.place < view[0] || spot.place > view[1]) onView(movedTo(view, whole, spot.place));
  };
  if (pointed === null) return { crosshair: NOWHERE, onPoint, onMove };
  // While a run goes on, a place may come to lie on another step, and steps on other places.
  const { of, step, place } = nearestSpot(plotted, curves, pointed.place);
  const readings = readingsAt(props, place);
  const seconds = by === "time" ? place : null;
  const readout = { step, of: of?.run ?? null, seconds, cut: cutNear(plotted, view, place), readings, formatValue };
  const crosshair = {
    x: place,
    dots: readings.flatMap(dotOf).filter(({ x }) => x >= view[0] && x <= view[1]),
    valueText: readoutText(text, readout),
    readout: pointed.chart === chart ? <ChartReadout {...readout} /> : null,
  };
  return { crosshair, onPoint, onMove };
}

const NOWHERE = { x: null, dots: [], valueText: "", readout: null } as const;

function dotOf({ id, run, look, value, place }: Reading): readonly ChartDot[] {
  return value === null || place === null ? [] : [{ id: `${run} ${id}`, x: place, y: value, look }];
}
