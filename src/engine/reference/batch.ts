// Cuts windows out of the token stream into the two tensors of a batch.
import * as tf from "@tensorflow/tfjs";
import type { LossPositions } from "@/domain/graph/model-graph";
import type { TokenWindows } from "@/domain/windows/token-windows";

/** Token ids (B,T) and the ids that follow the positions that count: (B) or (B*T); both int32. */
export interface Batch {
  readonly tokens: tf.Tensor2D;
  readonly targets: tf.Tensor1D;
}

/** Copies the windows that begin at `starts` (B) into a batch; the caller disposes it or sits in a tidy. */
export function cutBatch(windows: TokenWindows, starts: ArrayLike<number>, positions: LossPositions): Batch {
  const length = windows.contextLength;
  const rows = starts.length;
  const tokens = new Int32Array(rows * length);
  const targets = new Int32Array(positions === "every" ? rows * length : rows);
  for (let row = 0; row < rows; row++) {
    const start = starts[row] as number;
    tokens.set(windows.tokens.subarray(start, start + length), row * length);
    if (positions === "every") {
      targets.set(windows.tokens.subarray(start + 1, start + length + 1), row * length);
    } else {
      targets[row] = windows.tokens[start + length] as number;
    }
  }
  return { tokens: tf.tensor2d(tokens, [rows, length], "int32"), targets: tf.tensor1d(targets, "int32") };
}
