// Our wasm kernels against tfjs's own on the cpu backend.
import * as tf from "@tensorflow/tfjs";
import { beforeAll, describe, expect, it } from "vitest";
import { loadBackend } from "@/engine/reference/load-backend";

beforeAll(async () => {
  expect(await loadBackend("wasm", () => undefined)).toBe(true);
});

/** Numbers that tell their places apart. */
function numbered(shape: readonly number[]): tf.Tensor {
  const size = tf.util.sizeFromShape([...shape]);
  return tf.tensor(
    Float32Array.from({ length: size }, (_, index) => ((index * 37) % 23) - 11),
    [...shape],
  );
}

/** Computes on one backend and reads all results with their shapes. */
async function results(backend: string, compute: () => tf.Tensor | tf.Tensor[]) {
  await tf.setBackend(backend);
  const tensors = [tf.tidy(compute)].flat();
  return Promise.all(tensors.map(async (tensor) => [tensor.shape, tensor.dtype, [...(await tensor.data())]]));
}

async function expectAlike(compute: () => tf.Tensor | tf.Tensor[]): Promise<void> {
  expect(await results("wasm", compute)).toEqual(await results("cpu", compute));
}

describe("UnsortedSegmentSum", () => {
  it.each([[[12]], [[12, 3]], [[9, 2, 4]], [[1, 5]]])("sums shape %j by segment", async (shape) => {
    const ids = Int32Array.from({ length: shape[0] }, (_, index) => (index * 7) % 5);
    await expectAlike(() => tf.unsortedSegmentSum(numbered(shape), tf.tensor1d(ids, "int32"), 6));
  });

  it("leaves out rows whose segment is out of range", async () => {
    await tf.setBackend("wasm");
    const sum = tf.unsortedSegmentSum(tf.tensor1d([1, 2, 4]), tf.tensor1d([-1, 1, 2], "int32"), 2);
    expect([...(await sum.data())]).toEqual([0, 2]);
  });
});

describe("GatherV2", () => {
  it.each([
    { table: [5], indices: [4] },
    { table: [5, 3], indices: [2, 4] },
    { table: [5, 2, 3], indices: [7] },
  ])("selects rows of $table by $indices", async ({ table, indices }) => {
    await expectAlike(() => tf.gather(numbered(table), tf.cast(tf.mod(tf.abs(numbered(indices)), 5), "int32")));
  });

  it("selects along other axes as before", async () => {
    await expectAlike(() => tf.gather(numbered([3, 5]), tf.tensor1d([4, 0], "int32"), 1));
    await expectAlike(() =>
      tf.gather(
        numbered([2, 4]),
        tf.tensor2d(
          [
            [1, 0],
            [3, 2],
          ],
          [2, 2],
          "int32",
        ),
        1,
        1,
      ),
    );
  });

  it("selects from integers", async () => {
    await expectAlike(() => tf.gather(tf.tensor1d([5, 6, 7], "int32"), tf.tensor1d([2, 2, 0], "int32")));
  });
});

describe("Unpack", () => {
  it.each([[[4]], [[4, 3]], [[2, 3, 4]], [[1, 2]]])("takes shape %j apart along its first axis", async (shape) => {
    await expectAlike(() => tf.unstack(numbered(shape)));
  });

  it("takes a tensor apart along its other axes as before", async () => {
    await expectAlike(() => tf.unstack(numbered([2, 3, 4]), 1));
    await expectAlike(() => tf.unstack(numbered([2, 3, 4]), 2));
  });
});
