// Words of the abscissa.
import type { Abscissa } from "@/domain/run/abscissa";
import type { RunsText } from "@/i18n/runs-text";
import { durationText } from "../duration-text";

/** Gives what writes the ticks; the last one carries the unit. */
export function tickFormat(text: RunsText, ticks: readonly number[], by: Abscissa): (x: number) => string {
  const last = ticks.at(-1) ?? 0;
  const distance = last - (ticks.at(-2) ?? 0);
  // Ticks of less than a second would all be the same whole ones.
  const digits = distance > 0 && distance < 1 ? Math.ceil(-Math.log10(distance) - 1e-9) : 0;
  return (x) => {
    if (by === "time") return digits > 0 ? text.runs("secondsTick", { value: text.fixed(x, digits) }) : durationText(x);
    const count = by === "step" ? Math.round(x) : x;
    if (x < last) return text.number(count);
    return by === "step" ? text.t("metrics.stepTick", { step: count }) : text.t("metrics.epochTick", { epoch: count });
  };
}
