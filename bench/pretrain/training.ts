// The loop of a pretraining: a rate by the share of its minutes that are gone, a row of the log a minute, the held-out
// works measured now and then, and a copy on disk so that a cut loses little.
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

/** Steps between two looks at the clock. */
const SLICE_STEPS = 4;
/** Share of the run in which the rate rises. */
const WARM_UP = 0.03;
/** Rate at the end as a share of the highest. */
const FLOOR = 0.02;
const ROW_SECONDS = 60;
const SAVE_SECONDS = 180;
/** Evaluations of the held-out works on the way. */
const EVALUATIONS = 4;

/** A run under way. */
export interface Pretraining {
  readonly session: TrainingSession;
  readonly text: PretrainingText;
  readonly options: Pick<Options, "minutes" | "rate" | "batch">;
  /** Steps and seconds behind it, and its rows so far. */
  step: number;
  seconds: number;
  rows: LogRow[];
  /** Set from outside to end the run early, with its state saved. */
  isCut: boolean;
}

/** The steps since the last row. */
interface Sums {
  loss: number;
  steps: number;
}

/** Trains until the minutes are over or the run is cut; `save` is called every few minutes and at the end. */
export async function pretrain(run: Pretraining, save: () => Promise<void>): Promise<void> {
  const training = trainingOf(run);
  const budget = secondsOf(run);
  const settings = { optimizer: optimizerOf(training), gradientClip: gradientClipOf(training) };
  const clock = new Stopwatch(run);
  const sums: Sums = { loss: 0, steps: 0 };
  let [rowAt, savedAt] = [run.seconds, run.seconds];
  while (run.seconds < budget && !run.isCut) {
    run.session.step(settings, new Array<number>(SLICE_STEPS).fill(rateNow(run)));
    const metrics = await run.session.drain();
    run.step += metrics.length;
    sums.loss += metrics.reduce((sum, { loss }) => sum + loss, 0);
    sums.steps += metrics.length;
    // The signal that cuts the run is heard between turns alone.
    await nextTurn();
    clock.tick();
    if (run.seconds - rowAt >= ROW_SECONDS) {
      const evaluations = (seconds: number) => Math.floor((EVALUATIONS * seconds) / budget);
      const isDue = evaluations(run.seconds) > evaluations(rowAt);
      rowAt = run.seconds;
      addRow(run, sums, isDue ? await heldOutLoss(run) : null);
    }
    if (run.seconds - savedAt >= SAVE_SECONDS) {
      savedAt = run.seconds;
      await save();
    }
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

/** Counts the seconds of the run. */
class Stopwatch {
  readonly #run: Pretraining;
  #last = performance.now();

  constructor(run: Pretraining) {
    this.#run = run;
  }

  tick(): void {
    const now = performance.now();
    this.#run.seconds += (now - this.#last) / 1000;
    this.#last = now;
  }
}

function secondsOf({ options }: Pretraining): number {
  return 60 * options.minutes;
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
    warmupSteps: WARM_UP * secondsOf(run),
  };
}

/** Gives the rate by the seconds that are gone, which are to the schedule what steps are in the page. */
function rateNow(run: Pretraining): number {
  const place = { step: run.seconds, epoch: 0, totalSteps: secondsOf(run) };
  return learningRateAt(trainingOf(run), place, freshProgress.plateau);
}

function addRow(run: Pretraining, sums: Sums, loss: number | null): void {
  const { contextLength, train } = run.text.windows;
  const windows = run.step * run.options.batch;
  const row: LogRow = {
    step: run.step,
    seconds: run.seconds,
    tokens: windows * contextLength,
    epochs: windows / train.count,
    learningRate: rateNow(run),
    trainLoss: sums.loss / sums.steps,
    ...measured(loss, run.text),
  };
  run.rows.push(row);
  console.log(`${row.seconds.toFixed(0)} s, step ${row.step}: ${row.trainLoss.toFixed(3)} ${loss?.toFixed(3) ?? ""}`);
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
