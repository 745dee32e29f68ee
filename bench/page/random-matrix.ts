// Matrices to multiply: ordinary numbers, so that no denormal or zero makes a product cheap.
import { randomKey, uniform } from "@/domain/random";

/** Makes `length` numbers in [-1, 1), the same for the same lane. */
export function randomNumbers(length: number, lane: number): Float32Array<ArrayBuffer> {
  const key = randomKey(1, "sampling", 0, lane);
  return Float32Array.from({ length }, (_, index) => 2 * uniform(key, index) - 1);
}
