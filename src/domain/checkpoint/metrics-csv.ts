// A run's measurements as CSV: a row a logged step, a row a short look at the validation, a row an epoch; the first
// column says which. Numbers with dot decimals only, so no cell can be read as a formula.
import type { EpochRow } from "../training/progress";
import type { RunHistory } from "./run-history";

const HEADER = "kind,step,epoch,train_loss,train_accuracy,validation_loss,validation_accuracy,learning_rate";

/** Writes the file, lines ended by a newline. */
export function metricsCsv({ steps, checks }: RunHistory, epochs: readonly EpochRow[]): string {
  const rows = [
    ...steps.map((row) => ["step", row.step, "", row.loss, row.accuracy, "", "", row.learningRate]),
    ...checks.map((row) => ["check", row.step, "", "", "", row.loss, row.accuracy, ""]),
    ...epochs.map((row) => [
      "epoch",
      row.step,
      row.epoch,
      row.trainLoss,
      row.trainAccuracy,
      row.validationLoss ?? "",
      row.validationAccuracy ?? "",
      row.learningRate,
    ]),
  ];
  return `${[HEADER, ...rows.map((row) => row.join(","))].join("\n")}\n`;
}
