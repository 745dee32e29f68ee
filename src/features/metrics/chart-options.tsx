// The menu behind the dots of a chart. What is in it comes after the page.
import { use } from "react";
import { useText } from "@/i18n/use-text";
import { Icon } from "@/ui/icon";
import { LateModule } from "@/ui/late-module";
import { Menu } from "@/ui/menu";
import { Part } from "../part";
import type { ChartName } from "./crosshair";

const chartItems = new LateModule(() => import("./chart-items"));

/** The axis belongs to the panel. */
export interface ChartOptionsProps {
  readonly chart: ChartName;
  readonly logarithmic: boolean;
  readonly onLogarithmic: (logarithmic: boolean) => void;
}

/** A menu button with the options of both charts, beside the loss, and what can be done with the chart. */
export function ChartOptions(props: ChartOptionsProps) {
  const text = useText();
  return (
    <Menu
      summary={<Icon name="dots" />}
      label={text.t("metrics.options")}
      buttonClass="icon-btn sm"
      boxClass="chart-options"
      testId={props.chart === "loss" ? "chart-options" : "accuracy-options"}
    >
      <Part name="chart-options">
        <Items {...props} />
      </Part>
    </Menu>
  );
}

function Items(props: ChartOptionsProps) {
  const { ChartItems } = use(chartItems.get());
  return <ChartItems {...props} />;
}
