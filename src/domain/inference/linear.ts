// Row times matrix: where almost all time of inference goes.
import type { RowBuffer, RowKernel } from "./row-kernel";

/** Multiplies each row by weight (I,O) and adds bias (O): (T,I) -> (T,O). */
export function linearKernel(
  input: RowBuffer,
  weight: Float32Array,
  bias: Float32Array | null,
  output: RowBuffer,
): RowKernel {
  const start = bias ?? new Float32Array(output.width);
  return (from, to) => {
    for (let t = from; t < to; t++) multiplyRow(input.rows[t], weight, start, output.rows[t]);
  };
}

/**
 * Writes bias + input · weight: (I) -> (O). Four rows of the weight are summed before each store,
 * which saves most loads and stores of the output and walks the weight in memory order.
 */
export function multiplyRow(input: Float32Array, weight: Float32Array, bias: Float32Array, output: Float32Array): void {
  const inputs = input.length;
  const outputs = output.length;
  for (let o = 0; o < outputs; o++) output[o] = bias[o];
  let i = 0;
  for (; i + 4 <= inputs; i += 4) {
    const x0 = input[i];
    const x1 = input[i + 1];
    const x2 = input[i + 2];
    const x3 = input[i + 3];
    const w0 = i * outputs;
    const w1 = w0 + outputs;
    const w2 = w1 + outputs;
    const w3 = w2 + outputs;
    for (let o = 0; o < outputs; o++) {
      output[o] += x0 * weight[w0 + o] + x1 * weight[w1 + o] + x2 * weight[w2 + o] + x3 * weight[w3 + o];
    }
  }
  for (; i < inputs; i++) {
    const x = input[i];
    for (let o = 0; o < outputs; o++) output[o] += x * weight[i * outputs + o];
  }
}
