// Epoch rows of ten steps each.
import type { EpochRow } from "@/domain/training/progress";

/** Rows with these validation losses; training losses fall by a tenth from 1 unless given. */
export function rowsOf(
  validation: readonly (number | null)[],
  train: readonly number[] = validation.map((_, index) => 1 - index / 10),
): readonly EpochRow[] {
  return validation.map((validationLoss, index) => ({
    epoch: index + 1,
    step: 10 * (index + 1),
    trainLoss: train[index] ?? Number.NaN,
    trainAccuracy: 0.5,
    validationLoss,
    validationAccuracy: validationLoss === null ? null : 0.5,
    learningRate: 0.1,
  }));
}
