// Operations with their parameters, named and shaped in one place for all builders.

import type { InitializerScheme } from "./initializers";
import type { Initializer, Op } from "./model-graph";

const LAYER_NORM_EPSILON = 1e-5;

/** Describes a linear operation (…,I) -> (…,O) with a bias under `name.weight` and `name.bias`. */
export function linear(name: string, inputs: number, outputs: number, scheme: InitializerScheme): Op {
  return {
    kind: "linear",
    weight: { name: `${name}.weight`, shape: [inputs, outputs], initializer: scheme.kernel(inputs, outputs) },
    bias: { name: `${name}.bias`, shape: [outputs], initializer: scheme.bias(inputs) },
  };
}

/** Describes a product (…,I) -> (…,O) without bias. */
export function product(name: string, inputs: number, outputs: number, initializer: Initializer): Op {
  return { kind: "linear", weight: { name, shape: [inputs, outputs], initializer }, bias: null };
}

/** Describes a table of one row for each token, tokens (B,T) -> (B,T,C). */
export function embedding(name: string, vocabulary: number, channels: number, initializer: Initializer): Op {
  return { kind: "embedding", table: { name, shape: [vocabulary, channels], initializer } };
}

/** Describes a LayerNorm over C channels under `name.gain` and `name.bias`, epsilon as PyTorch's. */
export function layerNorm(name: string, channels: number): Op {
  return {
    kind: "layerNorm",
    gain: { name: `${name}.gain`, shape: [channels], initializer: { kind: "ones" } },
    bias: { name: `${name}.bias`, shape: [channels], initializer: { kind: "zeros" } },
    epsilon: LAYER_NORM_EPSILON,
  };
}

/** Describes a GRU of C channels under `name.recurrent` and `name.bias`. */
export function gruCell(name: string, state: number, scheme: InitializerScheme): Op {
  return {
    kind: "gru",
    recurrent: { name: `${name}.recurrent`, shape: [state, 3 * state], initializer: scheme.gruRecurrent(state) },
    bias: { name: `${name}.bias`, shape: [2, 3 * state], initializer: scheme.gruBias(state) },
  };
}
