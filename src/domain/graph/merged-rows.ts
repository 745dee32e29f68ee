// A weight in a file with what its adapter adds, W + (alpha / rank) A B, as numbers that are computed when they are read: a
// model of half a gigabyte leaves with its adapter and is held once.
import type { ByteSource } from "../byte-source";
import type { PlainTensor } from "../named-tensors";
import { type StoredTensor, storedBytes, widen } from "../stored-tensor";
import { sizeOf } from "./parameters";

const FLOAT_BYTES = Float32Array.BYTES_PER_ELEMENT;

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

/** Gives a stored weight with its adapter as a stored one. */
export function mergedTensor(weight: StoredTensor, factors: AdapterFactors): StoredTensor {
  return { ...weight, dtype: "F32", bytes: new MergedRows(weight, factors, [0, sizeOf(weight.shape)]) };
}

/** Tells whether a stored weight is computed with an adapter, so that no file has its numbers. */
export function isMerged({ bytes }: StoredTensor): boolean {
  return bytes instanceof MergedRows;
}

/** A stretch of the numbers as bytes; cut between numbers alone. */
class MergedRows implements ByteSource {
  readonly size: number;
  readonly #weight: StoredTensor;
  readonly #factors: AdapterFactors;
  readonly #from: number;
  readonly #until: number;

  constructor(weight: StoredTensor, factors: AdapterFactors, [from, until]: readonly [number, number]) {
    this.#weight = weight;
    this.#factors = factors;
    this.#from = from;
    this.#until = until;
    this.size = FLOAT_BYTES * (until - from);
  }

  slice(begin: number, end: number): ByteSource {
    const place = (byte: number) => Math.min(this.#from + byte / FLOAT_BYTES, this.#until);
    return new MergedRows(this.#weight, this.#factors, [place(begin), place(end)]);
  }

  async arrayBuffer(): Promise<ArrayBuffer> {
    const { dtype, bytes } = this.#weight;
    const width = storedBytes[dtype];
    const numbers = widen(await bytes.slice(width * this.#from, width * this.#until).arrayBuffer(), dtype);
    addAdapter(numbers, this.#from, this.#factors);
    return numbers.buffer;
  }
}
