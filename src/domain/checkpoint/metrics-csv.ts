// A run's measurements as CSV: a row a step, or a row for some of them once a run is very long, a row a short look at the
// validation, a row an epoch, a row a setting that was changed on the way; the first column says which. All else is
// numbers with dot decimals and JSON, so no cell can be read as a formula.
import { isConfigPath } from "../config/parameters";
import { failure, type Result, success } from "../result";
import type { Run } from "../run/run";
import { addCheck, addTime, emptySeries, type RunSeries } from "../run/run-series";
import { appendRow, columnOf, rowAt, type StepTable } from "../run/step-table";
import { quotedCell } from "../run/table-cell";
import type { EpochRow } from "../training/progress";
import type { CheckpointError } from "./checkpoint-error";

/** The columns that every file has; the first version had no others. */
const FIRST_HEADER = "kind,step,epoch,train_loss,train_accuracy,validation_loss,validation_accuracy,learning_rate";
/** `steps` counts the steps that a row is the mean of. */
const SECOND_HEADER = `${FIRST_HEADER},gradient_norm,steps`;
/** `seconds` is the training time after a step; a changed setting stands in the last three, its values as JSON. */
const THIRD_HEADER = `${SECOND_HEADER},seconds,setting,from,to`;
/** `targets` counts those that a step's loss and accuracy are the means over. */
const HEADER = `${THIRD_HEADER},targets`;

/** What a run measured. */
type Measured = Pick<Run, "series" | "changes"> & { readonly epochs: readonly EpochRow[] };

type Kind = "step" | "check" | "epoch";
type Cells = readonly (string | number)[];

/** Writes what was measured up to `lastStep`, lines ended by a newline. */
export function metricsCsv({ series, changes, epochs }: Measured, lastStep: number): string {
  const { training, validation, clock } = series;
  // The epochs' own measurements stand in their rows.
  const measured = new Set(epochs.map(({ step }) => step));
  const times = new Map(rowsUntil(clock, lastStep).map(({ step, seconds }) => [step, seconds]));
  const rows: readonly Cells[] = [
    ...rowsUntil(training, lastStep)
      .filter(({ count, step }) => count <= training.stride || !measured.has(step))
      .map(({ step, loss, accuracy, counted, learningRate, gradientNorm, count }) => [
        ...["step", step, "", loss, accuracy, "", "", learningRate],
        ...[numberCell(gradientNorm), count, times.get(step) ?? "", "", "", "", numberCell(counted)],
      ]),
    ...rowsUntil(validation, lastStep)
      .filter(({ step }) => !measured.has(step))
      .map(({ step, loss, accuracy }) => ["check", step, "", "", "", loss, accuracy]),
    ...epochs.map((row) => [
      ...["epoch", row.step, row.epoch, row.trainLoss, row.trainAccuracy],
      ...[row.validationLoss ?? "", row.validationAccuracy ?? "", row.learningRate],
    ]),
    ...changes
      .filter(({ step }) => step <= lastStep)
      .map(({ step, path, from, to }) => [
        ...["change", step, "", "", "", "", "", "", "", "", ""],
        ...[isConfigPath(path) ? path : jsonCell(path), jsonCell(from), jsonCell(to)],
      ]),
  ];
  const width = HEADER.split(",").length;
  const lines = rows.map((row) => [...row, ...Array<string>(width - row.length).fill("")].join(","));
  return `${[HEADER, ...lines].join("\n")}\n`;
}

function numberCell(value: number): string | number {
  return Number.isNaN(value) ? "" : value;
}

/** JSON begins with no sign that a table would take for a formula, and breaks no line. */
function jsonCell(value: unknown): string {
  return quotedCell(JSON.stringify(value) ?? "null");
}

/**
 * Reads what was measured up to `lastStep` back: later rows belong to weights that were thrown away, and epochs stand in
 * the checkpoint, as changed settings do. Refuses a table whose rows are out of order or no numbers.
 */
export function readMetricsCsv(
  text: string,
  epochs: readonly EpochRow[],
  lastStep: number,
): Result<RunSeries, CheckpointError> {
  const [header, ...lines] = text.trimEnd().split(/\r?\n/);
  const rowsOf = (kind: Kind) =>
    lines
      .filter((line) => line.startsWith(`${kind},`))
      .map((line) => line.split(",").map((cell) => (cell === "" ? Number.NaN : Number(cell))))
      .filter(([, step]) => !(step > lastStep));
  const steps = rowsOf("step").map(
    ([, step, , loss, accuracy, , , learningRate, norm = Number.NaN, count = 1, seconds = Number.NaN, ...more]) => ({
      row: { step, loss, accuracy, learningRate },
      gradientNorm: norm,
      counted: more[3] ?? Number.NaN,
      count,
      seconds,
    }),
  );
  const checks = rowsOf("check").map(([, step, , , , loss, accuracy]) => ({ step, loss, accuracy }));
  const isKnown = [HEADER, THIRD_HEADER, SECOND_HEADER, FIRST_HEADER].includes(header ?? "");
  if (!isKnown || !isSound(steps.map(({ row }) => row)) || !isSound(checks) || !steps.every(isCounted)) {
    return failure({ code: "bundleMetricsUnreadable" });
  }
  const series = seriesOfEpochs(epochs, steps[0]?.row.step ?? Number.POSITIVE_INFINITY, checks);
  // A long run goes on with rows of as many steps as it had; the last one may not be full.
  series.training.stride = steps.reduce((most, { count }) => Math.max(most, count), 1);
  for (const { row, gradientNorm, counted, count, seconds } of steps) {
    appendRow(series.training, { ...row, gradientNorm, counted }, count);
    if (Number.isFinite(seconds)) addTime(series, row.step, seconds);
  }
  return success(series);
}

/**
 * Builds the series that epochs alone tell: for training their means, up to the first step that is known by itself; for
 * the validation all of them, between the other `checks`.
 */
export function seriesOfEpochs(
  epochs: readonly EpochRow[],
  firstStep = Number.POSITIVE_INFINITY,
  checks: readonly { readonly step: number; readonly loss: number; readonly accuracy: number }[] = [],
): RunSeries {
  const series = emptySeries();
  let before = 0;
  for (const { step, trainLoss: loss, trainAccuracy: accuracy, learningRate } of epochs) {
    // A run of one step an epoch has means that are steps.
    const count = Math.max(2, step - before);
    const unknown = { gradientNorm: Number.NaN, counted: Number.NaN };
    if (step < firstStep) appendRow(series.training, { step, loss, accuracy, learningRate, ...unknown }, count);
    before = step;
  }
  const ends = epochs.flatMap(({ step, validationLoss: loss, validationAccuracy: accuracy }) =>
    loss === null || accuracy === null ? [] : [{ step, loss, accuracy }],
  );
  for (const check of [...checks, ...ends].sort((left, right) => left.step - right.step)) addCheck(series, check);
  return series;
}

type Rows<Name extends string> = Readonly<Record<"step" | "count" | Name, number>>[];

/** Lists the full rows up to `lastStep`, and what waits to become one. */
function rowsUntil<Name extends string>(table: StepTable<Name>, lastStep: number): Rows<Name> {
  const counts = columnOf(table, "count");
  const full = Array.from(counts, (count, index) => ({ ...rowAt(table, index), count }));
  const rest = table.pending === null ? [] : [{ ...table.pending.row, count: table.pending.count }];
  return [...full, ...rest].filter(({ step }) => step <= lastStep);
}

function isSound(rows: readonly { readonly step: number }[]): boolean {
  return rows.every((row, index) => {
    const before = rows[index - 1]?.step ?? 0;
    return Number.isInteger(row.step) && row.step > before && Object.values(row).every(Number.isFinite);
  });
}

interface Told {
  readonly count: number;
  readonly counted: number;
  readonly gradientNorm: number;
}

function isCounted({ count, counted, gradientNorm }: Told): boolean {
  const hasTargets = Number.isNaN(counted) || (counted > 0 && Number.isFinite(counted));
  return Number.isInteger(count) && count >= 1 && hasTargets && gradientNorm !== Number.POSITIVE_INFINITY;
}
