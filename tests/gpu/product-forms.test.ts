// Every form that a product may take on WebGPU beside plain loops, whatever form would be chosen.
import { afterAll, beforeAll, describe, it } from "vitest";
import { formNames } from "@/engine/operations/matmul/product-forms";
import { randomFloats } from "../engine/plan/support/random-data";
import { expectProduct, product } from "../engine/plan/support/suites/matmul-kernel";
import type { Trial } from "../engine/plan/support/trial";
import { expectAsPlainOn } from "./against-plain";
import { installWebGpu, removeWebGpu } from "./dawn";

beforeAll(installWebGpu);
afterAll(removeWebGpu);

const forms = formNames.map((name, place) => [name, place] as const);

describe.each(forms)("the product by tiles or blocks of %s", (_, place) => {
  const formOf = () => place;
  const expectAsPlain = (trial: Trial) =>
    expectAsPlainOn([{ cheapWorkgroupMemory: true, mostOperations: 1e9, formOf }], trial);

  it("multiplies beyond its edges, adds and bends", async () => {
    const epilogue = { bias: "bias", activation: "gelu", slopes: "slopes", residual: "residual" } as const;
    await expectProduct(expectAsPlain, product({ m: 67, n: 131, k: 35, accumulate: true, ...epilogue }));
  });

  it("sums parts of a weight's gradient, and the columns beside it", async () => {
    const [m, n, k] = [24, 140, 516];
    const columnSums = { kind: "columnSums", x: "b", y: "sums", rows: k, columns: n, rowStride: n } as const;
    await expectAsPlain({
      data: { a: randomFloats(m * k, 1), b: randomFloats(n * k, 2) },
      outputs: { c: m * n, sums: n, partials: 16 * n },
      calls: [product({ m, n, k, transposeA: true }), { ...columnSums, partials: "partials" }],
    });
  });

  it("multiplies few rows by a transposed operand, several times", async () => {
    await expectProduct(expectAsPlain, product({ batches: 3, m: 3, n: 70, k: 20, transposeB: true }));
  });
});
