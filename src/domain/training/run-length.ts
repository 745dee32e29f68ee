// How long a run lasts: from what was asked for, the data and the model to a number of steps. The only place that
// knows; training loop, schedules, progress and page all ask here.

import { buildRunGraph, type GraphConfig } from "../architectures/run-graph";
import type { RunConfig, TrainingConfig } from "../config/run-config";
import { countStepFlops } from "../graph/cost";
import { epochsInSteps, stepsForEpochs, stepWindowsFor } from "../windows/batch-order";

/** What the length of a run depends on beside its settings. */
export interface RunSize {
  /** Windows to train on, 1 or more. */
  readonly windows: number;
  /** Windows of a step, no more than there are. */
  readonly stepWindows: number;
  /** Float operations of a step. */
  readonly stepFlops: number;
}

/** Passes over the data where it is large enough for them to be many steps. */
const AUTO_EPOCHS = 5;
/** Steps after which a small model has learned a page of text by heart, with room to spare. */
const ENOUGH_STEPS = 2000;
/** Work of a large model that is not raised for little data: some twenty seconds of one processor core. */
const ENOUGH_FLOPS = 2e11;
/** Fewer steps than these leave most of what a model could learn from nothing. */
const FEWEST_STEPS = 200;

/** Measures what the length of a run by the settings depends on. */
export function measureRun(
  config: GraphConfig & Pick<RunConfig, "training">,
  windows: number,
  vocabularySize: number,
): RunSize {
  const stepWindows = stepWindowsFor({ count: windows }, config.training);
  const graph = buildRunGraph(config, vocabularySize);
  return { windows, stepWindows, stepFlops: countStepFlops(graph, stepWindows) };
}

/** Counts the steps that the settings ask for, 1 or more. An automatic length ends with an epoch. */
export function plannedSteps({ runLength, epochs, steps }: TrainingConfig, size: RunSize): number {
  switch (runLength) {
    case "auto":
      return stepsOf(size, Math.max(AUTO_EPOCHS, epochsBegun(size, enoughSteps(size))));
    case "epochs":
      return stepsOf(size, epochs);
    case "steps":
      return steps;
  }
  return runLength satisfies never;
}

/** Counts the epochs that so many steps begin. */
export function epochsBegun({ windows, stepWindows }: RunSize, steps: number): number {
  return epochsInSteps({ count: windows }, stepWindows, steps);
}

/** Tells whether so many steps are too few for fresh weights to learn much from them; those of a base know much before. */
export function isTooShort({ base }: Pick<RunConfig, "base">, size: RunSize, steps: number): boolean {
  return base === "" && steps < Math.min(FEWEST_STEPS, enoughSteps(size));
}

/**
 * Counts the steps that going on adds to a run of `total` steps that stands at `step`: what is left, or as many as
 * the settings ask for once all are done.
 */
export function stepsOfGoingOn(step: number, total: number, planned: number): number {
  return step < total ? total - step : planned;
}

function enoughSteps({ stepFlops }: RunSize): number {
  return Math.min(ENOUGH_STEPS, Math.max(FEWEST_STEPS, Math.round(ENOUGH_FLOPS / stepFlops)));
}

function stepsOf({ windows, stepWindows }: RunSize, epochs: number): number {
  return stepsForEpochs({ count: windows }, stepWindows, epochs);
}
