// The Training step in one line, for its folded card.
import { useText } from "@/i18n/use-text";
import { useSettings } from "@/state/use-app";

/** Optimizer, learning rate and epochs. */
export function TrainingSummary() {
  const text = useText();
  const training = useSettings((settings) => settings.config.training);
  return text.t("training.summary", {
    optimizer: text.choice("training.optimizer", training.optimizer),
    rate: text.short(training.learningRate),
    epochs: text.t("training.epochs", { count: training.epochs }),
  });
}
