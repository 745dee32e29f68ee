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

/** Windows of a step that are computed together, without dropout where `dropout` is null. */
export interface StepPart {
  readonly batch: Batch;
  readonly dropout: DropoutStep | null;
}

/** Differentiates the mean loss over all parts of a step; call inside a tidy. */
export function lossAndGradients(
  graph: ModelGraph,
  parameters: ParameterTensors,
  parts: readonly StepPart[],
): LossAndGradients {
  const trained = trainedParameters(graph).map((param) => parameters.get(param.name) as tf.Tensor);
  const counted = tf.addN(
    parts.map(({ batch: { weights, targets } }) =>
      weights === null ? tf.scalar(targets.size) : tf.sum<tf.Scalar>(weights),
    ),
  ) as tf.Scalar;
  // Where none counts all are zeros, and so is their mean.
  const divisor = tf.maximum(counted, 1);
  // The mean of a step of one batch that counts throughout is tfjs' own, so that runs saved long ago go on by the bit.
  const isPlain = parts.length === 1 && parts[0].batch.weights === null;
  const shareOf = (scores: tf.Tensor1D): tf.Scalar => (isPlain ? tf.mean(scores) : tf.div(tf.sum(scores), divisor));
  const done = parts.map((part) => differentiate(graph, parameters, trained, part, shareOf));
  const total = (tensors: readonly tf.Tensor[]) => tf.addN([...tensors]);
  return {
    loss: total(done.map(({ loss }) => loss)) as tf.Scalar,
    accuracy: total(done.map(({ accuracy }) => accuracy)) as tf.Scalar,
    counted,
    gradients: trained.map((_, index) => total(done.map(({ gradients }) => gradients[index]))),
  };
}

/** Gives what one part adds to the means of a step; `shareOf` turns its scores into that. */
function differentiate(
  graph: ModelGraph,
  parameters: ParameterTensors,
  trained: readonly tf.Tensor[],
  { batch, dropout }: StepPart,
  shareOf: (scores: tf.Tensor1D) => tf.Scalar,
): Omit<LossAndGradients, "counted"> {
  const kept: { hits?: tf.Tensor1D } = {};
  const { value, grads } = tf.valueAndGrads(() => {
    const { losses, hits } = scorePositions(forward(graph, parameters, batch.tokens, dropout), batch);
    // The gradient's own scope would dispose it, and a second forward pass would double the cost.
    kept.hits = tf.keep(hits);
    return shareOf(losses);
  })([...trained]);
  const hits = kept.hits as tf.Tensor1D;
  const accuracy = shareOf(hits);
  hits.dispose();
  return { loss: value as tf.Scalar, accuracy, gradients: grads };
}
