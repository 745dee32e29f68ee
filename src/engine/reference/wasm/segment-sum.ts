// UnsortedSegmentSum, which tfjs's wasm backend lacks and the gradient of an embedding needs.
// https://github.com/tensorflow/tfjs/issues/8082
import * as tf from "@tensorflow/tfjs";
import type { BackendWasm } from "@tensorflow/tfjs-backend-wasm";

/** Sums rows by segment: x (N,…), segmentIds (N) int32 -> (numSegments,…); ids out of range are left out. */
export function segmentSum(
  backend: BackendWasm,
  x: tf.TensorInfo,
  segmentIds: tf.TensorInfo,
  numSegments: number,
): tf.TensorInfo {
  const rest = x.shape.slice(1);
  const output = backend.makeOutput([numSegments, ...rest], x.dtype);
  // Views are taken after the allocation, which may move the heap.
  const sums = backend.typedArrayFromHeap(output).fill(0);
  const values = backend.typedArrayFromHeap(x);
  const ids = backend.typedArrayFromHeap(segmentIds);
  const width = tf.util.sizeFromShape(rest);
  for (let row = 0; row < ids.length; row++) {
    const start = (ids[row] as number) * width;
    for (let column = 0; column < width; column++) {
      // A place outside the view is ignored by the language.
      sums[start + column] += values[row * width + column] as number;
    }
  }
  return output;
}
