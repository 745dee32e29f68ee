// Measures a range of windows without dropout, in batches of one size, with a single read at the end.
import * as tf from "@tensorflow/tfjs";
import type { ModelGraph } from "@/domain/graph/model-graph";
import { type TokenWindows, windowStarts } from "@/domain/windows/token-windows";
import type { Evaluation } from "../engine";
import { evaluationBatch } from "../evaluation-batch";
import { cutBatch } from "./batch";
import { forward, type ParameterTensors } from "./forward";
import { scorePositions } from "./loss";

/** The windows [from, from + count) of a split. */
export interface WindowRange {
  readonly split: "train" | "validation";
  readonly from: number;
  readonly count: number;
}

/** Measures mean loss and accuracy over all positions that count in a range of windows. */
export async function evaluateWindows(
  graph: ModelGraph,
  parameters: ParameterTensors,
  windows: TokenWindows,
  range: WindowRange,
): Promise<Evaluation> {
  const set = windows[range.split];
  const count = Math.max(0, Math.min(range.count, set.count - range.from));
  if (count === 0) {
    return { loss: 0, accuracy: 0, windows: 0 };
  }
  const rows = Math.min(count, evaluationBatch(windows));
  const startOf = windowStarts(set);
  const sums: tf.Tensor1D[] = [];
  for (let first = 0; first < count; first += rows) {
    // The last batch is filled up with its last window, since pools of device memory keep every new shape.
    const starts = Array.from({ length: rows }, (_, row) => startOf(range.from + Math.min(first + row, count - 1)));
    sums.push(tf.tidy(() => sumScores(graph, parameters, windows, starts, Math.min(rows, count - first))));
  }
  const joined = tf.concat(sums); // (2 * batches)
  tf.dispose(sums);
  const values = await joined.data(); // GPU sync
  joined.dispose();
  const positions = count * (graph.lossPositions === "every" ? windows.contextLength : 1);
  let loss = 0;
  let hits = 0;
  for (let index = 0; index < values.length; index += 2) {
    loss += values[index] as number;
    hits += values[index + 1] as number;
  }
  return { loss: loss / positions, accuracy: hits / positions, windows: count };
}

/** Sums loss and hits over the positions of the first `counted` windows: (2). */
function sumScores(
  graph: ModelGraph,
  parameters: ParameterTensors,
  windows: TokenWindows,
  starts: readonly number[],
  counted: number,
): tf.Tensor1D {
  const batch = cutBatch(windows, starts, graph.lossPositions);
  const { losses, hits } = scorePositions(forward(graph, parameters, batch.tokens, null), batch.targets);
  const positions = (losses.size / starts.length) * counted;
  return tf.stack([tf.sum(tf.slice(losses, 0, positions)), tf.sum(tf.slice(hits, 0, positions))]) as tf.Tensor1D;
}
