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

const forms = formNames.map((name, place) => {
  const formOf = () => place;
  const expectAsPlain = (trial: Trial) =>
    expectAsPlainOn([{ cheapWorkgroupMemory: true, mostOperations: 1e9, formOf }], trial);
  return { name, expectAsPlain };
});

// What a product does to its operands and results does not depend on its tiles, which software takes seconds to compile:
// neighbours in the list, most of which differ in size alone, take turns.
describe("the product by tiles or blocks", () => {
  it.each(forms.filter((_, place) => place % 2 === 0))(
    "of $name multiplies several times beyond its edges, adds and bends",
    async ({ expectAsPlain }) => {
      const epilogue = { bias: "bias", activation: "gelu", slopes: "slopes", residual: "residual" } as const;
      const shape = { batches: 2, m: 67, n: 131, k: 35, transposeB: true, accumulate: true };
      await expectProduct(expectAsPlain, product({ ...shape, ...epilogue }));
    },
  );

  it.each(forms.filter((_, place) => place % 2 === 1))(
    "of $name sums parts of a weight's gradient, and the columns beside it",
    async ({ expectAsPlain }) => {
      const [m, n, k] = [24, 140, 516];
      const columnSums = { kind: "columnSums", x: "b", y: "sums", rows: k, columns: n, rowStride: n } as const;
      await expectAsPlain({
        data: { a: randomFloats(m * k, 1), b: randomFloats(n * k, 2) },
        outputs: { c: m * n, sums: n, partials: 16 * n },
        calls: [product({ m, n, k, transposeA: true }), { ...columnSums, partials: "partials" }],
      });
    },
  );
});
