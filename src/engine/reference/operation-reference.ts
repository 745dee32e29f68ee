// What the reference of one operation looks like: a function from its input to its output, built of
// tfjs operations that tfjs can differentiate.
import type { Tensor, Tensor2D } from "@tensorflow/tfjs";
import type { NodeId, OpKind, OpOf, Param } from "@/domain/graph/model-graph";
import type { RandomKey } from "@/domain/random";

/** All that an operation may look at besides its own input. */
export interface OperationContext {
  /** Token ids (B,T), int32. */
  readonly tokens: Tensor2D;
  /** Gives the tensor of a parameter. */
  parameter(param: Param): Tensor;
  /** Gives the output of an earlier node. */
  output(node: NodeId): Tensor;
  /** Key of this node's dropout mask in this step; null outside training. */
  readonly dropoutKey: RandomKey | null;
}

/** Computes one operation: input (B,…) -> output (B,…). */
export type OperationReference<Kind extends OpKind> = (
  op: OpOf<Kind>,
  input: Tensor,
  context: OperationContext,
) => Tensor;

/** A reference for each kind of operation. */
export type OperationReferences = { readonly [Kind in OpKind]: OperationReference<Kind> };
