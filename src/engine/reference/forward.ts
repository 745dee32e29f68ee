// Interprets a ModelGraph with tfjs operations: one pass from tokens to logits. Knows no loss and no step.
import type { Tensor, Tensor2D } from "@tensorflow/tfjs";
import type { ModelGraph, NodeId, OpKind, OpOf } from "@/domain/graph/model-graph";
import { randomKey } from "@/domain/random";
import { activationReference } from "../operations/activation/reference";
import { addReference } from "../operations/add/reference";
import { addPositionsReference } from "../operations/add-positions/reference";
import { attentionReference } from "../operations/attention/reference";
import { countedRowsReference } from "../operations/counted-rows/reference";
import { dropoutReference } from "../operations/dropout/reference";
import { embeddingReference } from "../operations/embedding/reference";
import { flattenReference } from "../operations/flatten/reference";
import { gruReference } from "../operations/gru/reference";
import { lastPositionReference } from "../operations/last-position/reference";
import { layerNormReference } from "../operations/layer-norm/reference";
import { linearReference } from "../operations/linear/reference";
import { scaleReference } from "../operations/scale/reference";
import type { OperationContext, OperationReferences } from "./operation-reference";

const references: OperationReferences = {
  embedding: embeddingReference,
  addPositions: addPositionsReference,
  linear: linearReference,
  layerNorm: layerNormReference,
  activation: activationReference,
  dropout: dropoutReference,
  flatten: flattenReference,
  gru: gruReference,
  attention: attentionReference,
  add: addReference,
  scale: scaleReference,
  lastPosition: lastPositionReference,
  countedRows: countedRowsReference,
};

/** Trained tensors by parameter name. */
export type ParameterTensors = ReadonlyMap<string, Tensor>;

/** Selects the dropout masks of one training step. */
export interface DropoutStep {
  readonly seed: number;
  /** Batches that were trained on before this one. */
  readonly step: number;
}

function compute<Kind extends OpKind>(kind: Kind, op: OpOf<Kind>, input: Tensor, context: OperationContext): Tensor {
  return references[kind](op, input, context);
}

/** Computes tokens (B,T) int32 -> logits (B,V) or (B,T,V); `dropout` is null outside training. */
export function forward(
  graph: ModelGraph,
  parameters: ParameterTensors,
  tokens: Tensor2D,
  dropout: DropoutStep | null,
): Tensor {
  const outputs: Tensor[] = [];
  const output = (node: NodeId): Tensor => outputs[node] ?? tokens;
  const parameter = (param: { readonly name: string }): Tensor => {
    const tensor = parameters.get(param.name);
    if (tensor === undefined) {
      throw new Error(`forward: expected a tensor for ${param.name}, got none`);
    }
    return tensor;
  };
  for (const [index, node] of graph.nodes.entries()) {
    const dropoutKey = dropout === null ? null : randomKey(dropout.seed, "dropout", dropout.step, index);
    outputs.push(compute(node.op.kind, node.op, output(node.input), { tokens, parameter, output, dropoutKey }));
  }
  return output(graph.nodes.length - 1);
}
