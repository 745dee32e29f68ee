// A run's measurements as CSV: one row a logged step, then one row an epoch. Numbers with dot decimals only,
// so no cell can be read as a formula.
import type { EpochRow } from "../training/progress";

/** What is written: losses in nats a token, accuracies as shares. */
export interface MetricsTable {
  /** Columns of equal length, one entry a logged step. */
  readonly step: readonly number[];
  readonly loss: readonly number[];
  readonly accuracy: readonly number[];
  readonly learningRate: readonly number[];
  readonly epochs: readonly EpochRow[];
}

const HEADER = "kind,step,epoch,train_loss,train_accuracy,validation_loss,validation_accuracy,learning_rate";

/** Writes the table, lines ended by a newline. */
export function metricsCsv(table: MetricsTable): string {
  const steps = table.step.map((step, index) =>
    ["step", step, "", table.loss[index], table.accuracy[index], "", "", table.learningRate[index]].join(","),
  );
  const epochs = table.epochs.map((row) =>
    [
      "epoch",
      row.step,
      row.epoch,
      row.trainLoss,
      row.trainAccuracy,
      row.validationLoss ?? "",
      row.validationAccuracy ?? "",
      row.learningRate,
    ].join(","),
  );
  return `${[HEADER, ...steps, ...epochs].join("\n")}\n`;
}
