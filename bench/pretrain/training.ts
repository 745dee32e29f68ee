// The loop of a pretraining: a rate by the share of its steps that are taken, rows of the log, the held-out works measured
// now and then, and a copy on disk so that a cut loses little. Nothing in it depends on the clock, so that a run that was
// cut and a run on a busy machine learn the same.
import { setImmediate as nextTurn } from "node:timers/promises";
import { defaultConfig } from "@/domain/config/defaults";
import type { TrainingConfig } from "@/domain/config/run-config";
import { freshProgress } from "@/domain/training/progress";
import { learningRateAt } from "@/domain/training/schedule";
import { gradientClipOf, optimizerOf } from "@/domain/training/step-settings";
import type { TrainingSession } from "@/engine/engine";
import type { Options } from "./options";
import type { PretrainingText } from "./pretraining-text";
import type { LogRow } from "./training-log";

/** Steps between two looks at what was measured. */
const SLICE_STEPS = 4;
/** Share of the run in which the rate rises. */
const WARM_UP = 0.03;
/** Rate at the end as a share of the highest. */
const FLOOR = 0.02;
const ROW_STEPS = 100;
const SAVE_STEPS = 300;
/** Evaluations of the held-out works on the way. */
const EVALUATIONS = 4;

/** A run under way. */
export interface Pretraining {
  readonly session: TrainingSession;
  readonly text: PretrainingText;
  readonly options: Pick<Options, "epochs" | "rate" | "batch">;
  /** Steps and seconds of all its threads behind it, and its rows so far. */
  step: number;
  processorSeconds: number;
  rows: LogRow[];
  /** Set from outside to end the run early, with its state saved. */
  isCut: boolean;
}

/** The steps since the last row. */
interface Sums {
  loss: number;
  steps: number;
}

/** Trains until its steps are taken or the run is cut; `save` is called every few hundred steps and at the end. */
export async function pretrain(run: Pretraining, save: () => Promise<void>): Promise<void> {
  const training = trainingOf(run);
  const total = totalSteps(run);
  const settings = { optimizer: optimizerOf(training), gradientClip: gradientClipOf(training) };
  const clock = new ProcessorClock(run);
  const sums: Sums = { loss: 0, steps: 0 };
  while (run.step < total && !run.isCut) {
    const before = run.step;
    const rates = Array.from({ length: Math.min(SLICE_STEPS, total - before) }, (_, index) =>
      rateAt(run, before + index),
    );
    run.session.step(settings, rates);
    const metrics = await run.session.drain();
    run.step += metrics.length;
    sums.loss += metrics.reduce((sum, { loss }) => sum + loss, 0);
    sums.steps += metrics.length;
    // The signal that cuts the run is heard between turns alone.
    await nextTurn();
    clock.tick();
    const passes = (steps: number) => Math.floor(run.step / steps) > Math.floor(before / steps);
    if (passes(ROW_STEPS)) {
      const isDue =
        Math.floor((EVALUATIONS * run.step) / total) > Math.floor((EVALUATIONS * (run.step - sums.steps)) / total);
      addRow(run, sums, isDue ? await heldOutLoss(run) : null);
    }
    if (passes(SAVE_STEPS)) await save();
    clock.tick();
  }
  if (sums.steps > 0) addRow(run, sums, null);
  await save();
}

/** Gives the run's last row with the works held out measured. */
export async function measureNow(run: Pretraining): Promise<LogRow> {
  const last = run.rows.at(-1);
  if (last === undefined) throw new Error("measureNow: expected a run that has taken steps");
  return { ...last, ...measured(await heldOutLoss(run), run.text) };
}

/** Counts the seconds that the process computes, in all its threads. */
class ProcessorClock {
  readonly #run: Pretraining;
  #last = process.cpuUsage();

  constructor(run: Pretraining) {
    this.#run = run;
  }

  tick(): void {
    const { user, system } = process.cpuUsage(this.#last);
    this.#run.processorSeconds += (user + system) / 1e6;
    this.#last = process.cpuUsage();
  }
}

function totalSteps({ options, text }: Pretraining): number {
  return Math.ceil((options.epochs * text.windows.train.count) / options.batch);
}

function trainingOf(run: Pretraining): TrainingConfig {
  return {
    ...defaultConfig.training,
    optimizer: "adamw",
    beta2: 0.99,
    weightDecay: 0.1,
    gradientClip: 1,
    learningRate: run.options.rate,
    minimumLearningRate: FLOOR * run.options.rate,
    schedule: "cosine",
    warmupSteps: Math.ceil(WARM_UP * totalSteps(run)),
  };
}

function rateAt(run: Pretraining, step: number): number {
  const place = { step, epoch: 0, totalSteps: totalSteps(run) };
  return learningRateAt(trainingOf(run), place, freshProgress.plateau);
}

function addRow(run: Pretraining, sums: Sums, loss: number | null): void {
  const { contextLength, train } = run.text.windows;
  const windows = run.step * run.options.batch;
  const row: LogRow = {
    step: run.step,
    processorSeconds: run.processorSeconds,
    tokens: windows * contextLength,
    epochs: windows / train.count,
    learningRate: rateAt(run, run.step - 1),
    trainLoss: sums.loss / sums.steps,
    ...measured(loss, run.text),
  };
  run.rows.push(row);
  console.log(
    `${row.processorSeconds.toFixed(0)} processor seconds, step ${row.step}: ${row.trainLoss.toFixed(3)} ${loss?.toFixed(3) ?? ""}`,
  );
  Object.assign(sums, { loss: 0, steps: 0 });
}

/** Gives the loss on all works held out, in nats a token. */
async function heldOutLoss({ session, text }: Pretraining): Promise<number> {
  return (await session.evaluate("validation", 0, text.windows.validation.count)).loss;
}

/** Writes a loss in nats a token beside the bits that a character of the works held out takes. */
function measured(
  loss: number | null,
  { heldOutTokens, heldOutCharacters }: PretrainingText,
): Pick<LogRow, "heldOutLoss" | "bitsPerCharacter"> {
  const perCharacter = heldOutTokens / (Math.LN2 * heldOutCharacters);
  return { heldOutLoss: loss, bitsPerCharacter: loss === null ? null : loss * perCharacter };
}
