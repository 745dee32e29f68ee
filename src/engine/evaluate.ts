// Measuring a split piece by piece, so that a long evaluation can be paused like training.

import type { Evaluation, TrainingSession } from "./engine";

const SLICE_MILLISECONDS = 100;

/** Joins measurements of parts to that of the whole: means over all targets that counted, 0 where none did. */
export function joinEvaluations(parts: readonly Evaluation[]): Evaluation {
  let [loss, accuracy, counted, windows] = [0, 0, 0, 0];
  for (const part of parts) {
    loss += part.loss * part.counted;
    accuracy += part.accuracy * part.counted;
    counted += part.counted;
    windows += part.windows;
  }
  const divisor = Math.max(counted, 1);
  return { loss: loss / divisor, accuracy: accuracy / divisor, counted, windows };
}

/** Measures the first `count` windows of a split, yielding how many are done between slices; returns the mean over all. */
export async function* evaluateInSlices(
  session: TrainingSession,
  split: "train" | "validation",
  count: number,
  now: () => number,
): AsyncGenerator<{ readonly type: "working"; readonly windows: number }, Evaluation> {
  const parts: Evaluation[] = [];
  let windows = 0;
  let size = Math.min(count, session.evaluationBatch);
  while (windows < count) {
    const started = now();
    const part = await session.evaluate(split, windows, Math.min(size, count - windows)); // GPU sync
    parts.push(part);
    windows += part.windows;
    const elapsed = Math.max(1, now() - started);
    const batches = Math.max(1, Math.floor(((size / session.evaluationBatch) * SLICE_MILLISECONDS) / elapsed));
    size = Math.min(batches, 64) * session.evaluationBatch;
    yield { type: "working", windows };
  }
  return joinEvaluations(parts);
}
