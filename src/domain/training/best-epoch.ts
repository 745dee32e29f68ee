// What "best" means, everywhere: the epoch with the lowest watched loss. Its weights are the ones that can be put
// back, early stopping counts from it, and chart, table and run bar mark it.
import type { TrainingConfig } from "../config/run-config";
import type { EpochRow, TrainingProgress } from "./progress";

type Watch = TrainingConfig["earlyStopping"];

/** Gives the loss that epochs are compared by, in nats: of all validation windows, or of training where it is watched or alone. */
export function watchedLoss(row: EpochRow, watch: Watch): number {
  return watch === "train" ? row.trainLoss : (row.validationLoss ?? row.trainLoss);
}

/** Finds the best of the finished epochs, the earliest of equals; null while none has a finite loss. */
export function bestEpoch(rows: readonly EpochRow[], watch: Watch): EpochRow | null {
  let best: EpochRow | null = null;
  let lowest = Number.POSITIVE_INFINITY;
  for (const row of rows) {
    const loss = watchedLoss(row, watch);
    if (loss < lowest) {
      best = row;
      lowest = loss;
    }
  }
  return best;
}

/** Tells whether the weights at this progress are the best epoch's: no step was taken since it ended. */
export function standsAtBest({ step, epochs }: TrainingProgress, watch: Watch): boolean {
  const best = bestEpoch(epochs, watch);
  return best !== null && best === epochs.at(-1) && best.step === step;
}
