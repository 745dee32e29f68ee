// Data of trials, the same in Node and in a browser.
import { toHalves } from "@/domain/narrow-numbers";
import { randomKey, uniform } from "@/domain/random";

/** Test data by name; integers become int32 words. */
export type Data = Readonly<Record<string, Float32Array | Int32Array | Uint16Array | Uint32Array>>;

/** Random floats in [-1, 1), the same for the same lane. */
export function randomFloats(count: number, lane: number): Float32Array {
  const key = randomKey(1, "sampling", 0, lane);
  return Float32Array.from({ length: count }, (_, index) => 2 * uniform(key, index) - 1);
}

/** The bits of random halves in [-1, 1], the same for the same lane; every fifth is below the least normal half. */
export function randomHalves(count: number, lane: number): Uint16Array {
  return toHalves(randomFloats(count, lane).map((value, index) => (index % 5 === 0 ? 2 ** -14 * value : value)));
}

/** The bits of all halves that are numbers. */
export function allHalves(): Uint16Array {
  return Uint16Array.from({ length: 2 ** 16 }, (_, bits) => bits).filter((bits) => (bits & 0x7c00) !== 0x7c00);
}

/** Random ids below `limit`. */
export function randomIds(count: number, limit: number, lane: number): Int32Array {
  const key = randomKey(2, "sampling", 0, lane);
  return Int32Array.from({ length: count }, (_, index) => Math.floor(uniform(key, index) * limit));
}
