// The dropout mask as a pure function of its key, so that every engine drops the same elements.
import { type RandomKey, uniform } from "@/domain/random";

/** Fills `size` factors in row-major order: 0 where dropped, else 1/(1-rate). */
export function dropoutMask(key: RandomKey, size: number, rate: number): Float32Array {
  const kept = 1 / (1 - rate);
  const mask = new Float32Array(size);
  for (let index = 0; index < size; index++) {
    mask[index] = uniform(key, index) >= rate ? kept : 0;
  }
  return mask;
}
