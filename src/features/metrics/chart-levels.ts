// The levels that models which only count would reach, as dotted lines with their words.
import { type BaselineName, baselineRows } from "@/domain/run/baseline-rows";
import type { DataFigures } from "@/domain/run/run";
import type { Text } from "@/i18n/use-text";
import type { ChartReference } from "@/ui/line-chart";
import { shareText } from "../share-text";

/** Which levels are drawn. */
type ShownLevels = Readonly<Record<BaselineName, boolean>>;

/** Gives the levels of the loss. */
export function lossLevels(text: Text, data: DataFigures, levels: ShownLevels): readonly ChartReference[] {
  const onText = data.bigramOnText?.loss ?? null;
  const vocabulary = data.tokenizer.vocabulary.length;
  const label = (name: BaselineName, loss: number): string => {
    const value = text.fixed(loss, 2);
    if (name === "uniform") return text.t("metrics.uniform", { vocabulary, loss: value });
    if (name === "unigram") return text.t("metrics.unigram", { value });
    return onText === null
      ? text.t("metrics.bigram", { value })
      : text.t("metrics.bigramPadded", { value, onText: text.fixed(onText, 2) });
  };
  return baselineRows(data)
    .filter(({ name }) => levels[name])
    .map(({ name, loss }) => ({ id: name, value: loss, label: label(name, loss) }));
}

/** Gives the levels of the accuracy; blind guessing lies on the axis. */
export function accuracyLevels(text: Text, data: DataFigures, levels: ShownLevels): readonly ChartReference[] {
  return baselineRows(data).flatMap(({ name, accuracy }) =>
    name === "uniform" || accuracy === null || !levels[name]
      ? []
      : [{ id: name, value: accuracy, label: text.t(`metrics.${name}`, { value: shareText(text, accuracy) }) }],
  );
}
