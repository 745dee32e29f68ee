// The menu behind the dots of the loss chart: smoothing and the log axis.
import { useText } from "@/i18n/use-text";
import { Icon } from "@/ui/icon";
import { Menu } from "@/ui/menu";
import { Slider } from "@/ui/slider";
import { Switch } from "@/ui/switch";
import { INITIAL_SMOOTHING } from "./run-lines";

/** How the charts draw the curves. */
export interface ChartView {
  /** Weight of the past in the smoothed line, 0 to 0.99. */
  readonly smoothing: number;
  readonly logarithmic: boolean;
}

/** The view belongs to the panel, since both charts draw by it. */
export interface ChartOptionsProps {
  readonly view: ChartView;
  readonly onChange: (view: ChartView) => void;
}

const SMOOTHING_SCALE = { kind: "linear", min: 0, max: 0.99, step: 0.01 } as const;

/** A menu button with the options of both charts. */
export function ChartOptions({ view, onChange }: ChartOptionsProps) {
  const text = useText();
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
        value={view.smoothing}
        scale={SMOOTHING_SCALE}
        defaultValue={INITIAL_SMOOTHING}
        decimal={text.decimal}
        format={(value) => text.fixed(value, 2)}
        testId="smoothing"
        onChange={(smoothing) => onChange({ ...view, smoothing })}
      />
      <Switch
        label={text.t("metrics.logarithmic")}
        checked={view.logarithmic}
        testId="log-axis"
        onChange={(logarithmic) => onChange({ ...view, logarithmic })}
      />
    </Menu>
  );
}
