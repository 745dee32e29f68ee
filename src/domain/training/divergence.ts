// When a run has gone astray. Losses far above a blind guess never come back on their own.

/** A loss may start this many times above a uniform guess before it counts as lost. */
const TOLERANCE = 3;

/** What was wrong with the loss. */
export type DivergenceReason = "lossNotFinite" | "lossTooHigh";

/** Judges a loss in nats; `firstLoss` is the run's first, which an unlucky start may put above ln V. */
export function divergenceOf(loss: number, firstLoss: number, vocabularySize: number): DivergenceReason | null {
  if (!Number.isFinite(loss)) {
    return "lossNotFinite";
  }
  return loss > TOLERANCE * Math.max(Math.log(vocabularySize), firstLoss, 1) ? "lossTooHigh" : null;
}
