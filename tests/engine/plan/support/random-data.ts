// Data of trials, the same in Node and in a browser.
import { randomKey, uniform } from "@/domain/random";

/** Test data by name; integers become int32 words. */
export type Data = Readonly<Record<string, Float32Array | Int32Array | Uint16Array | Uint32Array>>;

/** Random floats in [-1, 1), the same for the same lane. */
export function randomFloats(count: number, lane: number): Float32Array {
  const key = randomKey(1, "sampling", 0, lane);
  return Float32Array.from({ length: count }, (_, index) => 2 * uniform(key, index) - 1);
}

/** Random ids below `limit`. */
export function randomIds(count: number, limit: number, lane: number): Int32Array {
  const key = randomKey(2, "sampling", 0, lane);
  return Int32Array.from({ length: count }, (_, index) => Math.floor(uniform(key, index) * limit));
}
