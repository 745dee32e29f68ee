// Products of odd and small sizes beside plain loops; those of several pieces are in pieces.test.ts.
import { afterAll, describe, it } from "vitest";
import { randomFloats } from "../plan/support/random-data";
import { expectProduct, product } from "../plan/support/suites/matmul-kernel";
import { expectAsPlain } from "./against-plain";
import { closeBenches } from "./laboratory";

afterAll(closeBenches);

const sizes = [
  { m: 1, n: 1, k: 1 },
  { m: 6, n: 8, k: 4 },
  { m: 5, n: 33, k: 7 },
  { m: 7, n: 9, k: 3 },
  { m: 13, n: 17, k: 259 },
  { m: 101, n: 70, k: 300 },
  { m: 3, n: 530, k: 21 },
  { m: 4, n: 2100, k: 37 },
  { m: 2, n: 70, k: 4200 },
  { m: 130, n: 5, k: 513 },
];

describe("the matmul kernel", () => {
  it.each(sizes)("multiplies $m x $k by $k x $n, as they are stored or transposed", async (size) => {
    for (const transposeA of [false, true]) {
      for (const transposeB of [false, true]) {
        for (const accumulate of [false, true]) {
          await expectProduct(expectAsPlain, product({ ...size, transposeA, transposeB, accumulate }));
        }
      }
    }
  });

  it.each([
    { m: 4, n: 10, k: 3 },
    { m: 103, n: 37, k: 20 },
    { m: 9, n: 515, k: 6 },
  ])("adds bias, applies GELU, keeps its slope and adds the residual to $m x $n over $k", async (size) => {
    const epilogue = { bias: "bias", activation: "gelu", slopes: "slopes", residual: "residual" } as const;
    await expectProduct(expectAsPlain, product({ ...size, ...epilogue }));
  });

  it("multiplies few small batches apart, or sums them into one product", async () => {
    const size = { m: 11, n: 19, k: 5, batches: 7 };
    for (const cBatchStride of [size.m * size.n, 0]) {
      await expectProduct(expectAsPlain, product({ ...size, cBatchStride }));
    }
  });

  it.each([
    { m: 5, n: 9, k: 1100 },
    { m: 13, n: 10, k: 3 },
    { m: 12, n: 70, k: 2100 },
  ])("cuts the sum of $m x $n over $k into parts where it has room for them", async (size) => {
    await expectProduct(expectAsPlain, product({ ...size, transposeA: true, partials: "partials" }));
  });

  it("keeps packed columns apart when a thread goes on to the next block of columns or product", async () => {
    const shape = { n: 530, k: 1000, transposeB: true };
    await expectProduct(expectAsPlain, product({ ...shape, m: 9, accumulate: true }));
    await expectProduct(expectAsPlain, product({ ...shape, m: 600 }));
  });

  it("leaves what lies between the rows of a wider matrix alone", async () => {
    const [m, n, k, width] = [13, 10, 9, 16];
    await expectAsPlain({
      data: { a: randomFloats(m * k, 1), b: randomFloats(k * n, 2), c: new Float32Array(m * width).fill(5) },
      outputs: { c: m * width },
      calls: [product({ m, n, k, cRowStride: width })],
    });
  });
});
