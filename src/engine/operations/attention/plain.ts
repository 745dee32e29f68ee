// The attention kernels as plain loops, one row of scores at a time.
import type { PlainKernel } from "../../plan/plain/kernel";
import { softmax } from "../../plan/plain/math";

/** Where the channels of one head of one sequence start, in qkv (B,T,3C) and in y (B,T,C). */
interface Head {
  readonly row: number;
  readonly head: number;
  readonly depth: number;
}

interface Shape {
  readonly batch: number;
  readonly positions: number;
  readonly channels: number;
  readonly heads: number;
  readonly causal: boolean;
}

function* headsOf({ batch, channels, heads }: Shape): Generator<Head> {
  for (let row = 0; row < batch; row++) {
    for (let head = 0; head < heads; head++) yield { row, head, depth: channels / heads };
  }
}

/** Gives where part 0 (query), 1 (key) or 2 (value) of a position starts. */
function partOf({ positions, channels }: Shape, { row, head, depth }: Head, t: number, part: number): number {
  return (row * positions + t) * 3 * channels + part * channels + head * depth;
}

function scoresOf(qkv: Float32Array, shape: Shape, place: Head, t: number): Float64Array {
  const seen = shape.causal ? t + 1 : shape.positions;
  const query = partOf(shape, place, t, 0);
  return Float64Array.from({ length: seen }, (_, other) => {
    const key = partOf(shape, place, other, 1);
    let sum = 0;
    for (let d = 0; d < place.depth; d++) sum += qkv[query + d] * qkv[key + d];
    return sum / Math.sqrt(place.depth);
  });
}

/** Mixes values, and saves the logarithm of each row's softmax denominator. */
export const plainAttention: PlainKernel<"attention"> = ({ qkv, y, logSums, ...shape }) => {
  for (const place of headsOf(shape)) {
    for (let t = 0; t < shape.positions; t++) {
      const scores = scoresOf(qkv, shape, place, t);
      const shares = softmax(scores);
      const start = (place.row * shape.positions + t) * shape.channels + place.head * place.depth;
      for (let d = 0; d < place.depth; d++) {
        y[start + d] = shares.reduce((sum, p, other) => sum + p * qkv[partOf(shape, place, other, 2) + d], 0);
      }
      if (logSums !== null) {
        logSums[(place.row * shape.heads + place.head) * shape.positions + t] = scores[0] - Math.log(shares[0]);
      }
    }
  }
};

/** Gives the gradients of queries, keys and values. */
export const plainAttentionBackward: PlainKernel<"attentionBackward"> = ({ qkv, y, logSums, dY, dQkv, ...shape }) => {
  const totals = new Float64Array(dQkv.length);
  for (const place of headsOf(shape)) {
    for (let t = 0; t < shape.positions; t++) {
      const start = (place.row * shape.positions + t) * shape.channels + place.head * place.depth;
      const logSum = logSums[(place.row * shape.heads + place.head) * shape.positions + t];
      let delta = 0;
      for (let d = 0; d < place.depth; d++) delta += dY[start + d] * y[start + d];
      for (const [other, score] of scoresOf(qkv, shape, place, t).entries()) {
        const share = Math.exp(score - logSum);
        const [query, key, value] = [0, 1, 2].map((part) => partOf(shape, place, part === 0 ? t : other, part));
        let slope = -delta;
        for (let d = 0; d < place.depth; d++) {
          slope += dY[start + d] * qkv[value + d];
          totals[value + d] += share * dY[start + d];
        }
        const dScore = (share * slope) / Math.sqrt(place.depth);
        for (let d = 0; d < place.depth; d++) {
          totals[query + d] += dScore * qkv[key + d];
          totals[key + d] += dScore * qkv[query + d];
        }
      }
    }
  }
  dQkv.set(totals);
};

/** New positions over a cache (T,2C). */
export const plainAttentionCached: PlainKernel<"attentionCached"> = ({ qkv, cache, y, position, ...args }) => {
  const { channels, heads, rows } = args;
  const depth = channels / heads;
  const first = new Int32Array(position.buffer, position.byteOffset, 1)[0];
  for (let row = 0; row < rows; row++) {
    const seen = first + row + 1;
    cache.set(qkv.subarray((3 * row + 1) * channels, (3 * row + 3) * channels), (seen - 1) * 2 * channels);
    for (let head = 0; head < heads; head++) {
      const start = head * depth;
      const scores = Float64Array.from({ length: seen }, (_, t) => {
        let sum = 0;
        for (let d = 0; d < depth; d++)
          sum += qkv[3 * row * channels + start + d] * cache[2 * t * channels + start + d];
        return sum / Math.sqrt(depth);
      });
      const shares = softmax(scores);
      for (let d = 0; d < depth; d++) {
        const mixed = shares.reduce((sum, p, t) => sum + p * cache[(2 * t + 1) * channels + start + d], 0);
        y[row * channels + start + d] = mixed;
      }
    }
  }
};
