// Causal pre-norm transformer blocks (Radford et al., 2019), with the start that GPT-2 gives its weights.
import type { GraphAssembly } from "../graph/graph-assembly";
import { type InitializerScheme, initializerSchemes } from "../graph/initializers";
import { layerNorm, linear } from "../graph/layers";
import type { ActivationName, Initializer } from "../graph/model-graph";

/** Deviation of all kernels and tables in GPT-2 (Radford et al., 2019). */
const GPT2_DEVIATION = 0.02;

/** What one of a stack of blocks is made of. */
export interface CausalBlock {
  readonly channels: number;
  readonly heads: number;
  readonly dropout: number;
  /** Of its norms; left out for PyTorch's. */
  readonly normEpsilon?: number;
  readonly activation: ActivationName;
  readonly scheme: InitializerScheme;
  /** The scheme of the two products whose outputs join the residual. */
  readonly residualScheme: InitializerScheme;
}

/** Describes a normal distribution around 0. */
export function normal(deviation: number): Initializer {
  return { kind: "normal", deviation };
}

/** GPT-2's start: kernels and tables normal, biases zero; `share` of the usual deviation for kernels. */
export function gpt2Scheme(share = 1): InitializerScheme {
  return {
    ...initializerSchemes.pytorch,
    embedding: normal(GPT2_DEVIATION),
    kernel: () => normal(share * GPT2_DEVIATION),
    bias: () => ({ kind: "zeros" }),
  };
}

/** Adds block number `layer`, (B,T,C) -> (B,T,C): attention and feed-forward, each behind a norm and beside a residual. */
export function addCausalBlock(graph: GraphAssembly, block: CausalBlock, layer: number): void {
  const { channels, scheme, residualScheme, normEpsilon } = block;
  const attention = `attention.${layer}`;
  const feedForward = `feedForward.${layer}`;
  const before = graph.last;
  graph.add(layerNorm(`${attention}.norm`, channels, normEpsilon));
  graph.add(linear(`${attention}.qkv`, channels, 3 * channels, scheme)); // (B, T, 3C)
  graph.add({ kind: "attention", heads: block.heads, causal: true }); // (B, T, C)
  graph.add(linear(`${attention}.projection`, channels, channels, residualScheme));
  graph.addDropout(block.dropout);
  const between = graph.add({ kind: "add", with: before });
  graph.add(layerNorm(`${feedForward}.norm`, channels, normEpsilon));
  graph.add(linear(`${feedForward}.expand`, channels, 4 * channels, scheme)); // (B, T, 4C)
  graph.add({ kind: "activation", fn: block.activation });
  graph.add(linear(`${feedForward}.contract`, 4 * channels, channels, residualScheme)); // (B, T, C)
  graph.addDropout(block.dropout);
  graph.add({ kind: "add", with: between });
}
