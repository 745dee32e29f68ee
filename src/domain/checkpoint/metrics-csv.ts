// A run's measurements as CSV: a row a logged step, a row a short look at the validation, a row an epoch; the first
// column says which. Numbers with dot decimals only, so no cell can be read as a formula.
import { failure, type Result, success } from "../result";
import type { EpochRow } from "../training/progress";
import type { CheckpointError } from "./checkpoint-error";
import type { LoggedCheck, RunHistory } from "./run-history";

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

/**
 * Reads the steps and checks up to `lastStep` back: later ones belong to weights that were thrown away, and epochs
 * stand in the checkpoint. Refuses a table whose rows are out of order or no numbers.
 */
export function readMetricsCsv(text: string, lastStep: number): Result<RunHistory, CheckpointError> {
  const [header, ...lines] = text.trimEnd().split(/\r?\n/);
  const rowsOf = (kind: "step" | "check") =>
    lines
      .filter((line) => line.startsWith(`${kind},`))
      .map((line) => line.split(",").map((cell) => (cell === "" ? Number.NaN : Number(cell))))
      .filter(([, step]) => !(step > lastStep));
  const steps = rowsOf("step").map(([, step, , loss, accuracy, , , learningRate]) => ({
    step,
    loss,
    accuracy,
    learningRate,
  }));
  const checks = rowsOf("check").map(([, step, , , , loss, accuracy]) => ({ step, loss, accuracy }));
  return header === HEADER && isSound(steps) && isSound(checks)
    ? success({ steps, checks })
    : failure({ code: "bundleMetricsUnreadable" });
}

function isSound(rows: readonly LoggedCheck[]): boolean {
  return rows.every((row, index) => {
    const before = rows[index - 1]?.step ?? 0;
    return Number.isInteger(row.step) && row.step > before && Object.values(row).every(Number.isFinite);
  });
}
