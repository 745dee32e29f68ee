// The float64 truth of any graph: a forward pass as slow and plain as the formulas, its loss, and
// gradients by central differences. Shares no code with the engines that it judges.
import type { GraphNode, ModelGraph, Op, OpOf } from "@/domain/graph/model-graph";
import { TOKENS } from "@/domain/graph/model-graph";
import { attention } from "./attention";
import { activation, addRows, embedding, layerNorm, linear } from "./dense";
import { gru } from "./gru";
import type { Rows } from "./rows";

/** Parameters by name, flattened. */
export type Parameters64 = ReadonlyMap<string, Float64Array>;

/** Dropout masks by node index: factors of one batch, 0 or 1/(1-rate), flattened (B,…). */
export type DropoutMasks = ReadonlyMap<number, ArrayLike<number>>;

const NO_DROPOUT: DropoutMasks = new Map();

/** What a loss goes by beside weights and windows: no dropout and all targets unless told. */
export interface LossRules {
  readonly masks?: DropoutMasks;
  /** Tells whether the token at place `t` of window number `row` counts as a target. */
  readonly counts?: (row: number, t: number) => boolean;
}

/** Copies float32 tensors, or any arrays, to float64. */
export function toFloat64(
  tensors: ReadonlyMap<string, { readonly data: ArrayLike<number> }>,
): Map<string, Float64Array> {
  return new Map(Array.from(tensors, ([name, tensor]) => [name, Float64Array.from(tensor.data)]));
}

/** Gives the logits of windows (B,T+1) or contexts (B,T): (B,V) or (B,T,V) flattened. */
export function oracleLogits(
  graph: ModelGraph,
  parameters: Parameters64,
  windows: readonly (readonly number[])[],
  masks: DropoutMasks = NO_DROPOUT,
): Float64Array {
  return Float64Array.from(windows.flatMap((window, row) => forward(graph, parameters, window, row, masks).flat()));
}

/** Gives the mean cross-entropy in nats of windows (B,T+1) over the targets that count. */
export function oracleLoss(
  graph: ModelGraph,
  parameters: Parameters64,
  windows: readonly (readonly number[])[],
  { masks = NO_DROPOUT, counts = () => true }: LossRules = {},
): number {
  const first = graph.lossPositions === "last" ? graph.contextLength : 1;
  const losses = windows.flatMap((window, row) =>
    forward(graph, parameters, window, row, masks).flatMap((logits, i) =>
      counts(row, first + i) ? [crossEntropy(logits, window[first + i])] : [],
    ),
  );
  return losses.reduce((sum, loss) => sum + loss, 0) / losses.length;
}

/** Gives d loss / d entry of one parameter by central differences. */
export function oracleDerivative(
  graph: ModelGraph,
  parameters: Parameters64,
  windows: readonly (readonly number[])[],
  entry: { readonly name: string; readonly index: number },
  rules: LossRules = {},
): number {
  const step = 1e-5;
  const lossAt = (shift: number): number => {
    const values = Float64Array.from(parameters.get(entry.name) ?? []);
    values[entry.index] += shift;
    return oracleLoss(graph, new Map([...parameters, [entry.name, values]]), windows, rules);
  };
  return (lossAt(step) - lossAt(-step)) / (2 * step);
}

function crossEntropy(logits: readonly number[], target: number): number {
  const top = Math.max(...logits);
  return top + Math.log(logits.reduce((sum, logit) => sum + Math.exp(logit - top), 0)) - logits[target];
}

/** Runs one window of tokens through the graph; `row` is its place in the batch, for the masks. */
function forward(
  graph: ModelGraph,
  parameters: Parameters64,
  window: readonly number[],
  row: number,
  masks: DropoutMasks,
): Rows {
  const outputs: Rows[] = [];
  const tokens = window.slice(0, graph.contextLength);
  for (const [index, node] of graph.nodes.entries()) {
    const input = node.input === TOKENS ? [tokens] : outputs[node.input];
    if (node.op.kind === "add") outputs.push(addRows(input, outputs[node.op.with]));
    else if (node.op.kind === "dropout") outputs.push(dropped(input, node, row, masks.get(index)));
    else outputs.push(apply(node.op, input, parameters));
  }
  return outputs[outputs.length - 1];
}

function dropped(input: Rows, node: GraphNode, row: number, mask: ArrayLike<number> | undefined): Rows {
  if (mask === undefined) return input;
  const width = node.shape[node.shape.length - 1];
  const start = row * input.length * width;
  return input.map((values, t) => values.map((value, c) => value * mask[start + t * width + c]));
}

function apply(op: Exclude<Op, { kind: "add" | "dropout" }>, input: Rows, parameters: Parameters64): Rows {
  const values = (parameter: { readonly name: string }): Float64Array => {
    const found = parameters.get(parameter.name);
    if (found === undefined) throw new Error(`oracle: expected parameter ${parameter.name}, got none`);
    return found;
  };
  switch (op.kind) {
    case "embedding":
      return embedding(input[0], values(op.table), op.table.shape[1]);
    case "addPositions":
      return addRows(input, embedding([...input.keys()], values(op.table), op.table.shape[1]));
    case "linear":
      return linear(
        input,
        weightOf(op, values(op.weight)),
        op.bias === null ? null : values(op.bias),
        op.weight.shape[op.transposed ? 0 : 1],
      );
    case "layerNorm":
      return layerNorm(input, values(op.gain), values(op.bias), op.epsilon);
    case "activation":
      return activation(input, op.fn);
    case "scale":
      return input.map((row) => row.map((value) => value * op.factor));
    case "gru":
      return gru(input, values(op.recurrent), values(op.bias));
    case "attention":
      return attention(input, op.heads, op.causal);
    case "flatten":
      return [input.flat()];
    case "countedRows":
      return input;
    case "lastPosition":
      return input.slice(-1);
  }
  return op satisfies never;
}

/** Gives a linear's weight as (I,O). */
function weightOf({ weight: { shape }, transposed }: OpOf<"linear">, stored: Float64Array): Float64Array {
  if (!transposed) return stored;
  const [outputs, inputs] = shape;
  const turned = new Float64Array(stored.length);
  for (let o = 0; o < outputs; o++) for (let i = 0; i < inputs; i++) turned[i * outputs + o] = stored[o * inputs + i];
  return turned;
}
