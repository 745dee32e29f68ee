// A stateless shuffle: any element of a random permutation without storing the permutation.
// Feistel network with cycle walking (Black and Rogaway, 2002), 32-bit operations only.
import { mix32 } from "../random";

const ROUNDS = 4;
/** Narrower halves shuffle visibly unevenly: with 2 bits, 5 elements landed up to 32 % off. */
const LEAST_HALF_BITS = 4;

/** Gives the image of `index` under the permutation of [0, count) that `key` selects; count <= 2^31. */
export function permute(index: number, count: number, key: number): number {
  const halfBits = Math.max(LEAST_HALF_BITS, Math.ceil((32 - Math.clz32(Math.max(count - 1, 1))) / 2));
  const mask = 2 ** halfBits - 1;
  let value = index;
  do {
    let left = value >>> halfBits;
    let right = value & mask;
    for (let round = 0; round < ROUNDS; round++) {
      const next = left ^ (mix32(right ^ mix32(key + round)) & mask);
      left = right;
      right = next;
    }
    value = ((left << halfBits) | right) >>> 0;
  } while (value >= count);
  return value;
}
