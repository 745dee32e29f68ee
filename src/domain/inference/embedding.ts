// Rows of tables: by token for embeddings, by place for positions and residuals.
import type { RowBuffer, RowKernel } from "./row-kernel";

/** Looks up tokens (T) in a table (V,C) -> (T,C). */
export function embeddingKernel(tokens: Uint32Array, table: Float32Array, output: RowBuffer): RowKernel {
  const width = output.width;
  return (from, to) => {
    for (let t = from; t < to; t++) {
      const row = output.rows[t];
      const start = tokens[t] * width;
      for (let c = 0; c < width; c++) row[c] = table[start + c];
    }
  };
}

/** Adds the same place of `addend` to each number of `input`: (T,C) -> (T,C). */
export function addKernel(input: RowBuffer, addend: Float32Array, output: RowBuffer): RowKernel {
  const { data, width } = output;
  return (from, to) => {
    for (let i = from * width; i < to * width; i++) data[i] = input.data[i] + addend[i];
  };
}
