// Attention (Vaswani et al., 2017) as plain loops, one query after another.
import { asIntegers, type PlainArguments, type PlainKernel } from "../../plan/plain/kernel";
import { softmax } from "../../plan/plain/math";
import { addProduct, addTransposedProduct } from "../../plan/plain/product";

/** Keys and values of one head, from position 0 on, each position `stride` numbers behind the last. */
interface Seen {
  readonly keys: Float32Array;
  readonly values: Float32Array;
  readonly stride: number;
}

/** Room for one query at a time: itself (D), its share of each position that it sees, and the values mixed by them (D). */
interface Query {
  readonly query: Float64Array;
  readonly shares: Float64Array;
  readonly mixed: Float64Array;
}

/** Makes room for queries of `depth` channels that see 1, 2 and so on up to `positions` positions. */
function makeQueries(depth: number, positions: number): readonly Query[] {
  const [query, mixed, shares] = [new Float64Array(depth), new Float64Array(depth), new Float64Array(positions)];
  return Array.from(shares, (_, t) => ({ query, mixed, shares: shares.subarray(0, t + 1) }));
}

/** Writes softmax(query * transpose(keys) / sqrt(D)) into the shares; gives the log of its denominator. */
function weigh({ query, shares }: Query, { keys, stride }: Seen, source: Float32Array, start: number): number {
  const scale = 1 / Math.sqrt(query.length);
  for (let d = 0; d < query.length; d++) query[d] = source[start + d] * scale;
  shares.fill(0);
  addTransposedProduct(shares, query, keys, stride);
  return softmax(shares);
}

/** Writes the values that a weighed query attends to at `start` of y. */
function mix({ shares, mixed }: Query, { values, stride }: Seen, y: Float32Array, start: number): void {
  mixed.fill(0);
  addProduct(mixed, shares, values, stride);
  for (let d = 0; d < mixed.length; d++) y[start + d] = mixed[d];
}

/** Mixes values, and saves the logarithm of each row's softmax denominator. */
export const plainAttention: PlainKernel<"attention"> = (args) => {
  const { qkv, y, logSums, batch, positions, channels, heads, causal } = args;
  const depth = channels / heads;
  const queries = makeQueries(depth, positions);
  return () => {
    for (let row = 0; row < batch; row++) {
      for (let head = 0; head < heads; head++) {
        const seen = headOf(args, row, head);
        for (let t = 0; t < positions; t++) {
          const at = row * positions + t;
          const query = queries[causal ? t : positions - 1];
          const logSum = weigh(query, seen, qkv, queryOf(args, row, head, t));
          mix(query, seen, y, at * channels + head * depth);
          if (logSums !== null) logSums[(row * heads + head) * positions + t] = logSum;
        }
      }
    }
  };
};

type Shape = Pick<PlainArguments<"attention">, "positions" | "channels" | "heads">;

/** Gives where the query of a head begins in qkv (B,T,3C). */
function queryOf({ positions, channels, heads }: Shape, row: number, head: number, t: number): number {
  return 3 * (row * positions + t) * channels + (head * channels) / heads;
}

/** Finds the keys and values of one head of one sequence in qkv (B,T,3C). */
function headOf({ qkv, ...shape }: Shape & { readonly qkv: Float32Array }, row: number, head: number): Seen {
  const { channels } = shape;
  const start = queryOf(shape, row, head, 0);
  return { keys: qkv.subarray(start + channels), values: qkv.subarray(start + 2 * channels), stride: 3 * channels };
}

/** Gives the gradients of queries, keys and values; shares are computed anew rather than from logSums. */
export const plainAttentionBackward: PlainKernel<"attentionBackward"> = (args) => () => {
  const { dQkv, batch, positions, channels, heads, causal } = args;
  const queries = makeQueries(channels / heads, positions);
  const totals = new Float64Array(dQkv.length);
  for (let row = 0; row < batch; row++) {
    for (let head = 0; head < heads; head++) {
      const seen = headOf(args, row, head);
      for (let t = 0; t < positions; t++) {
        const query = queries[causal ? t : positions - 1];
        weigh(query, seen, args.qkv, queryOf(args, row, head, t));
        addGradients(totals, args, query.shares, { row, head, t });
      }
    }
  }
  dQkv.set(totals);
};

/** Adds what one query contributes to the gradients of itself and of the keys and values that it sees. */
function addGradients(
  totals: Float64Array,
  { qkv, y, dY, positions, channels, heads }: PlainArguments<"attentionBackward">,
  shares: Float64Array,
  { row, head, t }: { readonly row: number; readonly head: number; readonly t: number },
): void {
  const depth = channels / heads;
  const at = (row * positions + t) * channels + head * depth;
  const query = queryOf({ positions, channels, heads }, row, head, t);
  let delta = 0;
  for (let d = 0; d < depth; d++) delta += dY[at + d] * y[at + d];
  for (let other = 0; other < shares.length; other++) {
    const key = queryOf({ positions, channels, heads }, row, head, other) + channels;
    const value = key + channels;
    let slope = -delta;
    for (let d = 0; d < depth; d++) {
      slope += dY[at + d] * qkv[value + d];
      totals[value + d] += shares[other] * dY[at + d];
    }
    const dScore = (shares[other] * slope) / Math.sqrt(depth);
    for (let d = 0; d < depth; d++) {
      totals[query + d] += dScore * qkv[key + d];
      totals[key + d] += dScore * qkv[query + d];
    }
  }
}

/** New positions over a cache (T,2C). */
export const plainAttentionCached: PlainKernel<"attentionCached"> = (args) => {
  const { qkv, cache, y, channels, heads, rows } = args;
  const depth = channels / heads;
  const stride = 2 * channels;
  const position = asIntegers(args.position);
  const queries = makeQueries(depth, cache.length / stride);
  const views = Array.from({ length: heads }, (_, head): Seen => {
    const start = head * depth;
    return { keys: cache.subarray(start), values: cache.subarray(channels + start), stride };
  });
  return () => {
    const [first] = position;
    for (let row = 0; row < rows; row++) {
      cache.set(qkv.subarray((3 * row + 1) * channels, (3 * row + 3) * channels), (first + row) * stride);
      for (const [head, seen] of views.entries()) {
        const query = queries[first + row];
        weigh(query, seen, qkv, 3 * row * channels + head * depth);
        mix(query, seen, y, row * channels + head * depth);
      }
    }
  };
};
