// LayerNorm over the channels of each row (Ba et al., 2016), biased variance as PyTorch's.
import type { RowBuffer, RowKernel } from "./row-kernel";

/** The trained part of a LayerNorm: gain (C) and bias (C). */
export interface LayerNormWeights {
  readonly gain: Float32Array;
  readonly bias: Float32Array;
  readonly epsilon: number;
}

/** Normalizes each row: (T,C) -> (T,C). */
export function layerNormKernel(input: RowBuffer, weights: LayerNormWeights, output: RowBuffer): RowKernel {
  const { gain, bias, epsilon } = weights;
  const width = input.width;
  return (from, to) => {
    for (let t = from; t < to; t++) {
      const row = input.rows[t];
      const result = output.rows[t];
      let sum = 0;
      for (let c = 0; c < width; c++) sum += row[c];
      const mean = sum / width;
      let squares = 0;
      for (let c = 0; c < width; c++) squares += (row[c] - mean) * (row[c] - mean);
      const scale = 1 / Math.sqrt(squares / width + epsilon);
      for (let c = 0; c < width; c++) result[c] = (row[c] - mean) * scale * gain[c] + bias[c];
    }
  };
}
