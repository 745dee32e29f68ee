// Says of losses and accuracies that they count padding, which is easy to guess, and for how many of their targets.
import { type Text, useText } from "@/i18n/use-text";
import type { CountedPadding } from "@/state/counted-padding";
import { useCountedPadding } from "@/state/use-shown-run";

/** Below it a share rounded to whole percents would mislead. */
const SMALL = 0.01;
/** The least share that a tenth of a percent shows. */
const VISIBLE = 0.0005;

/** Gives the remark for the figures of the run on screen, null where they count no padding. */
export function usePaddingRemark(): string | null {
  return paddingRemark(useText(), useCountedPadding());
}

/** Writes the remark, null where no padding counts: one share, or both where the parts differ by a percent. */
export function paddingRemark(text: Text, padding: CountedPadding | null): string | null {
  if (padding === null) return null;
  const shares = [padding.train, padding.validation].filter((share) => share !== null);
  if (shares.length === 0) return text.t("padding.counted");
  const least = Math.min(...shares);
  const most = Math.max(...shares);
  const written = (digits: number) => [text.percent(least, digits), text.percent(most, digits)] as const;
  for (const digits of least < SMALL ? [1] : [1, 0]) {
    const [from, to] = written(digits);
    if (from === to && most >= VISIBLE) return text.t("padding.countedShare", { share: from });
  }
  const [from, to] = written(most < VISIBLE ? 3 : 1);
  return from === to ? text.t("padding.countedShare", { share: from }) : text.t("padding.countedBetween", { from, to });
}

/** Adds the remark to a phrase that names figures. */
export function withRemark(phrase: string, remark: string | null): string {
  return remark === null ? phrase : `${phrase}; ${remark}`;
}
