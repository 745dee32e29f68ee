// All that a run measured on its way: its steps, the looks at the validation within and after epochs, and the time. The
// one history of a run; charts, figures and files read it.
import { appendRow, copyTable, createTable, cutFrom, type StepTable } from "./step-table";

/** One finished step: mean loss in nats and accuracy over the targets that count, with dropout on; 0 where none does. */
export interface StepMetrics {
  readonly step: number;
  readonly loss: number;
  readonly accuracy: number;
  /** Targets that counted: the means times this are sums. */
  readonly counted: number;
  /** Global L2 norm before clipping; NaN where a file does not tell. */
  readonly gradientNorm: number;
  readonly learningRate: number;
}

/** A measurement of validation windows after `step` finished steps, dropout off. */
export interface Check {
  readonly step: number;
  readonly loss: number;
  readonly accuracy: number;
}

/** The measurements of one run. Mutable on purpose: they grow ten times a second, and whoever reads them follows. */
export interface RunSeries {
  /** Loss and accuracy weigh by "counted", the targets that counted in a step. */
  readonly training: StepTable<"loss" | "accuracy" | "counted" | "gradientNorm" | "learningRate">;
  readonly validation: StepTable<"loss" | "accuracy">;
  /** Training time after a step, pauses and evaluation excluded; a row for each news of steps. Files do not hold it. */
  readonly clock: StepTable<"seconds">;
}

/** Creates the series of a run that has not begun. */
export function emptySeries(): RunSeries {
  return {
    training: createTable(["loss", "accuracy", "counted", "gradientNorm", "learningRate"], ["loss", "accuracy"]),
    validation: createTable(["loss", "accuracy"]),
    clock: createTable(["seconds"]),
  };
}

/**
 * Takes finished steps in; one in which no target counted measured nothing. Steps made anew replace all that was measured
 * of the thrown-away ones.
 */
export function addSteps(series: RunSeries, steps: readonly StepMetrics[]): void {
  const [first] = steps;
  if (first !== undefined) cutSeries(series, first.step - 1);
  for (const step of steps) if (step.counted > 0) appendRow(series.training, step);
}

/** Takes a look at the validation in. */
export function addCheck({ validation }: RunSeries, { step, loss, accuracy }: Check): void {
  appendRow(validation, { step, loss, accuracy });
}

/** Notes how long the run had trained after `step` steps. */
export function addTime({ clock }: RunSeries, step: number, seconds: number): void {
  appendRow(clock, { step, seconds });
}

/** Forgets what was measured after `step` finished steps. */
export function cutSeries(series: RunSeries, step: number): void {
  for (const table of Object.values(series)) cutFrom(table, step + 1);
}

/** Copies the series as they stand. */
export function copySeries({ training, validation, clock }: RunSeries): RunSeries {
  return { training: copyTable(training), validation: copyTable(validation), clock: copyTable(clock) };
}
