// Cross-entropy and accuracy from one set of logits.
import * as tf from "@tensorflow/tfjs";
import type { Batch } from "./batch";

/** Loss in nats and hit (1 or 0) of each position, both (N) float32; 0 where the target does not count. */
export interface PositionScores {
  readonly losses: tf.Tensor1D;
  readonly hits: tf.Tensor1D;
}

/** Computes softmax cross-entropy in nats: logits (N,V), targets (N) int32 -> (N). */
function crossEntropy(logits: tf.Tensor2D, targets: tf.Tensor1D): tf.Tensor1D {
  const classes = logits.shape[1];
  const perRow = tf.customGrad((input, save) => {
    const values = input as tf.Tensor2D;
    // The largest logit is taken away first, so that exp cannot overflow.
    const shifted = tf.sub(values, tf.max(values, 1, true));
    const logProbabilities = tf.sub(shifted, tf.log(tf.sum(tf.exp(shifted), 1, true))); // (N, V)
    const wanted = tf.oneHot(targets, classes) as tf.Tensor2D;
    (save as tf.GradSaveFunc)([logProbabilities]);
    return {
      value: tf.neg(tf.sum(tf.mul(logProbabilities, tf.cast(wanted, "float32")), 1)),
      gradFunc: (gradient, saved) => {
        const probabilities = tf.exp(saved[0] as tf.Tensor2D);
        const difference = tf.sub(probabilities, tf.oneHot(targets, classes));
        return tf.mul(difference, tf.expandDims(gradient, 1));
      },
    };
  });
  return perRow(logits) as tf.Tensor1D;
}

/** Scores every position: logits (B,V) or (B,T,V), targets and weights (N) with N = B or B*T. */
export function scorePositions(logits: tf.Tensor, { targets, weights }: Omit<Batch, "tokens">): PositionScores {
  const rows = tf.reshape(logits, [targets.shape[0], -1]) as tf.Tensor2D; // (N, V)
  const hits = tf.cast(tf.equal(tf.argMax(rows, 1), targets), "float32") as tf.Tensor1D;
  const losses = crossEntropy(rows, targets);
  return weights === null ? { losses, hits } : { losses: tf.mul(losses, weights), hits: tf.mul(hits, weights) };
}
