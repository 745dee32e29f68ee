// Attention (Vaswani et al., 2017). The rows of queries, keys and values that earlier calls left in
// the input are the cache: a new row costs one pass over them.
import type { RowBuffer, RowKernel } from "./row-kernel";

/** Heads, and whether a position sees only itself and those before it. */
export interface AttentionForm {
  readonly heads: number;
  readonly causal: boolean;
}

/** The channels of one head, within queries, keys and values alike. */
interface Head {
  readonly start: number;
  readonly end: number;
}

/** Mixes values by softmax(query · key / sqrt(C/H)): (T,3C) -> (T,C). */
export function attentionKernel(input: RowBuffer, { heads, causal }: AttentionForm, output: RowBuffer): RowKernel {
  const size = output.width / heads;
  const spans = Array.from({ length: heads }, (_, head): Head => ({ start: head * size, end: (head + 1) * size }));
  const weights = new Float32Array(input.rows.length);
  return (from, to) => {
    for (let t = from; t < to; t++) {
      const seen = causal ? t + 1 : to;
      for (const head of spans) {
        weighKeys(input.rows, t, head, seen, weights);
        mixValues(input.rows, head, seen, weights, output.rows[t]);
      }
    }
  };
}

/** Writes the softmax over the first `seen` keys into `weights`. */
function weighKeys(
  qkv: readonly Float32Array[],
  t: number,
  { start, end }: Head,
  seen: number,
  weights: Float32Array,
): void {
  const query = qkv[t];
  const keys = query.length / 3;
  const scale = 1 / Math.sqrt(end - start);
  let top = Number.NEGATIVE_INFINITY;
  for (let other = 0; other < seen; other++) {
    const key = qkv[other];
    let sum = 0;
    for (let c = start; c < end; c++) sum += query[c] * key[keys + c];
    weights[other] = sum * scale;
    top = Math.max(top, weights[other]);
  }
  let total = 0;
  for (let other = 0; other < seen; other++) {
    weights[other] = Math.exp(weights[other] - top);
    total += weights[other];
  }
  for (let other = 0; other < seen; other++) weights[other] /= total;
}

/** Writes the weighted sum of the first `seen` values into one head's channels of `output` (C). */
function mixValues(
  qkv: readonly Float32Array[],
  { start, end }: Head,
  seen: number,
  weights: Float32Array,
  output: Float32Array,
): void {
  const values = 2 * output.length;
  output.fill(0, start, end);
  for (let other = 0; other < seen; other++) {
    const value = qkv[other];
    const weight = weights[other];
    for (let c = start; c < end; c++) output[c] += weight * value[values + c];
  }
}
