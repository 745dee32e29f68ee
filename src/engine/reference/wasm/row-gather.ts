// GatherV2 along the first axis. tfjs's wasm kernel computes the place of each single number anew,
// which made it the dearest part of an MLP's step.
import * as tf from "@tensorflow/tfjs";
import type { BackendWasm } from "@tensorflow/tfjs-backend-wasm";

/** Copies rows: x (V,…), indices (…) int32 in [0, V) -> (indices…,…). */
export function rowGather(backend: BackendWasm, x: tf.TensorInfo, indices: tf.TensorInfo): tf.TensorInfo {
  const rest = x.shape.slice(1);
  const output = backend.makeOutput([...indices.shape, ...rest], x.dtype);
  // Views are taken after the allocation, which may move the heap.
  const rows = backend.typedArrayFromHeap(output);
  const table = backend.typedArrayFromHeap(x);
  const ids = backend.typedArrayFromHeap(indices);
  const width = tf.util.sizeFromShape(rest);
  for (let row = 0; row < ids.length; row++) {
    const start = (ids[row] as number) * width;
    for (let column = 0; column < width; column++) {
      rows[row * width + column] = table[start + column] as number;
    }
  }
  return output;
}
