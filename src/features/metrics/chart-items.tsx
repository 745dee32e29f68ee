// The options of the charts: smoothing, axes, and the chart as a picture.
import { smoothedShare } from "@/domain/metrics/smooth";
import { ABSCISSAE } from "@/domain/run/abscissa";
import { useRunsText } from "@/i18n/runs-text";
import { INITIAL_SMOOTHING } from "@/state/chart-store";
import { useApp, useCharts, useRuns } from "@/state/use-app";
import { Segmented } from "@/ui/segmented";
import { Slider } from "@/ui/slider";
import { Switch } from "@/ui/switch";
import { shareText } from "../share-text";
import type { ChartOptionsProps } from "./chart-options";
import { SaveImage } from "./save-image";

const SMOOTHING_SCALE = { kind: "linear", min: 0, max: 0.99, step: 0.01 } as const;

/** What stands in the menu of a chart. */
export function ChartItems(props: ChartOptionsProps) {
  const text = useRunsText();
  return (
    <>
      {props.chart === "loss" && <SharedItems {...props} />}
      <p className="hint">{text.runs("zoomHint")}</p>
      <SaveImage chart={props.chart} />
    </>
  );
}

function SharedItems({ logarithmic, onLogarithmic }: ChartOptionsProps) {
  const text = useRunsText();
  const { charts } = useApp().stores;
  const smoothing = useCharts((state) => state.smoothing);
  const isJoined = useCharts((state) => state.isJoined);
  const hasChildren = useRuns(({ runs }) => [...runs.values()].some(({ parent }) => parent !== null));
  const abscissa = useCharts((state) => state.abscissa);
  return (
    <>
      <Slider
        label={text.t("metrics.smoothing")}
        value={smoothing}
        scale={SMOOTHING_SCALE}
        defaultValue={INITIAL_SMOOTHING}
        decimal={text.decimal}
        format={(value) => text.fixed(value, 2)}
        testId="smoothing"
        onChange={charts.getState().setSmoothing}
      />
      <p className="hint">{text.t("metrics.smoothingHelp", { share: shareText(text, smoothedShare(smoothing)) })}</p>
      <Switch label={text.t("metrics.logarithmic")} checked={logarithmic} testId="log-axis" onChange={onLogarithmic} />
      {hasChildren && (
        <Switch
          label={text.runs("joined")}
          checked={isJoined}
          testId="join-runs"
          onChange={charts.getState().setJoined}
        />
      )}
      <div className="abscissa" data-testid="abscissa">
        <span>{text.runs("abscissa")}</span>
        <Segmented
          label={text.runs("abscissa")}
          value={abscissa}
          options={ABSCISSAE.map((value) => ({ value, label: text.runs(`abscissa.${value}`) }))}
          onChange={charts.getState().setAbscissa}
        />
      </div>
    </>
  );
}
