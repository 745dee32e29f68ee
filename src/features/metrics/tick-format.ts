// Words of the abscissa.
import type { Abscissa } from "@/domain/run/abscissa";
import type { RunsText } from "@/i18n/runs-text";
import { durationText } from "../duration-text";

/** Gives what writes the ticks; the last one carries the unit. */
export function tickFormat(text: RunsText, ticks: readonly number[], by: Abscissa): (x: number) => string {
  const last = ticks.at(-1) ?? 0;
  return (x) => {
    if (by === "time") return durationText(x);
    const count = by === "step" ? Math.round(x) : x;
    if (x < last) return text.number(count);
    return by === "step" ? text.t("metrics.stepTick", { step: count }) : text.t("metrics.epochTick", { epoch: count });
  };
}
