// Measuring a split piece by piece, so that a long evaluation can be paused like training.
import type { Evaluation, TrainingSession } from "./engine";

const SLICE_MILLISECONDS = 100;

/** Measures the first `count` windows of a split, yielding how many are done between slices; returns the mean over all. */
export async function* evaluateInSlices(
  session: TrainingSession,
  split: "train" | "validation",
  count: number,
  now: () => number,
): AsyncGenerator<{ readonly type: "working"; readonly windows: number }, Evaluation> {
  let loss = 0;
  let accuracy = 0;
  let windows = 0;
  let size = Math.min(count, session.evaluationBatch);
  while (windows < count) {
    const started = now();
    const part = await session.evaluate(split, windows, Math.min(size, count - windows)); // GPU sync
    loss += part.loss * part.windows;
    accuracy += part.accuracy * part.windows;
    windows += part.windows;
    const elapsed = Math.max(1, now() - started);
    const batches = Math.max(1, Math.floor(((size / session.evaluationBatch) * SLICE_MILLISECONDS) / elapsed));
    size = Math.min(batches, 64) * session.evaluationBatch;
    yield { type: "working", windows };
  }
  return { loss: loss / windows, accuracy: accuracy / windows, windows };
}
