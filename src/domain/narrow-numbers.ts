// Numbers in fewer bits than float32: halves, and bytes with one scale a row.

/** Magnitudes as bits of float32: 2^-14, the least normal half, and 2^-25, at or below which a half is zero. */
const LEAST_NORMAL = 0x38800000;
const NOTHING = 0x33000000;
/** What the exponents of the two differ by, as bits of float32. */
const BIAS = 0x38000000;
/** The largest half, and its bits. */
export const LARGEST_HALF = 65_504;
const LARGEST_BITS = 0x7bff;
/** Steps of a byte to each side of zero. */
const STEPS = 127;

/** Rounds numbers to the nearest halves (IEEE 754, binary16), ties to even; beyond the largest half stands that one. */
export function toHalves(numbers: Float32Array): Uint16Array<ArrayBuffer> {
  const words = new Uint32Array(numbers.buffer, numbers.byteOffset, numbers.length);
  const halves = new Uint16Array(words.length);
  for (let index = 0; index < words.length; index++) halves[index] = halfOf(words[index]);
  return halves;
}

function halfOf(word: number): number {
  const sign = (word >>> 16) & 0x8000;
  const magnitude = word & 0x7fffffff;
  if (magnitude >= LEAST_NORMAL) {
    const rounded = magnitude + 0xfff + ((magnitude >>> 13) & 1);
    return sign | Math.min((rounded - BIAS) >>> 13, LARGEST_BITS);
  }
  if (magnitude <= NOTHING) return sign;
  // Halves below 2^-14 are multiples of 2^-24.
  const shift = 126 - (magnitude >>> 23);
  const mantissa = (magnitude & 0x7fffff) | 0x800000;
  const below = mantissa >>> shift;
  const rest = mantissa & ((1 << shift) - 1);
  const middle = 1 << (shift - 1);
  return sign | (below + (rest > middle || (rest === middle && (below & 1) === 1) ? 1 : 0));
}

/** Rows of numbers as whole steps of the row's own scale. */
export interface ScaledRows {
  /** As many as there were numbers, in [-127, 127]. */
  readonly steps: Int8Array<ArrayBuffer>;
  /** The size of a step, one a row; 0 for a row of zeros. */
  readonly scales: Float32Array<ArrayBuffer>;
}

/** Rounds whole rows of `width` numbers to 127 steps to each side of zero, the largest number of a row being the last. */
export function toScaledRows(numbers: Float32Array, width: number): ScaledRows {
  const steps = new Int8Array(numbers.length);
  const scales = new Float32Array(numbers.length / width);
  for (let row = 0; row < scales.length; row++) {
    const from = row * width;
    let largest = 0;
    for (let index = from; index < from + width; index++) largest = Math.max(largest, Math.abs(numbers[index]));
    scales[row] = largest / STEPS;
    if (scales[row] === 0) continue;
    for (let index = from; index < from + width; index++) steps[index] = Math.round(numbers[index] / scales[row]);
  }
  return { steps, scales };
}
