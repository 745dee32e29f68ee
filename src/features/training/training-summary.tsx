// The Training step in one line, for its folded card.
import type { TrainingConfig } from "@/domain/config/run-config";
import { type Text, useText } from "@/i18n/use-text";
import { useSettings } from "@/state/use-app";
import { useLengthAhead } from "@/state/use-run-length";

/** Optimizer, learning rate and length. */
export function TrainingSummary() {
  const text = useText();
  const ahead = useLengthAhead();
  const training = useSettings((settings) => settings.config.training);
  return text.t("training.summary", {
    optimizer: text.choice("training.optimizer", training.optimizer),
    rate: text.short(training.learningRate),
    length: lengthText(text, training, ahead?.epochs ?? null),
  });
}

function lengthText(text: Text, { runLength, epochs, steps }: TrainingConfig, automatic: number | null): string {
  switch (runLength) {
    case "auto":
      return automatic === null
        ? text.choice("training.runLength", "auto")
        : text.t("training.epochs", { count: automatic });
    case "epochs":
      return text.t("training.epochs", { count: epochs });
    case "steps":
      return text.t("training.steps", { count: steps });
  }
  return runLength satisfies never;
}
