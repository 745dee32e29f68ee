// Measures a range of windows without dropout, in batches of one size, with a single read at the end.
import * as tf from "@tensorflow/tfjs";
import type { ModelGraph } from "@/domain/graph/model-graph";
import { type TokenWindows, windowStarts } from "@/domain/windows/token-windows";
import type { Evaluation } from "../engine";
import { joinEvaluations } from "../evaluate";
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

/** Measures mean loss and accuracy over all targets that count in a range of windows. */
export async function evaluateWindows(
  graph: ModelGraph,
  parameters: ParameterTensors,
  windows: TokenWindows,
  range: WindowRange,
): Promise<Evaluation> {
  const set = windows[range.split];
  const count = Math.max(0, Math.min(range.count, set.count - range.from));
  if (count === 0) {
    return joinEvaluations([]);
  }
  const rows = Math.min(count, evaluationBatch(windows));
  const startOf = windowStarts(set);
  const sums: tf.Tensor1D[] = [];
  for (let first = 0; first < count; first += rows) {
    // The last batch is filled up with its last window, since pools of device memory keep every new shape.
    const starts = Array.from({ length: rows }, (_, row) => startOf(range.from + Math.min(first + row, count - 1)));
    sums.push(tf.tidy(() => sumScores(graph, parameters, windows, starts, Math.min(rows, count - first))));
  }
  const joined = tf.concat(sums); // (3 * batches)
  tf.dispose(sums);
  const values = await joined.data<"float32">(); // GPU sync
  joined.dispose();
  const totals = [0, 1, 2].map((kind) => values.reduce((sum, value, at) => sum + (at % 3 === kind ? value : 0), 0));
  const [loss, hits, counted] = totals;
  const divisor = Math.max(counted, 1);
  return { loss: loss / divisor, accuracy: hits / divisor, counted, windows: count };
}

/** Sums loss, hits and weights over the positions of the first `counted` windows: (3). */
function sumScores(
  graph: ModelGraph,
  parameters: ParameterTensors,
  windows: TokenWindows,
  starts: readonly number[],
  counted: number,
): tf.Tensor1D {
  const batch = cutBatch(windows, starts, graph.lossPositions);
  const { losses, hits } = scorePositions(forward(graph, parameters, batch.tokens, null), batch);
  const positions = (losses.size / starts.length) * counted;
  const weights = batch.weights ?? tf.onesLike(losses);
  return tf.stack([losses, hits, weights].map((scores) => tf.sum(tf.slice(scores, 0, positions)))) as tf.Tensor1D;
}
