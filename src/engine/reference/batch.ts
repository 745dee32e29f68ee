// Cuts windows out of the token stream into the tensors of a batch.
import * as tf from "@tensorflow/tfjs";
import type { LossPositions } from "@/domain/graph/model-graph";
import { countsAsTarget } from "@/domain/windows/loss-mask";
import type { TokenWindows } from "@/domain/windows/token-windows";

/** Token ids (B,T) and the ids to predict, (B) or (B*T), both int32. */
export interface Batch {
  readonly tokens: tf.Tensor2D;
  readonly targets: tf.Tensor1D;
  /** 1 for each target that counts, 0 for the others, float32 as `targets`; null where all count. */
  readonly weights: tf.Tensor1D | null;
}

/** Copies the windows that begin at `starts` (B) into a batch; the caller disposes it or sits in a tidy. */
export function cutBatch(windows: TokenWindows, starts: ArrayLike<number>, positions: LossPositions): Batch {
  const { lossMask, contextLength: length } = windows;
  const rows = starts.length;
  const each = positions === "every" ? length : 1;
  const tokens = new Int32Array(rows * length);
  const targets = new Int32Array(rows * each);
  const weights = lossMask && new Float32Array(rows * each);
  for (let row = 0; row < rows; row++) {
    const start = starts[row] as number;
    tokens.set(windows.tokens.subarray(start, start + length), row * length);
    const end = start + length + 1;
    targets.set(windows.tokens.subarray(end - each, end), row * each);
    for (let t = 0; t < each && weights !== null; t++) {
      weights[row * each + t] = countsAsTarget(lossMask, end - each + t) ? 1 : 0;
    }
  }
  return {
    tokens: tf.tensor2d(tokens, [rows, length], "int32"),
    targets: tf.tensor1d(targets, "int32"),
    weights: weights && tf.tensor1d(weights),
  };
}
