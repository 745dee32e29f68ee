// Operations with their parameters, named and shaped in one place for all builders.

import type { InitializerScheme } from "./initializers";
import type { Initializer, Op, OpOf, Param } from "./model-graph";

/** PyTorch's. */
export const LAYER_NORM_EPSILON = 1e-5;

/** Describes a parameter that is trained. */
export function trained(name: string, shape: readonly number[], initializer: Initializer): Param {
  return { name, shape, initializer, role: "trained", storage: "float32" };
}

/** Describes a linear operation (…,I) -> (…,O) with a bias under `name.weight` and `name.bias`. */
export function linear(name: string, inputs: number, outputs: number, scheme: InitializerScheme): Op {
  return {
    kind: "linear",
    weight: trained(`${name}.weight`, [inputs, outputs], scheme.kernel(inputs, outputs)),
    bias: trained(`${name}.bias`, [outputs], scheme.bias(inputs)),
    transposed: false,
  };
}

/** Describes a product (…,I) -> (…,O) without bias. */
export function product(name: string, inputs: number, outputs: number, initializer: Initializer): Op {
  return { kind: "linear", weight: trained(name, [inputs, outputs], initializer), bias: null, transposed: false };
}

/** Describes a table of one row for each token, tokens (B,T) -> (B,T,C). */
export function embedding(
  name: string,
  vocabulary: number,
  channels: number,
  initializer: Initializer,
): OpOf<"embedding"> {
  return { kind: "embedding", table: trained(name, [vocabulary, channels], initializer) };
}

/** Describes a LayerNorm over C channels under `name.gain` and `name.bias`. */
export function layerNorm(name: string, channels: number, epsilon = LAYER_NORM_EPSILON): Op {
  return {
    kind: "layerNorm",
    gain: trained(`${name}.gain`, [channels], { kind: "ones" }),
    bias: trained(`${name}.bias`, [channels], { kind: "zeros" }),
    epsilon,
  };
}

/** Describes a GRU of C channels under `name.recurrent` and `name.bias`. */
export function gruCell(name: string, state: number, scheme: InitializerScheme): Op {
  return {
    kind: "gru",
    recurrent: trained(`${name}.recurrent`, [state, 3 * state], scheme.gruRecurrent(state)),
    bias: trained(`${name}.bias`, [2, 3 * state], scheme.gruBias(state)),
  };
}
