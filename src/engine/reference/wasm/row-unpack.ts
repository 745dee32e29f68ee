// Unpack along the first axis. tfjs's wasm kernel copies the whole tensor for each of its parts, which
// took half the time of a GRU's step.
import * as tf from "@tensorflow/tfjs";
import type { BackendWasm } from "@tensorflow/tfjs-backend-wasm";

/** Takes a tensor apart: x (N,…) -> N times (…). */
export function rowUnpack(backend: BackendWasm, x: tf.TensorInfo): tf.TensorInfo[] {
  const [rows, ...rest] = x.shape as [number, ...number[]];
  const size = tf.util.sizeFromShape(rest);
  return Array.from({ length: rows }, (_, row) => {
    const part = backend.makeOutput(rest, x.dtype);
    // Views are taken after the allocation, which may move the heap.
    const values = backend.typedArrayFromHeap(x);
    backend.typedArrayFromHeap(part).set(values.subarray(row * size, (row + 1) * size));
    return part;
  });
}
