// Learned positions: every position of the context has its own row.
import * as tf from "@tensorflow/tfjs";
import type { OperationReference } from "../../reference/operation-reference";

/** Adds a row per position: (B,T,C) + table (T,C) -> (B,T,C). */
export const addPositionsReference: OperationReference<"addPositions"> = (op, input, context) =>
  tf.add(input, context.parameter(op.table));
