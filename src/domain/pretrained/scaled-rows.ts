// Our own form of weights in 8 bits (docs/file-format.md): each matrix as whole steps, and a step's size for each row.
// Whoever reads such a matrix gets the bytes of its numbers as float32.
import { type ByteSource, ComputedBytes, type ReadNumbers } from "../byte-source";
import type { FileTensor } from "../checkpoint/open-safetensors";

/** What stands behind the name of a matrix in the name of its rows' scales. */
export const SCALE_SUFFIX = ".scale";
/** What the metadata of such a file says under `format`. */
export const SCALED_FORMAT = "curio-int8";

const FLOAT_BYTES = 4;

/** Gives the tensors of a file with each matrix of steps and the scales of its rows as one tensor of float32. */
export function withScaledRows(tensors: readonly FileTensor[]): readonly FileTensor[] {
  const byName = new Map(tensors.map((tensor) => [tensor.name, tensor]));
  const used = new Set<FileTensor>();
  const joined = tensors.map((tensor) => {
    const scales = byName.get(`${tensor.name}${SCALE_SUFFIX}`);
    const [rows, width] = tensor.shape;
    const isMatrix = tensor.dtype === "I8" && tensor.shape.length === 2;
    if (!isMatrix || scales?.dtype !== "F32" || `${scales.shape}` !== `${rows}`) return tensor;
    used.add(scales);
    const read = scaledNumbers(tensor.bytes, scales.bytes, width);
    return { ...tensor, dtype: "F32", bytes: new ComputedBytes(FLOAT_BYTES, rows * width, read) };
  });
  return joined.filter((tensor) => !used.has(tensor));
}

/** Reads numbers of a matrix of `width` columns, which need not be whole rows. */
function scaledNumbers(steps: ByteSource, scales: ByteSource, width: number): ReadNumbers {
  return async (from, until) => {
    const [first, last] = [Math.floor(from / width), Math.ceil(until / width)];
    const ofRows = new Float32Array(await scales.slice(FLOAT_BYTES * first, FLOAT_BYTES * last).arrayBuffer());
    const whole = new Int8Array(await steps.slice(from, until).arrayBuffer());
    return Float32Array.from(whole, (step, index) => step * ofRows[Math.floor((from + index) / width) - first]).buffer;
  };
}
