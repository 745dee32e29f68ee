// The menu behind the dots of the loss chart: smoothing of both charts and the log axis.
import { smoothedShare } from "@/domain/metrics/smooth";
import { useText } from "@/i18n/use-text";
import { INITIAL_SMOOTHING } from "@/state/chart-store";
import { useApp, useCharts } from "@/state/use-app";
import { Icon } from "@/ui/icon";
import { Menu } from "@/ui/menu";
import { Slider } from "@/ui/slider";
import { Switch } from "@/ui/switch";
import { shareText } from "../share-text";

/** The axis belongs to the panel. */
export interface ChartOptionsProps {
  readonly logarithmic: boolean;
  readonly onLogarithmic: (logarithmic: boolean) => void;
}

const SMOOTHING_SCALE = { kind: "linear", min: 0, max: 0.99, step: 0.01 } as const;

/** A menu button with the options of both charts. */
export function ChartOptions({ logarithmic, onLogarithmic }: ChartOptionsProps) {
  const text = useText();
  const { charts } = useApp().stores;
  const smoothing = useCharts((state) => state.smoothing);
  return (
    <Menu
      summary={<Icon name="dots" />}
      label={text.t("metrics.options")}
      buttonClass="icon-btn sm"
      boxClass="chart-options"
      testId="chart-options"
    >
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
    </Menu>
  );
}
