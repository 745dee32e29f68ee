// Our wasm kernel against tfjs's own on the cpu backend.
import * as tf from "@tensorflow/tfjs";
import { beforeAll, expect, it } from "vitest";
import { loadBackend } from "@/engine/reference/load-backend";

beforeAll(async () => {
  expect(await loadBackend("wasm", () => undefined)).toBe(true);
});

async function segmentSum(backend: string, shape: readonly number[]) {
  await tf.setBackend(backend);
  const size = tf.util.sizeFromShape(shape);
  const values = Float32Array.from({ length: size }, (_, index) => ((index * 37) % 23) - 11);
  const ids = Int32Array.from({ length: shape[0] ?? 0 }, (_, index) => (index * 7) % 5);
  const sum = tf.tidy(() => tf.unsortedSegmentSum(tf.tensor(values, [...shape]), tf.tensor1d(ids, "int32"), 6));
  return { shape: sum.shape, dtype: sum.dtype, values: [...(await sum.data())] };
}

it.each([{ shape: [12] }, { shape: [12, 3] }, { shape: [9, 2, 4] }, { shape: [1, 5] }])(
  "sums shape $shape by segment like the cpu backend",
  async ({ shape }) => {
    expect(await segmentSum("wasm", shape)).toEqual(await segmentSum("cpu", shape));
  },
);

it("leaves out rows whose segment is out of range", async () => {
  await tf.setBackend("wasm");
  const sum = tf.unsortedSegmentSum(tf.tensor1d([1, 2, 4]), tf.tensor1d([-1, 1, 2], "int32"), 2);
  expect([...(await sum.data())]).toEqual([0, 2]);
});
