// Matrix products beside plain loops, on sizes that make several pieces: rows, columns, batches, parts of depth.
import { describe, it } from "vitest";
import { PRODUCT_PARTS } from "@/engine/plan/wasm/tuning";
import { allHalves, randomFloats, randomHalves } from "../random-data";
import { type Cover, type ExpectAsPlain, type NamedCall, triedAt } from "../trial";

type Matmul = Extract<NamedCall, { readonly kind: "matmul" }>;
type Shape = Pick<Matmul, "m" | "n" | "k"> & Partial<Matmul>;

/** Makes the call of c = op(a) * op(b) of `batches` products, one behind the other unless a stride says otherwise. */
export function product({ m, n, k, transposeA = false, transposeB = false, ...rest }: Shape): Matmul {
  return {
    kind: "matmul",
    a: "a",
    b: "b",
    bInHalves: false,
    c: "c",
    m,
    n,
    k,
    aRowStride: transposeA ? m : k,
    bRowStride: transposeB ? k : n,
    cRowStride: n,
    transposeA,
    transposeB,
    accumulate: false,
    batches: 1,
    aBatchStride: m * k,
    bBatchStride: k * n,
    cBatchStride: m * n,
    bias: null,
    activation: null,
    slopes: null,
    residual: null,
    partials: null,
    ...rest,
  };
}

/** Expects a product of random operands, with all that it writes, as plain loops give it. */
export async function expectProduct(expectAsPlain: ExpectAsPlain, call: Matmul): Promise<void> {
  const { m, n, k, batches } = call;
  // Sums stay near 1, where activations bend, whatever their length.
  const unit = 2 / Math.sqrt(k);
  const length = call.cBatchStride === 0 ? m * n : batches * m * n;
  const data = {
    a: randomFloats(batches * m * k, 1).map((value) => unit * value),
    b: call.bInHalves ? randomHalves(batches * k * n, 2) : randomFloats(batches * k * n, 2),
    c: randomFloats(length, 3),
    bias: randomFloats(n, 4),
    residual: randomFloats(length, 5),
  };
  const outputs = {
    c: length,
    ...(call.slopes === null ? {} : { slopes: length }),
    ...(call.partials === null ? {} : { partials: PRODUCT_PARTS * m * n }),
  };
  await expectAsPlain({ data, outputs, calls: [call] }, 5e-6);
}

const epilogue = { bias: "bias", activation: "gelu", slopes: "slopes", residual: "residual" } as const;
const transposes = [false, true].flatMap((transposeA) =>
  [false, true].map((transposeB) => ({ transposeA, transposeB })),
);

/** Declares the trials of matmul. */
export function describeMatmul(expectAsPlain: ExpectAsPlain, cover: Cover = "combinations"): void {
  describe("the matmul kernel, one product in several pieces", () => {
    const sizes = [
      // Pieces of rows; the largest has more rows for a thread than one piece may have.
      [70, 9, 6],
      [450, 10, 7],
      // Pieces of columns.
      [6, 107, 9],
      [20, 290, 5],
      // Few rows: columns of a matrix that is read as it lies, with depths that are not multiples of four.
      [1, 260, 7],
      [3, 530, 21],
      [5, 99, 6],
      // A matrix so deep that few of its columns fit at once.
      [11, 21, 9000],
      // One so deep that none of them fits.
      [7, 9, 16_500],
      // Whole vectors of four wherever operands are read.
      [12, 20, 36],
    ].map(([m, n, k], place) => ({ m, n, k, place }));
    it.each(sizes)("multiplies, adds to the result and bends $m x $n over $k", async ({ m, n, k, place }) => {
      for (const transposed of triedAt(cover, place, transposes)) {
        await expectProduct(expectAsPlain, product({ m, n, k, accumulate: true, ...transposed, ...epilogue }));
      }
    });

    it.each(cover === "combinations" ? (["relu", "tanh", null] as const) : [null])(
      "bends every piece by %s",
      async (activation) => {
        await expectProduct(
          expectAsPlain,
          product({ m: 70, n: 41, k: 6, ...epilogue, activation, slopes: activation && "slopes" }),
        );
      },
    );

    const long = [
      [9, 300, 17],
      [7, 530, 1100],
      [40, 30, 1025],
    ].map(([m, n, k], place) => ({ m, n, k, place }));
    it.each(long)("sums parts of $m x $n over $k", async ({ m, n, k, place }) => {
      for (const transposed of triedAt(cover, place, transposes)) {
        await expectProduct(expectAsPlain, product({ m, n, k, ...transposed, partials: "partials" }));
      }
    });
  });

  describe("the matmul kernel, a matrix of halves", () => {
    const sides = [
      { m: 8, transposeB: false },
      // A matrix that is read as it lies.
      { m: 4, transposeB: false },
      { m: 8, transposeB: true },
      // Quads do not end with the rows.
      { m: 31, transposeB: true },
      { m: 31, transposeB: false },
    ];
    it.each(sides)(
      "gives every half as it is by $m rows of one, transposed: $transposeB",
      async ({ m, transposeB }) => {
        const halves = allHalves();
        const n = halves.length / m;
        const a = Float32Array.from({ length: m * m }, (_, at) => (at % (m + 1) === 0 ? 1 : 0));
        const call = product({ m, n, k: m, transposeB, bInHalves: true });
        await expectAsPlain({ data: { a, b: halves }, outputs: { c: m * n }, calls: [call] }, 0);
      },
    );

    const sizes = [
      [70, 9, 6],
      [20, 290, 5],
      [3, 530, 21],
      [5, 99, 6],
      [11, 21, 9000],
      [7, 9, 16_500],
      [12, 20, 36],
    ].map(([m, n, k], place) => ({ m, n, k, place }));
    it.each(sizes)("multiplies, adds to the result and bends $m x $n over $k", async ({ m, n, k, place }) => {
      for (const transposeB of triedAt(cover, place, [false, true])) {
        const call = product({ m, n, k, transposeB, bInHalves: true, accumulate: place % 2 === 0, ...epilogue });
        await expectProduct(expectAsPlain, call);
      }
    });

    it.each([
      { batches: 3, m: 9, n: 70, k: 6 },
      { batches: 3, m: 4, n: 71, k: 7 },
      { batches: 13, m: 30, n: 21, k: 6, bBatchStride: 0, transposeB: true },
      { batches: 5, m: 50, n: 19, k: 7, cBatchStride: 0, transposeB: true },
    ])("multiplies $batches of $m x $n over $k", async (shape) => {
      await expectProduct(expectAsPlain, product({ ...shape, bInHalves: true }));
    });

    it("sums parts", async () => {
      await expectProduct(
        expectAsPlain,
        product({ m: 9, n: 51, k: 1025, transposeA: true, bInHalves: true, partials: "partials" }),
      );
    });
  });

  describe("the matmul kernel, beside sums over what it reads", () => {
    it.each([
      { m: 24, n: 40, k: 300 },
      { m: 9, n: 70, k: 35 },
      { m: 130, n: 66, k: 1100 },
    ])("sums the $n columns of what $m rows are multiplied with", async ({ m, n, k }) => {
      await expectAsPlain(
        {
          data: { a: randomFloats(m * k, 1), b: randomFloats(n * k, 2) },
          outputs: { c: m * n, sums: n, partials: 16 * n },
          calls: [
            product({ m, n, k, transposeA: true }),
            { kind: "columnSums", x: "b", y: "sums", rows: k, columns: n, rowStride: n, partials: "partials" },
          ],
        },
        1e-5,
      );
    });
  });

  describe("the matmul kernel, several products", () => {
    const shapes = [
      // Fewer than four for a thread: each is cut into rows or columns.
      { batches: 2, m: 70, n: 9, k: 6 },
      { batches: 3, m: 9, n: 70, k: 6 },
      // At least four for a thread: a piece is a product.
      { batches: 13, m: 30, n: 9, k: 6 },
      { batches: 14, m: 9, n: 30, k: 6 },
      // The same with few rows.
      { batches: 2, m: 4, n: 70, k: 6 },
      { batches: 13, m: 5, n: 70, k: 7 },
      // Packed columns of one product do not fit at once.
      { batches: 12, m: 6, n: 140, k: 1000 },
    ].map((shape, place) => ({ ...shape, place }));
    it.each(shapes)("multiplies $batches of $m x $n over $k apart, and bends them", async ({ place, ...shape }) => {
      for (const accumulate of triedAt(cover, place === 0 ? 0 : 1, [false, true])) {
        await expectProduct(expectAsPlain, product({ ...shape, accumulate, ...epilogue }));
      }
    });

    it.each([
      { aBatchStride: 0, transposeB: false },
      { bBatchStride: 0, transposeB: false },
      { bBatchStride: 0, transposeB: true },
    ])("shares one operand between all products", async (strides) => {
      for (const batches of [3, 13])
        await expectProduct(expectAsPlain, product({ batches, m: 30, n: 21, k: 6, ...strides }));
    });

    it("sums them into one result, cut into rows", async () => {
      for (const { transposeA, transposeB } of cover === "combinations" ? transposes : transposes.slice(1, 3)) {
        // Every pair of the three is met; the eight texts of all triples take long to compile in software.
        const accumulate = transposeA !== transposeB;
        const shape = { batches: 5, m: 50, n: 19, k: 7, cBatchStride: 0 };
        await expectProduct(expectAsPlain, product({ ...shape, transposeA, transposeB, accumulate, ...epilogue }));
      }
    });
  });
}
