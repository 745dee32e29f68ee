// A weight in a file with what its adapter adds, W + (alpha / rank) A B, as numbers that are computed when they are read: a
// model of half a gigabyte leaves with its adapter and is held once.
import { ComputedBytes } from "../byte-source";
import type { PlainTensor } from "../named-tensors";
import { readNumbers, type StoredTensor, storedBytes } from "../stored-tensor";
import { sizeOf } from "./parameters";

/** The two factors of an adapter, (I,r) and (r,O), and alpha. */
export interface AdapterFactors {
  readonly down: PlainTensor;
  readonly up: PlainTensor;
  readonly alpha: number;
}

/** Adds what an adapter adds to the numbers of a weight (I,O) from place `from` on, which need not be whole rows. */
export function addAdapter(numbers: Float32Array, from: number, { down, up, alpha }: AdapterFactors): void {
  const [rank, outputs] = up.shape;
  const sums = new Float64Array(outputs);
  for (let place = 0; place < numbers.length; ) {
    const row = Math.floor((from + place) / outputs);
    const column = from + place - row * outputs;
    const count = Math.min(outputs - column, numbers.length - place);
    sums.fill(0);
    for (let r = 0; r < rank; r++) {
      const a = (alpha / rank) * down.data[row * rank + r];
      for (let o = column; o < column + count; o++) sums[o] += a * up.data[r * outputs + o];
    }
    for (let index = 0; index < count; index++) numbers[place + index] += sums[column + index];
    place += count;
  }
}

/** Gives a stored weight, by its name, with its adapter as a stored one. */
export function mergedTensor(name: string, weight: StoredTensor, factors: AdapterFactors): StoredTensor {
  const merged = async (from: number, until: number) => {
    const numbers = await readNumbers(name, weight, from, until);
    addAdapter(numbers, from, factors);
    return numbers.buffer;
  };
  const bytes = new ComputedBytes(storedBytes.F32, sizeOf(weight.shape), merged);
  return { ...weight, dtype: "F32", bytes, isMerged: true };
}
