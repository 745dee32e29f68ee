// The learning rate as a pure function of step, epoch and plateau state.
import type { TrainingConfig } from "../config/run-config";
import type { PlateauState } from "./progress";

/** A loss counts as better when it falls below the best by this share; PyTorch's default. */
const PLATEAU_THRESHOLD = 1e-4;

/** Where a step stands in its run; steps and epochs count from 0. */
export interface SchedulePosition {
  readonly step: number;
  readonly epoch: number;
  readonly totalSteps: number;
}

/** Gives the learning rate of one step. Reductions never go below minimumLearningRate (unless the rate itself does). */
export function learningRateAt(config: TrainingConfig, position: SchedulePosition, plateau: PlateauState): number {
  const floor = Math.min(config.minimumLearningRate, config.learningRate);
  switch (config.schedule) {
    case "constant":
      return config.learningRate;
    case "plateau":
      return Math.max(floor, config.learningRate * plateau.scale);
    case "step": {
      const reductions = Math.floor(position.epoch / Math.max(1, config.scheduleEvery));
      return Math.max(floor, config.learningRate * config.scheduleFactor ** reductions);
    }
    case "cosine":
      return cosineRate(config, position, floor);
  }
  return config.schedule satisfies never;
}

/** Linear warm-up, then half a cosine down to the floor at its own or the run's end (Loshchilov and Hutter, 2017). */
function cosineRate(config: TrainingConfig, { step, totalSteps }: SchedulePosition, floor: number): number {
  if (step < config.warmupSteps) {
    return (config.learningRate * (step + 1)) / config.warmupSteps;
  }
  const end = config.cosineSteps > 0 ? config.cosineSteps : totalSteps;
  const remaining = Math.max(1, end - config.warmupSteps);
  const share = Math.min(1, (step - config.warmupSteps) / remaining);
  return floor + ((config.learningRate - floor) * (1 + Math.cos(Math.PI * share))) / 2;
}

/**
 * Takes the loss of a finished epoch into account, as ReduceLROnPlateau(mode="min") does.
 * https://docs.pytorch.org/docs/stable/generated/torch.optim.lr_scheduler.ReduceLROnPlateau.html
 */
export function updatePlateau(state: PlateauState, config: TrainingConfig, loss: number): PlateauState {
  if (state.best === null || loss < state.best * (1 - PLATEAU_THRESHOLD)) {
    return { best: loss, badEpochs: 0, scale: state.scale };
  }
  const badEpochs = state.badEpochs + 1;
  return badEpochs > config.schedulePatience
    ? { best: state.best, badEpochs: 0, scale: state.scale * config.scheduleFactor }
    : { ...state, badEpochs };
}
