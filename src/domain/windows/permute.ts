// A stateless shuffle: any element of a random permutation without storing the permutation.
// Feistel network with cycle walking (Black and Rogaway, 2002), 32-bit operations only. The two halves
// may differ by a bit, so that fewer than two walks are needed on average.
import { mix32 } from "../random";

/** Fewer bits shuffle visibly unevenly: with 4, five elements landed up to 32 % off. */
const LEAST_BITS = 8;

/** Gives an index of [0, count) its image. */
export type Permutation = (index: number) => number;

/** Gives the permutation of [0, count) that `key` selects; count <= 2^31. */
export function permutation(count: number, key: number): Permutation {
  const bits = Math.max(LEAST_BITS, 32 - Math.clz32(count - 1));
  const rightBits = bits >>> 1;
  const leftMask = 2 ** (bits - rightBits) - 1;
  const rightMask = 2 ** rightBits - 1;
  const first = mix32(key);
  const second = mix32(key + 1);
  const third = mix32(key + 2);
  const fourth = mix32(key + 3);
  return (index) => {
    let value = index;
    do {
      let left = value >>> rightBits;
      let right = value & rightMask;
      left ^= mix32(right ^ first) & leftMask;
      right ^= mix32(left ^ second) & rightMask;
      left ^= mix32(right ^ third) & leftMask;
      right ^= mix32(left ^ fourth) & rightMask;
      value = ((left << rightBits) | right) >>> 0;
    } while (value >= count);
    return value;
  };
}
