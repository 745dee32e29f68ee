// One forward and backward pass: the part of a training step that tests compare with other libraries.
import * as tf from "@tensorflow/tfjs";
import type { ModelGraph } from "@/domain/graph/model-graph";
import { graphParameters } from "@/domain/graph/parameters";
import type { Batch } from "./batch";
import { type DropoutStep, forward, type ParameterTensors } from "./forward";
import { scorePositions } from "./loss";

/** Mean loss in nats and accuracy over the positions that count, and a gradient for each parameter in graph order. */
export interface LossAndGradients {
  readonly loss: tf.Scalar;
  readonly accuracy: tf.Scalar;
  readonly gradients: readonly tf.Tensor[];
}

/** Differentiates the mean loss of a batch; call inside a tidy. `dropout` is null for a pass without dropout. */
export function lossAndGradients(
  graph: ModelGraph,
  parameters: ParameterTensors,
  batch: Batch,
  dropout: DropoutStep | null,
): LossAndGradients {
  const trained = graphParameters(graph).map((param) => parameters.get(param.name) as tf.Tensor);
  const kept: { hits?: tf.Tensor1D } = {};
  const { value, grads } = tf.valueAndGrads(() => {
    const { losses, hits } = scorePositions(forward(graph, parameters, batch.tokens, dropout), batch.targets);
    // The gradient's own scope would dispose it, and a second forward pass would double the cost.
    kept.hits = tf.keep(hits);
    return tf.mean(losses);
  })(trained);
  const hits = kept.hits as tf.Tensor1D;
  const accuracy: tf.Scalar = tf.mean(hits);
  hits.dispose();
  return { loss: value as tf.Scalar, accuracy, gradients: grads };
}
