// The shape of every operation here: it fills rows of its own output from rows of its input.

/** Computes rows [from, to) of one node's output; rows before `from` are still there from earlier calls. */
export type RowKernel = (from: number, to: number) => void;

/** One node's output: numbers in row-major order, and a view of each row, made once. */
export interface RowBuffer {
  readonly data: Float32Array;
  readonly width: number;
  readonly rows: readonly Float32Array[];
}

/** Sees numbers as rows of `width` channels. */
export function asRows(data: Float32Array, width: number): RowBuffer {
  const rows = Array.from({ length: data.length / width }, (_, t) => data.subarray(t * width, (t + 1) * width));
  return { data, width, rows };
}
