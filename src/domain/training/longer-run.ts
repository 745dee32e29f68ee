// A run that is to go on beyond its length: the settings by which it lasts longer.
import { parameters } from "../config/parameters";
import type { TrainingConfig } from "../config/run-config";
import type { NumberSetting } from "../config/setting";
import type { TrainingProgress } from "./progress";

/** How much longer a run is to last. */
export interface Longer {
  readonly unit: "epochs" | "steps";
  /** 1 or more. */
  readonly count: number;
}

/**
 * Gives the settings of a run that lasts so much longer than it has come. `stepsPerEpoch` may be a part of a step. Amid
 * an epoch more epochs are as many steps as they take. Null where that is longer than a run can be.
 */
export function lastingLonger(
  training: TrainingConfig,
  { step, epoch, sums }: Pick<TrainingProgress, "step" | "epoch" | "sums">,
  { unit, count }: Longer,
  stepsPerEpoch: number,
): TrainingConfig | null {
  if (unit === "epochs" && sums.steps === 0) {
    const epochs = epoch + count;
    return isWithin(parameters["training.epochs"], epochs) ? { ...training, runLength: "epochs", epochs } : null;
  }
  const steps = step + (unit === "steps" ? count : Math.ceil(count * stepsPerEpoch));
  return isWithin(parameters["training.steps"], steps) ? { ...training, runLength: "steps", steps } : null;
}

function isWithin({ min, max }: NumberSetting, value: number): boolean {
  return value >= min && value <= max;
}
