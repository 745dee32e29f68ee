// Embedding: each token id selects a row of the table.
import * as tf from "@tensorflow/tfjs";
import type { OperationReference } from "../../reference/operation-reference";

/** Looks tokens up: tokens (B,T), table (V,C) -> (B,T,C). */
export const embeddingReference: OperationReference<"embedding"> = (op, _input, context) =>
  tf.gather(context.parameter(op.table), context.tokens);
