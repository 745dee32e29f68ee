// Interprets a ModelGraph with jax-js operations, from tokens to logits, so that jit and grad can trace it.
// Every use of an array but its last takes a reference (`ref`), as jax-js asks for.
import { lax, nn, numpy as np, random } from "@jax-js/jax";
import type { ModelGraph, Op } from "@/domain/graph/model-graph";
import { TOKENS } from "@/domain/graph/model-graph";

/** Arrays by parameter name. */
export type Arrays = { [name: string]: np.Array };

type OpOf<Kind extends Op["kind"]> = Extract<Op, { readonly kind: Kind }>;

/** Computes tokens (B,T) int32 -> logits (B,V) or (B,T,V); `key` draws the dropout masks, null without any. */
export function forward(graph: ModelGraph, parameters: Arrays, tokens: np.Array, key: np.Array | null): np.Array {
  const uses = countUses(graph);
  const outputs: np.Array[] = [];
  const read = (node: number): np.Array => {
    if (node === TOKENS) return tokens;
    const output = outputs[node] as np.Array;
    const left = (uses[node] as number) - 1;
    uses[node] = left;
    return left > 0 ? output.ref : output;
  };
  for (const [index, { op, input }] of graph.nodes.entries()) {
    outputs.push(apply(op, read(input), { parameters, read, key, index }));
  }
  return outputs[graph.nodes.length - 1] as np.Array;
}

interface Surroundings {
  readonly parameters: Arrays;
  readonly read: (node: number) => np.Array;
  readonly key: np.Array | null;
  readonly index: number;
}

function apply(op: Op, input: np.Array, { parameters, read, key, index }: Surroundings): np.Array {
  const parameter = ({ name }: { readonly name: string }) => parameters[name] as np.Array;
  switch (op.kind) {
    case "embedding":
      return np.matmul(nn.oneHot(input, op.table.shape[0] as number), parameter(op.table));
    case "addPositions":
      return input.add(parameter(op.table));
    case "linear": {
      const product = np.matmul(input, parameter(op.weight));
      return op.bias === null ? product : product.add(parameter(op.bias));
    }
    case "layerNorm":
      return nn.standardize(input, -1, { epsilon: op.epsilon }).mul(parameter(op.gain)).add(parameter(op.bias));
    case "activation":
      return activate(op, input);
    case "dropout":
      return key === null ? input : drop(input, op.rate, key.ref, index);
    case "flatten":
      return input.reshape([input.shape[0] as number, -1]);
    case "gru":
      return runGru(input, parameter(op.recurrent), parameter(op.bias));
    case "attention":
      return attend(op, input);
    case "add":
      return input.add(read(op.with));
    case "countedRows":
      return input;
    case "scale":
      return input.mul(op.factor);
    case "lastPosition":
      return input.slice([], -1);
  }
  return op satisfies never;
}

function activate(op: OpOf<"activation">, input: np.Array): np.Array {
  switch (op.fn) {
    case "gelu": // the exact form
      return input.ref.mul(0.5).mul(lax.erf(input.mul(Math.SQRT1_2)).add(1));
    case "geluTanh": {
      const inner = input.ref.add(input.ref.mul(input.ref).mul(input.ref).mul(0.044715));
      return input.mul(0.5).mul(np.tanh(inner.mul(Math.sqrt(2 / Math.PI))).add(1));
    }
    case "relu":
      return nn.relu(input);
    case "tanh":
      return np.tanh(input);
  }
  return op.fn satisfies never;
}

function drop(input: np.Array, rate: number, key: np.Array, index: number): np.Array {
  const shape = [...input.shape];
  const own = random.split(key, index + 2).slice(index);
  return np.where(random.bernoulli(own, 1 - rate, shape), input.mul(1 / (1 - rate)), 0);
}

/** Unrolls the reset_after cell: projected (B,T,3C), recurrent (C,3C), bias (2,3C) -> (B,T,C). */
function runGru(projected: np.Array, recurrent: np.Array, bias: np.Array): np.Array {
  const [batch, length] = projected.shape as [number, number];
  const channels = recurrent.shape[0] as number;
  const [inputBias, recurrentBias] = [bias.ref.slice(0), bias.slice(1)];
  const inputs = np.unstack(projected.add(inputBias), 1); // T times (B, 3C)
  let state = np.zeros([batch, channels]);
  const states: np.Array[] = [];
  for (let position = 0; position < length; position++) {
    const last = position === length - 1;
    const product = np
      .matmul(state.ref, last ? recurrent : recurrent.ref)
      .add(last ? recurrentBias : recurrentBias.ref); // (B, 3C)
    state = cell(inputs[position] as np.Array, product, state, channels);
    states.push(last ? state : state.ref);
  }
  return np.stack(states, 1);
}

function cell(input: np.Array, product: np.Array, state: np.Array, channels: number): np.Array {
  const part = (array: np.Array, gate: number) => array.slice([], [gate * channels, (gate + 1) * channels]);
  const update = nn.sigmoid(part(input.ref, 0).add(part(product.ref, 0)));
  const reset = nn.sigmoid(part(input.ref, 1).add(part(product.ref, 1)));
  const candidate = np.tanh(part(input, 2).add(reset.mul(part(product, 2))));
  return candidate.ref.add(update.mul(state.sub(candidate)));
}

function attend({ heads, causal }: OpOf<"attention">, input: np.Array): np.Array {
  const [batch, length, width] = input.shape as [number, number, number];
  const channels = width / 3;
  const part = (array: np.Array, index: number) =>
    array.slice([], [], [index * channels, (index + 1) * channels]).reshape([batch, length, heads, channels / heads]);
  const [queries, keys, values] = [part(input.ref, 0), part(input.ref, 1), part(input, 2)];
  return nn.dotProductAttention(queries, keys, values, { isCausal: causal }).reshape([batch, length, channels]);
}

/** Counts how often each node's output is read; the last node's is the result. */
function countUses(graph: ModelGraph): number[] {
  const uses = graph.nodes.map(() => 0);
  for (const { op, input } of graph.nodes) {
    if (input !== TOKENS) uses[input] = (uses[input] as number) + 1;
    if (op.kind === "add") uses[op.with] = (uses[op.with] as number) + 1;
  }
  return uses;
}
