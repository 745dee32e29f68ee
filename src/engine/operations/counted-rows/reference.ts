// Rows that count among others: the reference computes all, and its loss leaves the others out.
import type { OperationReference } from "../../reference/operation-reference";

/** Gives what it reads. */
export const countedRowsReference: OperationReference<"countedRows"> = (_op, input) => input;
