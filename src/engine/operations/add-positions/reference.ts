// Learned positions: every position of the context has its own row.
import * as tf from "@tensorflow/tfjs";
import type { OperationReference } from "../../reference/operation-reference";

/** Adds a row per position: (B,T,C) + the first T rows of table (P,C) -> (B,T,C). */
export const addPositionsReference: OperationReference<"addPositions"> = (op, input, context) => {
  const table = context.parameter(op.table);
  const [, positions, channels] = input.shape;
  return tf.add(input, table.shape[0] === positions ? table : tf.slice(table, [0, 0], [positions, channels]));
};
