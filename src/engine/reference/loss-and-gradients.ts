// One forward and backward pass: the part of a training step that tests compare with other libraries.
import * as tf from "@tensorflow/tfjs";
import type { ModelGraph } from "@/domain/graph/model-graph";
import { trainedParameters } from "@/domain/graph/parameters";
import type { Batch } from "./batch";
import { type DropoutStep, forward, type ParameterTensors } from "./forward";
import { scorePositions } from "./loss";

/** Mean loss in nats and accuracy over the targets that count, and a gradient for each trained parameter in graph order. */
export interface LossAndGradients {
  readonly loss: tf.Scalar;
  readonly accuracy: tf.Scalar;
  /** How many targets count. */
  readonly counted: tf.Scalar;
  readonly gradients: readonly tf.Tensor[];
}

/** Differentiates the mean loss of a batch; call inside a tidy. `dropout` is null for a pass without dropout. */
export function lossAndGradients(
  graph: ModelGraph,
  parameters: ParameterTensors,
  batch: Batch,
  dropout: DropoutStep | null,
): LossAndGradients {
  const trained = trainedParameters(graph).map((param) => parameters.get(param.name) as tf.Tensor);
  const counted = batch.weights === null ? tf.scalar(batch.targets.size) : tf.sum<tf.Scalar>(batch.weights);
  // Where none counts all are zeros, and so is their mean.
  const divisor = tf.maximum(counted, 1);
  const meanOf = (scores: tf.Tensor1D): tf.Scalar =>
    batch.weights === null ? tf.mean(scores) : tf.div(tf.sum(scores), divisor);
  const kept: { hits?: tf.Tensor1D } = {};
  const { value, grads } = tf.valueAndGrads(() => {
    const { losses, hits } = scorePositions(forward(graph, parameters, batch.tokens, dropout), batch);
    // The gradient's own scope would dispose it, and a second forward pass would double the cost.
    kept.hits = tf.keep(hits);
    return meanOf(losses);
  })(trained);
  const hits = kept.hits as tf.Tensor1D;
  const accuracy = meanOf(hits);
  hits.dispose();
  return { loss: value as tf.Scalar, accuracy, counted, gradients: grads };
}
